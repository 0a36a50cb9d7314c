package dev.laneway.benchmarks.vendor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Something that goes wrong at a vendor for a while, or a limit that silently changes. */
public record Fault(
    Kind kind,
    long fromMs,
    long toMs,
    double probability,
    int status,
    long latencyMs,
    double factor,
    long atMs,
    String limitName,
    long limit) {

  /** What goes wrong. */
  public enum Kind {
    /** Some calls fail. */
    @JsonProperty("errors")
    ERRORS,
    /** All calls fail. */
    @JsonProperty("outage")
    OUTAGE,
    /** Answers take longer. */
    @JsonProperty("slow")
    SLOW,
    /** The true limit is another from then on. */
    @JsonProperty("limit")
    LIMIT
  }

  boolean isActive(Kind which, long now) {
    return kind == which && fromMs <= now && now < toMs;
  }
}
