package dev.laneway.core.fleet;

import java.time.Duration;

/** How many members there are, as far as beats tell. Counted by one thread at a time. */
final class Headcount {

  private static final Duration GONE = Duration.ofSeconds(5);

  private volatile int members = 1;
  private boolean fewer;
  private long fewerSince;

  int members() {
    return members;
  }

  void begin(int count) {
    members = count;
  }

  /**
   * A member more is one more at once; one less may only be late, after an outage above all.
   * Answers whether the number has changed.
   */
  boolean counted(int count, boolean allIsWell, long nowNanos) {
    if (count >= members) {
      fewer = false;
    } else if (!fewer || !allIsWell) {
      fewer = true;
      fewerSince = nowNanos;
      return false;
    } else if (nowNanos - fewerSince <= GONE.toNanos()) {
      return false;
    }
    boolean changed = count != members;
    members = count;
    return changed;
  }
}
