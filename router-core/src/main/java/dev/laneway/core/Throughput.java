package dev.laneway.core;

import java.util.Optional;

/** How fast items have ended lately, for forecasts. */
final class Throughput {

  private static final double WEIGHT = 0.05;

  private double nanosEach;
  private long lastAt;
  private long ended;

  synchronized void ended(long nanos) {
    if (ended > 0) {
      double gap = (double) (nanos - lastAt);
      nanosEach = ended == 1 ? gap : nanosEach + WEIGHT * (gap - nanosEach);
    }
    lastAt = nanos;
    ended++;
  }

  /** How long so many items will take; unknown before two have ended. */
  synchronized Optional<Long> nanosFor(long items) {
    return ended < 2 ? Optional.empty() : Optional.of((long) (nanosEach * items));
  }
}
