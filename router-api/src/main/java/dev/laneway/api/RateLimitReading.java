package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an answer told about one limit, in headers or in words. What is empty was not told.
 *
 * @param limit the whole allowance
 * @param remaining what is left of it
 * @param resetIn when the allowance will be whole again: a bound, not when the next call may go
 */
public record RateLimitReading(
    Resource resource,
    Window window,
    OptionalLong limit,
    OptionalLong remaining,
    Optional<Duration> resetIn) {

  /** Checks that all are there. */
  public RateLimitReading {
    requireNonNull(resource, "resource");
    requireNonNull(window, "window");
    requireNonNull(limit, "limit");
    requireNonNull(remaining, "remaining");
    requireNonNull(resetIn, "resetIn");
  }
}
