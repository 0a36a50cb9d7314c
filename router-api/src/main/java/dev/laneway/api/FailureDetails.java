package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is known of every failure.
 *
 * @param status the HTTP status, 0 where there was none
 * @param code the vendor's own word for it; may be empty
 * @param detail one line for people: the vendor's message, cut short and free of keys
 * @param requestId the vendor's id of the exchange, for its support; may be empty
 * @param readings what the answer told about limits
 */
public record FailureDetails(
    int status, String code, String detail, String requestId, List<RateLimitReading> readings) {

  /** Copies the readings. */
  public FailureDetails {
    requireNonNull(code, "code");
    requireNonNull(detail, "detail");
    requireNonNull(requestId, "requestId");
    readings = List.copyOf(readings);
  }

  /** A failure without an answer: refused, reset, timed out. */
  public static FailureDetails of(String detail) {
    return of(0, detail);
  }

  /** A failure with a status and words. */
  public static FailureDetails of(int status, String detail) {
    return new FailureDetails(status, "", detail, "", List.of());
  }
}
