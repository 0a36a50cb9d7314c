package dev.laneway.api.spi.store;

import dev.laneway.api.Submission;
import java.time.Instant;
import java.util.Optional;

/**
 * How one try at an item ended.
 *
 * @param state {@code DONE}, {@code FAILED}, {@code DROPPED} or {@code CANCELLED}; {@code QUEUED}
 *     for another try
 * @param outcome the reply, or the receipt of what failed
 * @param again when to try again
 * @param counts whether this try is one of those that failed, where another follows
 */
@SuppressWarnings("ArrayRecordComponent")
public record WorkOutcome(
    Submission.State state, byte[] outcome, Optional<Instant> again, boolean counts) {

  /** It has ended, with this reply or receipt. */
  public static WorkOutcome ended(Submission.State state, byte[] outcome) {
    return new WorkOutcome(state, outcome, Optional.empty(), false);
  }

  /** It failed, and shall be tried again. */
  public static WorkOutcome again(Instant at) {
    return waiting(at, true);
  }

  /** Nothing failed: its turn comes later, for want of quota or because its worker leaves. */
  public static WorkOutcome later(Instant at) {
    return waiting(at, false);
  }

  private static WorkOutcome waiting(Instant until, boolean counts) {
    return new WorkOutcome(Submission.State.QUEUED, new byte[0], Optional.of(until), counts);
  }
}
