package dev.laneway.provider.http;

import dev.laneway.api.FailureDetails;
import dev.laneway.api.RateLimitReading;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An answer that is an error, with what every vendor's errors have in common already read. */
public final class FailedAnswer {

  private final int status;
  private final HttpHeaders headers;
  private final ErrorBody error;
  private final Instant now;
  private final FailureDetails details;
  private final Discretion discretion;

  FailedAnswer(
      int status,
      HttpHeaders headers,
      ErrorBody error,
      Instant now,
      FailureDetails details,
      Discretion discretion) {
    this.status = status;
    this.headers = headers;
    this.error = error;
    this.now = now;
    this.details = details;
    this.discretion = discretion;
  }

  /**
   * The HTTP status; for an error inside a good answer the status that it names, or 200 where it
   * names none.
   */
  public int status() {
    return status;
  }

  /** The headers. */
  public HttpHeaders headers() {
    return headers;
  }

  /** What the vendor said. */
  public ErrorBody error() {
    return error;
  }

  /** The details of whatever failure this is: one short line without keys. */
  public FailureDetails details() {
    return details;
  }

  /** Another word of the vendor, fit to be shown: short, and without keys or the request's own. */
  public String shown(String word) {
    return discretion.word(word);
  }

  /** What the headers said about limits. */
  public List<RateLimitReading> readings() {
    return details.readings();
  }

  /** How long the vendor asks to wait, in whichever of the known forms. */
  public Optional<Duration> retryHint() {
    return RetryHint.of(headers, error, now);
  }
}
