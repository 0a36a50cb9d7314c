package dev.laneway.benchmarks.vendor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One provider, model and key: what becomes a lane.
 *
 * @param concurrency calls at once, where that is limited
 * @param operatorRpm what an operator would believe of a lane without a limit of requests
 */
public record Deployment(
    String id,
    String provider,
    String key,
    Price price,
    Latency latency,
    @Nullable Integer concurrency,
    List<LimitSpec> limits,
    Reject reject,
    boolean headers,
    List<Fault> faults,
    @Nullable Integer operatorRpm) {

  /** Dollars for a million tokens. */
  public record Price(double promptPerMtok, double completionPerMtok) {

    /** What so many tokens cost in dollars. */
    public double of(Load load) {
      return (load.prompt() * promptPerMtok + load.completion() * completionPerMtok) / 1e6;
    }
  }

  /** How fast it is. */
  public record Latency(double ttftMs, double prefillTps, double decodeTps) {}

  /** How it says no. */
  public record Reject(long latencyMs, Hint retryAfter) {}

  /** What a refusal tells of the wait. */
  public enum Hint {
    /** To the millisecond. */
    @JsonProperty("exact")
    EXACT,
    /** In whole seconds. */
    @JsonProperty("seconds")
    SECONDS,
    /** Nothing. */
    @JsonProperty("none")
    NONE
  }

  /** Copies the lists; what is left out is empty. */
  @SuppressWarnings("ConstantValue")
  public Deployment {
    limits = limits == null ? List.of() : List.copyOf(limits);
    faults = faults == null ? List.of() : List.copyOf(faults);
  }
}
