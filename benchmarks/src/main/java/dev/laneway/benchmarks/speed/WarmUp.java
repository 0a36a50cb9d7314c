package dev.laneway.benchmarks.speed;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Calls by turns until the compiler rests. While it works it takes one of the cores that client and
 * server need, and what is measured is the compiler: for a minute on two cores.
 */
final class WarmUp {

  /** Of the time of a round; less is a method now and then. */
  private static final double AT_REST = 0.05;

  private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();

  private WarmUp() {}

  /** Each round is so many calls and a fiftieth of it in streams for each of them. */
  static void of(List<Contender> all, Effort effort, Tally tally) {
    double share = 1;
    int round = 0;
    for (int quiet = 0; quiet < 2 && round < effort.mostRounds(); round++) {
      share = shareOfARound(all, effort.warmUp());
      quiet = share < AT_REST ? quiet + 1 : 0;
    }
    tally.say(
        String.format(
            Locale.ROOT,
            "warm after %,d calls of each; the compiler takes %.2f of a core",
            round * effort.warmUp(),
            share));
  }

  private static double shareOfARound(List<Contender> all, int calls) {
    long compiled = COMPILER.getTotalCompilationTime();
    long begun = System.nanoTime();
    for (Contender each : all) {
      Trials.latency(calls).of(each);
      Trials.pieces(calls / 50).of(each);
    }
    return (COMPILER.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - begun);
  }
}
