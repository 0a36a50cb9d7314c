package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;

/**
 * A pool that said no rests. A rest is never shortened, and after a long one a single call has to
 * come back well before the others may follow.
 */
final class Blockade {

  private enum Gate {
    OPEN,
    RESTING,
    TRYING
  }

  private Gate gate = Gate.OPEN;
  private long since;
  private long until;
  private boolean careful;
  private String because = "";
  private int refusals;

  /** Rests for so long; the later end counts when it rests already. */
  void rest(long nanos, boolean oneFirst, String reason, Moment now) {
    boolean resting = gate == Gate.RESTING;
    since = resting ? since : now.nanos();
    long untilNanos = now.nanos() + nanos;
    if (!resting || untilNanos - until > 0) {
      until = untilNanos;
      because = reason;
    }
    careful = oneFirst || (resting && careful);
    gate = Gate.RESTING;
  }

  /** How long until a call may go, in nanoseconds. */
  long nanosLeft(Moment now) {
    if (gate == Gate.RESTING && until - now.nanos() <= 0) {
      gate = careful ? Gate.RESTING : Gate.OPEN;
      return 0;
    }
    return switch (gate) {
      case OPEN -> 0;
      case RESTING -> until - now.nanos();
      case TRYING -> Meter.UNTIL_RELEASE;
    };
  }

  /**
   * A call goes; answers whether it is the one that tries the pool after a long rest. A check goes
   * whatever rests, and leaves the rest as it is.
   */
  boolean pass(Moment now) {
    if (gate == Gate.RESTING && until - now.nanos() <= 0) {
      gate = Gate.TRYING;
      return true;
    }
    return false;
  }

  /** A call came back well. */
  void worked() {
    refusals = 0;
    if (gate == Gate.TRYING) {
      gate = Gate.OPEN;
      careful = false;
    }
  }

  /** The call that was to try the pool came back without telling anything. */
  void inconclusive(Moment now) {
    if (gate == Gate.TRYING) {
      gate = Gate.RESTING;
      until = now.nanos();
    }
  }

  /**
   * How many times in a row the vendor has said no, this one included. Calls that were under way
   * together are told the same thing once.
   */
  int refusedAgain(long sentAt) {
    if (refusals == 0 || sentAt - since > 0) {
      refusals++;
    }
    return refusals;
  }

  boolean isResting(Moment now) {
    return nanosLeft(now) > 0;
  }

  String because() {
    return because;
  }

  /** Forgets everything: somebody has checked by hand. */
  void lift() {
    gate = Gate.OPEN;
    careful = false;
    refusals = 0;
  }
}
