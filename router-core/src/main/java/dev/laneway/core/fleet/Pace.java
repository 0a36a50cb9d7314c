package dev.laneway.core.fleet;

import java.time.Duration;

/**
 * How long a call waits for the store. One that answers, only late, is slow and not lost: it is
 * waited for twice as long as it has taken lately, within bounds. Safe for use by many threads.
 */
final class Pace {

  /** A store that takes longer is as good as silent. */
  static final Duration LONGEST = Duration.ofMillis(400);

  private static final int FADES = 8;

  private final long usual;
  private final long longest;
  private long slowest;

  Pace(Duration patience) {
    usual = patience.toNanos();
    longest = Math.max(usual, LONGEST.toNanos());
  }

  /** An answer took so long. The slowest fades as others come; after a silence all is as ever. */
  synchronized void answered(long nanos) {
    if (nanos > longest) {
      slowest = 0;
    } else {
      slowest = Math.max(nanos, slowest - (slowest - nanos) / FADES);
    }
  }

  synchronized Duration patience() {
    return Duration.ofNanos(Math.max(usual, Math.min(longest, 2 * slowest)));
  }
}
