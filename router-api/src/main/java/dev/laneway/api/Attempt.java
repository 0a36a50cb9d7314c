package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One call on one lane.
 *
 * @param failure why it did not work; empty for the attempt that answered
 * @param started when it was sent
 * @param took until its end
 * @param usage what it consumed, as far as is known
 * @param cost what it cost; empty when the price is unknown
 */
public record Attempt(
    LaneId lane,
    Optional<ProviderFailure> failure,
    Instant started,
    Duration took,
    Usage usage,
    Optional<Money> cost) {

  /** Checks that all are there. */
  public Attempt {
    requireNonNull(lane, "lane");
    requireNonNull(failure, "failure");
    requireNonNull(started, "started");
    requireNonNull(took, "took");
    requireNonNull(usage, "usage");
    requireNonNull(cost, "cost");
  }

  @Override
  public String toString() {
    return lane
        + failure
            .map(
                f ->
                    " failed ("
                        + f.kind().name().toLowerCase(Locale.ROOT)
                        + ": "
                        + f.detail()
                        + ")")
            .orElse(" answered")
        + " after "
        + took.toMillis()
        + " ms";
  }
}
