package dev.laneway.core;

import dev.laneway.api.RouterException;
import dev.laneway.api.Submission.State;
import java.time.Duration;
import java.time.Instant;

/**
 * What becomes of an item of work after a try that brought no reply: another try where time may
 * mend it and the deadline leaves some, and an end for all else.
 */
sealed interface AfterTry {

  /** It is tried again. */
  record Again(Instant at) implements AfterTry {}

  /** It has ended, in this state. */
  record Over(State state) implements AfterTry {}

  Duration SOONEST = Duration.ofSeconds(1);
  Duration LATEST = Duration.ofMinutes(10);
  int MOST_FAILED_TRIES = 20;

  /**
   * What follows from this error. Whoever is only waited for, a limit or a budget, is waited for
   * until the deadline; whoever fails has so many tries.
   */
  static AfterTry of(RouterException error, int earlierTries, Instant now, Instant deadline) {
    Instant at = againAt(error, earlierTries, now);
    boolean inTime = at.isBefore(deadline);
    return switch (error.reason()) {
      case LIMITED, BUDGET, DEADLINE, CLOSED -> inTime ? new Again(at) : new Over(State.FAILED);
      case UNAVAILABLE, BROKEN ->
          inTime && earlierTries + 1 < MOST_FAILED_TRIES ? new Again(at) : new Over(State.FAILED);
      case CANCELLED -> new Over(State.CANCELLED);
      case DROPPED -> new Over(State.DROPPED);
      case REJECTED, REFUSED, UNSUPPORTED, NOT_CACHED -> new Over(State.FAILED);
    };
  }

  private static Instant againAt(RouterException error, int earlierTries, Instant now) {
    Instant soonest = now.plus(SOONEST);
    return error
        .retryAt()
        .map(at -> at.isBefore(soonest) ? soonest : at)
        .orElseGet(() -> now.plus(pauseAfter(earlierTries)));
  }

  /** A pause that doubles with each failure before it. */
  static Duration pauseAfter(int failures) {
    Duration pause = SOONEST.multipliedBy(1L << Math.min(failures, 20));
    return pause.compareTo(LATEST) < 0 ? pause : LATEST;
  }
}
