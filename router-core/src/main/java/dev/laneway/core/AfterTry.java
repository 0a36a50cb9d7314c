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

  /** It is tried again; this try counts among those that failed, or was no more than a wait. */
  record Again(Instant at, boolean counts) implements AfterTry {}

  /** It has ended, in this state. */
  record Over(State state) implements AfterTry {}

  Duration SOONEST = Duration.ofSeconds(1);
  Duration LATEST = Duration.ofMinutes(10);
  int MOST_FAILED_TRIES = 20;

  /**
   * What follows from this error. Whoever is only waited for, a limit or a budget, is waited for
   * until the deadline; whoever fails has so many tries, however long it waited between them.
   */
  static AfterTry of(
      RouterException error, int failedTries, Instant submittedAt, Instant now, Instant deadline) {
    return switch (error.reason()) {
      case LIMITED, BUDGET, DEADLINE, CLOSED ->
          again(error, pauseAtAge(Duration.between(submittedAt, now)), false, now, deadline);
      case UNAVAILABLE, BROKEN ->
          failedTries + 1 < MOST_FAILED_TRIES
              ? again(error, pauseAfter(failedTries), true, now, deadline)
              : new Over(State.FAILED);
      case CANCELLED -> new Over(State.CANCELLED);
      case DROPPED -> new Over(State.DROPPED);
      case REJECTED, REFUSED, UNSUPPORTED, NOT_CACHED -> new Over(State.FAILED);
    };
  }

  private static AfterTry again(
      RouterException error, Duration pause, boolean counts, Instant now, Instant deadline) {
    Instant soonest = now.plus(SOONEST);
    Instant at =
        error
            .retryAt()
            .map(said -> said.isBefore(soonest) ? soonest : said)
            .orElse(now.plus(pause));
    return at.isBefore(deadline) ? new Again(at, counts) : new Over(State.FAILED);
  }

  /** A wait whose end nobody knows: as long as the item is old, so that each doubles its age. */
  private static Duration pauseAtAge(Duration age) {
    if (age.compareTo(SOONEST) < 0) {
      return SOONEST;
    }
    return age.compareTo(LATEST) < 0 ? age : LATEST;
  }

  /** A pause that doubles with each failure before it. */
  static Duration pauseAfter(int failures) {
    Duration pause = SOONEST.multipliedBy(1L << Math.min(failures, 20));
    return pause.compareTo(LATEST) < 0 ? pause : LATEST;
  }
}
