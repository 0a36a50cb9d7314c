package dev.laneway.core.fleet;

import java.time.Duration;

/**
 * How long a call waits for the store: until nothing at all has been heard of it for the patience
 * that was declared. One that answers, only late, is slow and not silent: it is given twice as long
 * as it has taken lately. Whose own calls have hardly been answered yet cannot tell a slow store
 * from its own beginnings, and waits long. All within bounds. Safe for use by many threads.
 */
final class Pace {

  /** A store that is silent for longer is lost. */
  static final Duration LONGEST = Duration.ofMillis(400);

  private static final Duration LONGEST_IN_ALL = Duration.ofSeconds(2);

  private static final int FADES = 8;

  private final long usual;
  private final long longest;
  private final long longestInAll;
  private long unsure;
  private long slowest;
  private long heardAt = Long.MIN_VALUE;
  private int reading;

  Pace(Duration patience) {
    usual = patience.toNanos();
    longest = Math.max(usual, LONGEST.toNanos());
    longestInAll = Math.max(usual, LONGEST_IN_ALL.toNanos());
    unsure = longest;
  }

  /** A question that has been asked, and how long its answer is waited for. */
  final class Wait {

    private final long askedAt;
    private long listensFrom;
    private long due;

    private Wait(long askedAt) {
      this.askedAt = askedAt;
      listensFrom = askedAt;
      due = askedAt;
    }

    /**
     * How much longer; nothing, or less, once it has been enough. Who comes back much later than he
     * was told stood still, and with him whoever could have heard the answer: he listens anew.
     */
    Duration more(long now) {
      synchronized (Pace.this) {
        if (reading > 0 || now - due > usual) {
          listensFrom = now;
        }
        long end = Math.max(listensFrom, heardAt) + silence();
        due = Math.min(end, askedAt + longestInAll);
        return Duration.ofNanos(due - now);
      }
    }
  }

  Wait begin(long now) {
    return new Wait(now);
  }

  private long silence() {
    return Math.max(Math.max(usual, unsure), Math.min(longest, 2 * slowest));
  }

  /** A beat was answered. */
  synchronized void beaten(long askedAt, long now) {
    learn(now - askedAt);
    heardAt = now;
  }

  /**
   * A question was answered, and the answer is being followed until {@link #followed}. One that
   * stood in a queue behind others tells nothing of the store.
   */
  synchronized void answered(Wait wait, long now) {
    long took = now - wait.askedAt;
    boolean inQueue = heardAt > wait.askedAt;
    if (!inQueue) {
      learn(took);
    }
    if (!inQueue || took > longest) {
      unsure -= unsure / FADES;
    }
    heardAt = now;
    reading++;
  }

  /** Who reads answers read none while this one was followed. */
  synchronized void followed(long now) {
    heardAt = now;
    reading--;
  }

  /** The slowest fades as others come; after a silence all is as ever. */
  private void learn(long took) {
    if (took > longest) {
      slowest = 0;
    } else {
      slowest = Math.max(took, slowest - (slowest - took) / FADES);
    }
  }
}
