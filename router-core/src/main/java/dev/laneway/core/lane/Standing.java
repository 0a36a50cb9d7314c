package dev.laneway.core.lane;

import dev.laneway.core.time.Moment;
import java.time.Duration;

/**
 * Whether an account may be used at all: closed by a bad key until somebody acts, or resting while
 * its credit is spent, with probes far apart.
 */
public final class Standing {

  private static final long UNTIL_RELEASE = Long.MAX_VALUE - 1;
  private static final long NEVER = Long.MAX_VALUE;

  private boolean closed;
  private boolean broke;
  private boolean probing;
  private long restsUntil;
  private String because = "";

  /** How long until a call may go, in nanoseconds. */
  public long nanosUntil(Moment now) {
    if (closed) {
      return NEVER;
    }
    if (!broke) {
      return 0;
    }
    return probing ? UNTIL_RELEASE : Math.max(0, restsUntil - now.nanos());
  }

  /** Nothing more until somebody acts. Returns whether it was open before. */
  public boolean close(String why) {
    boolean wasOpen = !closed;
    closed = true;
    because = why;
    return wasOpen;
  }

  /** The credit is spent: rests, then one call finds out. */
  public void creditSpent(Duration rest, String why, Moment now) {
    long until = now.nanos() + rest.toNanos();
    if (!broke || until - restsUntil > 0) {
      restsUntil = until;
    }
    broke = true;
    probing = false;
    because = why;
  }

  /** A call goes. */
  public void began() {
    if (broke) {
      probing = true;
    }
  }

  /** A call ended without telling anything about the account. */
  public void endedNeutral() {
    probing = false;
  }

  /** A call was answered. */
  public void worked() {
    broke = false;
    probing = false;
  }

  /** Somebody has acted, or checked. */
  public void reopen() {
    closed = false;
    broke = false;
    probing = false;
    because = "";
  }

  /** Whether somebody has to act. */
  public boolean isClosed() {
    return closed;
  }

  /** Why it is closed or rests; empty when it is open. */
  public String because() {
    return closed || broke ? because : "";
  }
}
