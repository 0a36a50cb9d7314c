package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What happened to a request, on every reply and in every error. Its {@link #toString()} is meant
 * to be read.
 */
public final class Receipt {

  /** The receipt of a reply that did not come through a router. */
  public static final Receipt EMPTY = builder().build();

  private final String route;
  private final Optional<LaneId> lane;
  private final List<Attempt> attempts;
  private final Duration waited;
  private final Duration took;
  private final Optional<Money> cost;
  private final CacheOutcome cache;
  private final boolean fallback;
  private final List<String> notes;

  private Receipt(Builder builder) {
    route = builder.route;
    lane = builder.lane;
    attempts = List.copyOf(builder.attempts);
    waited = builder.waited;
    took = builder.took;
    cost = builder.cost;
    cache = builder.cache;
    fallback = builder.fallback;
    notes = List.copyOf(builder.notes);
  }

  /** A receipt to fill. */
  public static Builder builder() {
    return new Builder();
  }

  /** The route that served the call; empty outside a router. */
  public String route() {
    return route;
  }

  /** The lane that answered; empty when none did. */
  public Optional<LaneId> lane() {
    return lane;
  }

  /** Every call that was made, in order. */
  public List<Attempt> attempts() {
    return attempts;
  }

  /** How long the request waited for permits, in all. */
  public Duration waited() {
    return waited;
  }

  /** From the call to its end. */
  public Duration took() {
    return took;
  }

  /** What all attempts cost together; empty when the price of one of them is unknown. */
  public Optional<Money> cost() {
    return cost;
  }

  /** What the cache had to do with it. */
  public CacheOutcome cache() {
    return cache;
  }

  /** Whether another lane than the first choice answered. */
  public boolean fallback() {
    return fallback;
  }

  /** What else is worth knowing, in order: parameters dropped, lanes passed over and why. */
  public List<String> notes() {
    return notes;
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder();
    words.append(lane.map(LaneId::toString).orElse("no lane"));
    if (fallback) {
      words.append(" (fallback)");
    }
    words.append(" in ").append(took.toMillis()).append(" ms");
    if (!waited.isZero()) {
      words.append(", waited ").append(waited.toMillis()).append(" ms");
    }
    words.append(", ").append(cost.map(Money::toString).orElse("cost unknown"));
    if (cache != CacheOutcome.UNUSED) {
      words.append(", cache ").append(cache.name().toLowerCase(Locale.ROOT));
    }
    for (Attempt attempt : attempts) {
      words.append("; ").append(attempt);
    }
    for (String note : notes) {
      words.append("; ").append(note);
    }
    return words.toString();
  }

  /** Fills a receipt. */
  public static final class Builder {

    private final List<Attempt> attempts = new ArrayList<>(2);
    private final List<String> notes = new ArrayList<>(0);
    private String route = "";
    private Optional<LaneId> lane = Optional.empty();
    private Duration waited = Duration.ZERO;
    private Duration took = Duration.ZERO;
    private Optional<Money> cost = Optional.empty();
    private CacheOutcome cache = CacheOutcome.UNUSED;
    private boolean fallback;

    private Builder() {}

    /** The route that served the call. */
    public Builder route(String value) {
      route = requireNonNull(value, "route");
      return this;
    }

    /** The lane that answered. */
    public Builder lane(LaneId value) {
      lane = Optional.of(value);
      return this;
    }

    /** One more call that was made. */
    public Builder attempt(Attempt value) {
      attempts.add(requireNonNull(value, "attempt"));
      return this;
    }

    /** How long the request waited for permits. */
    public Builder waited(Duration value) {
      waited = requireNonNull(value, "waited");
      return this;
    }

    /** From the call to its end. */
    public Builder took(Duration value) {
      took = requireNonNull(value, "took");
      return this;
    }

    /** What it cost, if that is known. */
    public Builder cost(Optional<Money> value) {
      cost = requireNonNull(value, "cost");
      return this;
    }

    /** What the cache had to do with it. */
    public Builder cache(CacheOutcome value) {
      cache = requireNonNull(value, "cache");
      return this;
    }

    /** Whether another lane than the first choice answered. */
    public Builder fallback(boolean value) {
      fallback = value;
      return this;
    }

    /** One more thing worth knowing. */
    public Builder note(String value) {
      notes.add(requireNonNull(value, "note"));
      return this;
    }

    /** The receipt. */
    public Receipt build() {
      return new Receipt(this);
    }
  }
}
