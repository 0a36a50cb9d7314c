package dev.laneway.provider.http;

import dev.laneway.api.RateLimitReading;
import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.List;

/** Reads what an answer's headers say about limits. Called for each answer: quick, never throws. */
@FunctionalInterface
public interface LimitReader {

  /** For vendors that say nothing. */
  LimitReader NONE = (headers, now) -> List.of();

  /** The readings, none where nothing was said. */
  List<RateLimitReading> read(HttpHeaders headers, Instant now);
}
