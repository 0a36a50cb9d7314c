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
  private long until;
  private boolean careful;
  private String because = "";
  private int guesses;

  /** Rests until then; the later end counts when it rests already. */
  void rest(long untilNanos, boolean oneFirst, String reason) {
    boolean resting = gate == Gate.RESTING;
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

  /** A call goes; answers whether it is the one that tries the pool after a long rest. */
  boolean pass() {
    if (gate == Gate.RESTING) {
      gate = Gate.TRYING;
      return true;
    }
    return false;
  }

  /** A call came back well. */
  void worked() {
    guesses = 0;
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

  /** How many rests in a row had to be guessed, this one included. */
  int nextGuess() {
    return ++guesses;
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
    guesses = 0;
  }
}
