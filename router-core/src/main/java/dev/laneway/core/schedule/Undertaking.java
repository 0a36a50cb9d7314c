package dev.laneway.core.schedule;

import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/**
 * A journey that somebody watches from outside.
 *
 * @param <R> the answer
 */
public final class Undertaking<R> {

  private final Journey<R> journey;

  Undertaking(Journey<R> journey) {
    this.journey = journey;
  }

  /** The answer in the end. */
  public CompletableFuture<R> answer() {
    return journey.answer();
  }

  /**
   * Ends it wherever it is, down to the socket; the answer fails with the receipt of what was done.
   * What has an answer keeps it.
   */
  public void cancel() {
    journey.abandon(Reason.CANCELLED, "the work was cancelled");
  }

  /** Whether there is an answer, of whatever kind. */
  public boolean isDone() {
    return journey.answer().isDone();
  }

  /** Whether a lane is at work on it. */
  public boolean isRunning() {
    return journey.isRunning();
  }

  /** When it will probably be answered, by what is known now. */
  public Optional<Instant> eta(TimeSource time) {
    OptionalLong nanos = journey.nanosToAnswer();
    return nanos.isPresent()
        ? Optional.of(time.now().plus(Duration.ofNanos(nanos.getAsLong())))
        : Optional.empty();
  }
}
