package dev.laneway.benchmarks.vendor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One limit as a vendor declares it.
 *
 * @param burst what a bucket holds; the limit where nothing is said
 * @param phaseMs when a fixed window begins, which may be before the origin of time
 * @param countRejected whether calls that it refuses count as well
 */
public record LimitSpec(
    String name,
    String resource,
    Kind kind,
    long limit,
    long windowMs,
    @Nullable Long burst,
    long phaseMs,
    Charge charge,
    boolean countRejected) {

  /** How the count turns. */
  public enum Kind {
    /** Refills all the time. */
    @JsonProperty("token_bucket")
    TOKEN_BUCKET,
    /** Starts anew with each window. */
    @JsonProperty("fixed_window")
    FIXED_WINDOW,
    /** Everything within the last stretch. */
    @JsonProperty("sliding_window")
    SLIDING_WINDOW
  }

  /** What a call is charged when it is admitted. */
  public enum Charge {
    /** One. */
    @JsonProperty("request")
    REQUEST,
    /** Its prompt. */
    @JsonProperty("prompt")
    PROMPT,
    /** Its prompt and the most it may answer. */
    @JsonProperty("prompt_plus_max")
    PROMPT_PLUS_MAX,
    /** The same, and what was not answered comes back. */
    @JsonProperty("prompt_plus_max_refund")
    PROMPT_PLUS_MAX_REFUND,
    /** The most it may answer, and what was not answered comes back. */
    @JsonProperty("max_refund")
    MAX_REFUND
  }

  /** Checks what would make nonsense of the arithmetic. */
  public LimitSpec {
    if (limit < 1 || windowMs < 1) {
      throw new IllegalArgumentException(
          "limit and window_ms of '%s' must be positive, were %d and %d"
              .formatted(name, limit, windowMs));
    }
  }

  long chargeOf(Load load) {
    return switch (charge) {
      case REQUEST -> 1;
      case PROMPT -> load.prompt();
      case PROMPT_PLUS_MAX, PROMPT_PLUS_MAX_REFUND -> load.prompt() + load.maxTokens();
      case MAX_REFUND -> load.maxTokens();
    };
  }

  long refundOf(Load load, long completion) {
    return switch (charge) {
      case PROMPT_PLUS_MAX_REFUND, MAX_REFUND -> load.maxTokens() - completion;
      case REQUEST, PROMPT, PROMPT_PLUS_MAX -> 0;
    };
  }

  @Override
  public String toString() {
    return name + " " + limit + " " + kind.name().toLowerCase(Locale.ROOT) + " " + windowMs + " ms";
  }
}
