package dev.laneway.core.fleet;

import java.time.Duration;

/**
 * How long a call waits for the store: until nothing at all has been heard of it for the patience
 * that was declared. One that answers, only late, is slow and not silent: it is given twice as long
 * as it has taken lately. All within bounds. Safe for use by many threads.
 */
final class Pace {

  /** A store that is silent for longer is lost. */
  static final Duration LONGEST = Duration.ofMillis(400);

  private static final Duration LONGEST_IN_ALL = Duration.ofSeconds(2);

  private static final int FADES = 8;

  private final long usual;
  private final long longest;
  private final long longestInAll;
  private long slowest;
  private long heardAt = Long.MIN_VALUE;

  Pace(Duration patience) {
    usual = patience.toNanos();
    longest = Math.max(usual, LONGEST.toNanos());
    longestInAll = Math.max(usual, LONGEST_IN_ALL.toNanos());
  }

  /** A beat was answered. */
  synchronized void beaten(long askedAt, long now) {
    learn(now - askedAt);
    heardAt = now;
  }

  /**
   * A question was answered. One that stood in a queue behind others tells nothing of the store.
   */
  synchronized void answered(long askedAt, long now) {
    if (heardAt <= askedAt) {
      learn(now - askedAt);
    }
    heardAt = now;
  }

  /** The slowest fades as others come; after a silence all is as ever. */
  private void learn(long took) {
    if (took > longest) {
      slowest = 0;
    } else {
      slowest = Math.max(took, slowest - (slowest - took) / FADES);
    }
  }

  /** How much longer to wait for what was asked then; nothing, or less, once it has been enough. */
  synchronized Duration patience(long askedAt, long now) {
    long silence = Math.max(usual, Math.min(longest, 2 * slowest));
    long end = Math.min(Math.max(askedAt, heardAt) + silence, askedAt + longestInAll);
    return Duration.ofNanos(end - now);
  }
}
