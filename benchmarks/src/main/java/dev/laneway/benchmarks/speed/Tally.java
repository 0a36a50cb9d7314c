package dev.laneway.benchmarks.speed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What has been measured so far, said at once to whoever waits for the table. */
final class Tally {

  private final long begun = System.nanoTime();
  private final List<Goal> goals = new ArrayList<>();
  private final List<Curve> curves = new ArrayList<>();

  void add(Goal goal) {
    goals.add(goal);
    say(goal.name() + ": " + goal.reachedInWords());
  }

  void add(Curve curve) {
    curves.add(curve);
    say(curve.name() + ": " + Goal.number(curve.growth()) + " times at the largest");
  }

  /** What is going on, where the table cannot be in its way. */
  void say(String what) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.err.println(String.format(Locale.ROOT, "%5.0f s  %s", seconds, what));
  }

  List<Goal> goals() {
    return List.copyOf(goals);
  }

  List<Curve> curves() {
    return List.copyOf(curves);
  }
}
