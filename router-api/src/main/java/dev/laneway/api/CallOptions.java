package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one call is to be treated, whatever it asks: its route, how long it can wait, for whom it is,
 * what it may cost.
 */
public final class CallOptions {

  /** The default route, interactive, no tenant. */
  public static final CallOptions DEFAULT = builder().build();

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final String route;
  private final @Nullable LaneId lane;
  private final Urgency urgency;
  private final @Nullable Duration deadline;
  private final String tenant;
  private final String session;
  private final String task;
  private final @Nullable Money maxCost;
  private final Map<String, String> tags;
  private final CacheMode cache;
  private final Duration maxStale;
  private final StreamRecovery streamRecovery;
  private final boolean hedge;
  private final boolean strict;

  private CallOptions(Builder builder) {
    route = builder.route;
    lane = builder.lane;
    urgency = builder.urgency;
    deadline = builder.deadline;
    tenant = builder.tenant;
    session = builder.session;
    task = builder.task;
    maxCost = builder.maxCost;
    tags = Map.copyOf(builder.tags);
    cache = builder.cache;
    maxStale = builder.maxStale;
    streamRecovery = builder.streamRecovery;
    hedge = builder.hedge;
    strict = builder.strict;
  }

  /** The default route with this urgency and its usual deadline. */
  public static CallOptions of(Urgency urgency) {
    return builder().urgency(urgency).build();
  }

  /** Options to fill. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts from these options. */
  public Builder toBuilder() {
    Builder copy = new Builder();
    copy.route = route;
    copy.lane = lane;
    copy.urgency = urgency;
    copy.deadline = deadline;
    copy.tenant = tenant;
    copy.session = session;
    copy.task = task;
    copy.maxCost = maxCost;
    copy.tags.putAll(tags);
    copy.cache = cache;
    copy.maxStale = maxStale;
    copy.streamRecovery = streamRecovery;
    copy.hedge = hedge;
    copy.strict = strict;
    return copy;
  }

  /** The route's name; empty lets the router choose, which is {@code default} unless told more. */
  public String route() {
    return route;
  }

  /** The one lane that may serve the call, if it is pinned. */
  public Optional<LaneId> lane() {
    return Optional.ofNullable(lane);
  }

  /** How long the caller can wait. */
  public Urgency urgency() {
    return urgency;
  }

  /** From the call to its end: the given one, or the urgency's. */
  public Duration deadline() {
    return deadline != null ? deadline : urgency.defaultDeadline();
  }

  /** For whom the call is made; tenants share fairly and never each other's cached answers. */
  public String tenant() {
    return tenant;
  }

  /** The conversation; it stays on its lane while that lane is well. */
  public String session() {
    return session;
  }

  /** What sort of work it is, for rules that choose the route. */
  public String task() {
    return task;
  }

  /** What the call may cost at most. */
  public Optional<Money> maxCost() {
    return Optional.ofNullable(maxCost);
  }

  /** Words of yours, for budgets and listeners. */
  public Map<String, String> tags() {
    return tags;
  }

  /** What the call wants of the cache. */
  public CacheMode cache() {
    return cache;
  }

  /** How old a stored answer may be when every lane is limited; zero for never. */
  public Duration maxStale() {
    return maxStale;
  }

  /** What shall happen when a stream breaks after something has been shown. */
  public StreamRecovery streamRecovery() {
    return streamRecovery;
  }

  /** Whether a second lane may be asked when the first is slow and permits are plentiful. */
  public boolean hedge() {
    return hedge;
  }

  /** Whether a lane that would drop a parameter is passed over instead. */
  public boolean strict() {
    return strict;
  }

  @Override
  public String toString() {
    return "route '" + route + "', " + urgency + ", deadline " + deadline();
  }

  /** Fills options. */
  public static final class Builder {

    private final Map<String, String> tags = new LinkedHashMap<>(0);
    private String route = "";
    private @Nullable LaneId lane;
    private Urgency urgency = Urgency.INTERACTIVE;
    private @Nullable Duration deadline;
    private String tenant = "";
    private String session = "";
    private String task = "";
    private @Nullable Money maxCost;
    private CacheMode cache = CacheMode.DEFAULT;
    private Duration maxStale = Duration.ZERO;
    private StreamRecovery streamRecovery = StreamRecovery.FAIL;
    private boolean hedge;
    private boolean strict;

    private Builder() {}

    /** Names the route. */
    public Builder route(String name) {
      route = requireNonNull(name, "route");
      return this;
    }

    /** Pins the call to one lane, {@code provider[@account]/model}. */
    public Builder lane(String id) {
      lane = LaneId.of(id);
      return this;
    }

    /** Says how long the caller can wait. */
    public Builder urgency(Urgency value) {
      urgency = requireNonNull(value, "urgency");
      return this;
    }

    /** Bounds the whole call, waiting included. A hundred years at most: there is no for ever. */
    public Builder deadline(Duration value) {
      if (value.isZero() || value.isNegative() || value.compareTo(LONGEST) > 0) {
        throw new IllegalArgumentException(
            "deadline must be positive and at most %d days, was %s"
                .formatted(LONGEST.toDays(), value));
      }
      deadline = value;
      return this;
    }

    /** Says for whom the call is made. */
    public Builder tenant(String name) {
      tenant = requireNonNull(name, "tenant");
      return this;
    }

    /** Names the conversation. */
    public Builder session(String id) {
      session = requireNonNull(id, "session");
      return this;
    }

    /** Names the sort of work. */
    public Builder task(String name) {
      task = requireNonNull(name, "task");
      return this;
    }

    /** Bounds the cost in dollars, for example {@code "0.01"}. */
    public Builder maxCost(String dollars) {
      return maxCost(Money.usd("maxCost", dollars));
    }

    /** Bounds the cost. */
    public Builder maxCost(Money value) {
      if (value.compareTo(Money.ZERO) < 0) {
        throw new IllegalArgumentException("maxCost must not be negative, was " + value);
      }
      maxCost = value;
      return this;
    }

    /** Adds a word of yours. */
    public Builder tag(String name, String value) {
      tags.put(requireNonNull(name, "name"), requireNonNull(value, "value"));
      return this;
    }

    /** Says what the call wants of the cache. */
    public Builder cache(CacheMode mode) {
      cache = requireNonNull(mode, "cache");
      return this;
    }

    /** Allows a stored answer up to this age when every lane is limited. */
    public Builder maxStale(Duration age) {
      if (age.isNegative()) {
        throw new IllegalArgumentException("maxStale must not be negative, was " + age);
      }
      maxStale = age;
      return this;
    }

    /** Says what shall happen when a stream breaks. */
    public Builder streamRecovery(StreamRecovery value) {
      streamRecovery = requireNonNull(value, "streamRecovery");
      return this;
    }

    /** Allows a second lane to be asked when the first is slow. */
    public Builder hedge(boolean value) {
      hedge = value;
      return this;
    }

    /** Passes over lanes that would drop a parameter. */
    public Builder strict(boolean value) {
      strict = value;
      return this;
    }

    /** The options. */
    public CallOptions build() {
      return new CallOptions(this);
    }
  }
}
