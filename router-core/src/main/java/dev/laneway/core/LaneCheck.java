package dev.laneway.core;

import dev.laneway.api.LaneId;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.spi.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one tiny live call on a lane showed.
 *
 * @param endpoint where the call went and with which key, as far as the provider tells
 * @param failure why it did not work; empty when it did
 * @param advice what to do; empty when all is well
 * @param took until the answer
 * @param model the model that answered, in the vendor's words
 * @param readings the limits that the answer told of
 */
public record LaneCheck(
    LaneId lane,
    Optional<Endpoint> endpoint,
    Optional<ProviderFailure> failure,
    String advice,
    Duration took,
    String model,
    List<RateLimitReading> readings) {

  /** Copies the readings. */
  public LaneCheck {
    readings = List.copyOf(readings);
  }

  /** Whether the lane answered. */
  public boolean isWell() {
    return failure.isEmpty();
  }

  @Override
  public String toString() {
    return lane
        + failure
            .map(f -> ": " + f.kind() + ", " + f.detail() + "; " + advice)
            .orElse(": well, " + took.toMillis() + " ms, " + model);
  }
}
