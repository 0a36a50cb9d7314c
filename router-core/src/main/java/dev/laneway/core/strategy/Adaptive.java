package dev.laneway.core.strategy;

import java.util.List;

/**
 * The earliest expected completion first, waiting for a permit included, and counting what the call
 * takes from those who come after: a lane that spends much of its allowance on it is left to calls
 * that fit nowhere else, and a toll as high as its worth weighs like an hour of waiting. What is
 * within a quarter of each other counts as equal, and then the cheaper lane goes first. Lanes that
 * cannot make the deadline come last.
 */
final class Adaptive implements RoutingStrategy {

  private static final double STEP = Math.log(1.25);
  private static final double TOO_LATE = 1e6;
  private static final double FOR_THOSE_AFTER = 2;
  private static final double WHOLE_TOLL = 60;
  private static final double LONG = 60e9;

  @Override
  public List<Lane> rank(List<Lane> eligible, RouteContext context) {
    return Ranked.by(Adaptive::keyOf, Cheapest::priceOf, eligible, context);
  }

  @Override
  public boolean isSparing() {
    return true;
  }

  private static double keyOf(Lane lane, RouteContext context) {
    long wait = lane.nanosUntilPermit(context);
    if (wait >= Long.MAX_VALUE - 1) {
      return wait == Long.MAX_VALUE ? 2 * TOO_LATE : 1.5 * TOO_LATE;
    }
    double completion = (double) wait + lane.expectedNanos(context);
    boolean late = completion > context.nanosLeft();
    double toll = lane.toll(context);
    completion += FOR_THOSE_AFTER * lane.nanosTaken(context);
    completion += WHOLE_TOLL * toll * toll * Math.min((double) context.nanosLeft(), LONG);
    double step = Math.floor(Math.log(Math.max(1, completion)) / STEP);
    return late ? TOO_LATE + step : step;
  }

  @Override
  public String toString() {
    return "adaptive";
  }
}
