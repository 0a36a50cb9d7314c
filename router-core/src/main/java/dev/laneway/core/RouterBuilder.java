package dev.laneway.core;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.AccountId;
import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.LaneId;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.spi.store.Store;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.event.RequestObserver;
import dev.laneway.core.event.RouterListener;
import dev.laneway.core.schedule.Patience;
import dev.laneway.core.strategy.RoutingStrategy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Configures a router. Everything is checked together in {@link #build()}, and the message names
 * each setting that is wrong, its value and the rule. For one thread at a time.
 *
 * <pre>{@code
 * Router router =
 *     Router.builder()
 *         .account("groq", a -> a.apiKey(System.getenv("GROQ_API_KEY")).freeTier())
 *         .lane("groq/openai/gpt-oss-20b")
 *         .lane("ollama/llama3.2", l -> l.maxConcurrency(1))
 *         .route("default", r -> r.fallback("groq/openai/gpt-oss-20b", "ollama/llama3.2"))
 *         .build();
 * }</pre>
 */
public final class RouterBuilder {

  final Map<AccountId, AccountSettings> accounts = new LinkedHashMap<>();
  final Map<LaneId, LaneSettings> lanes = new LinkedHashMap<>();
  final Map<String, RouteSettings> routes = new LinkedHashMap<>();
  final Map<String, QuotaSettings> pools = new LinkedHashMap<>();
  final List<ProviderFactory> providers = new ArrayList<>();
  final List<RouterListener> listeners = new ArrayList<>();
  final List<RequestObserver> observers = new ArrayList<>();
  final List<RoutePicker> pickers = new ArrayList<>();
  final List<Budget> budgets = new ArrayList<>();
  final List<StoreSettings> stores = new ArrayList<>();
  final List<String> problems = new ArrayList<>();
  final Map<String, RoutingStrategy> strategies = new LinkedHashMap<>();
  String usualStrategy = "adaptive";
  String lanesLater = "";
  CallOptions defaults = CallOptions.DEFAULT;
  @Nullable ModelPicker modelPicker;
  @Nullable CacheSettings cache;
  @Nullable TimeSource timeSource;
  @Nullable RandomGenerator random;
  @Nullable Executor executor;
  Timeouts timeouts = Timeouts.DEFAULT;
  Duration connectTimeout = Duration.ofSeconds(10);
  Duration grace = Duration.ofSeconds(5);
  Patience patience = Patience.DEFAULT;
  int mostWaiting = 100_000;

  RouterBuilder() {}

  /** Declares an account that needs no settings. */
  public RouterBuilder account(String id) {
    return account(id, account -> {});
  }

  /** Declares an account, {@code provider} or {@code provider@name}. */
  public RouterBuilder account(String id, Consumer<AccountSettings> settings) {
    Optional<AccountId> account = read(() -> AccountId.of(id));
    if (account.isPresent()) {
      AccountSettings made = new AccountSettings(account.get());
      attempt("account '" + id + "'", () -> settings.accept(made));
      if (accounts.putIfAbsent(account.get(), made) != null) {
        problems.add("account '" + id + "' must be declared once, was declared twice");
      }
    }
    return this;
  }

  /** Declares a lane without settings of its own; see {@link #lane(String, Consumer)}. */
  public RouterBuilder lane(String id) {
    return lane(id, lane -> {});
  }

  /**
   * Declares a lane, {@code provider[@account]/model}. Its account must be declared as well, unless
   * its provider needs no key.
   */
  public RouterBuilder lane(String id, Consumer<LaneSettings> settings) {
    Optional<LaneId> lane = read(() -> LaneId.of(id));
    if (lane.isPresent()) {
      LaneSettings made = new LaneSettings(lane.get());
      attempt("lane '" + id + "'", () -> settings.accept(made));
      if (lanes.putIfAbsent(lane.get(), made) != null) {
        problems.add("lane '" + id + "' must be declared once, was declared twice");
      }
    }
    return this;
  }

  /**
   * Declares a route; the one called {@code default} serves calls that name none. Where nobody
   * declares it, all lanes that chat stand on it.
   */
  public RouterBuilder route(String name, Consumer<RouteSettings> settings) {
    RouteSettings made = new RouteSettings(name);
    attempt("route '" + name + "'", () -> settings.accept(made));
    if (name.isBlank()) {
      problems.add("route must have a name, was '" + name + "'");
    }
    if (routes.putIfAbsent(name, made) != null) {
      problems.add("route '" + name + "' must be declared once, was declared twice");
    }
    return this;
  }

  /** Declares a quota pool that several lanes share; they name it in their settings. */
  public RouterBuilder pool(String name, Consumer<QuotaSettings> settings) {
    QuotaSettings made = new QuotaSettings();
    attempt("pool '" + name + "'", () -> settings.accept(made));
    if (pools.putIfAbsent(name, made) != null) {
      problems.add("pool '" + name + "' must be declared once, was declared twice");
    }
    return this;
  }

  /** Keeps answers and gives them again to identical requests; off unless called. */
  public RouterBuilder cache(Consumer<CacheSettings> settings) {
    CacheSettings made = new CacheSettings();
    attempt("cache", () -> settings.accept(made));
    cache = made;
    return this;
  }

  /** Shares limits, spend, answers and work through a store, or keeps them over a restart. */
  public RouterBuilder store(Store store) {
    return store(store, settings -> {});
  }

  /**
   * Shares what the store can hold, as the settings say; of several stores the first that can hold
   * a thing does. The router closes its stores with itself.
   */
  public RouterBuilder store(Store store, Consumer<StoreSettings> settings) {
    StoreSettings made = new StoreSettings(store);
    attempt("store '" + store.name() + "'", () -> settings.accept(made));
    stores.add(made);
    return this;
  }

  /** Keeps to a budget; several may hold at the same time. */
  public RouterBuilder budget(Budget budget) {
    budgets.add(requireNonNull(budget, "budget"));
    return this;
  }

  /** Chooses the route of calls that name none; the first picker that answers decides. */
  public RouterBuilder picker(RoutePicker picker) {
    pickers.add(requireNonNull(picker, "picker"));
    return this;
  }

  /**
   * Lets a small model choose the route of calls that name none and that no other picker decides.
   *
   * @param askedOn the route on which the small model is asked
   * @param routes each route that may be chosen, and for what it is meant
   */
  public RouterBuilder picker(String askedOn, Map<String, String> routes) {
    modelPicker = new ModelPicker(askedOn, routes);
    return this;
  }

  /** Adds a provider that is not found on the class path, or takes the place of one that is. */
  public RouterBuilder provider(ProviderFactory factory) {
    providers.add(requireNonNull(factory, "provider"));
    return this;
  }

  /** Watches the router at work: told on the executor, one event at a time, outside all locks. */
  public RouterBuilder listener(RouterListener listener) {
    listeners.add(requireNonNull(listener, "listener"));
    return this;
  }

  /** Follows each request while it runs, as tracing has to; a listener is told when it is over. */
  public RouterBuilder observer(RequestObserver observer) {
    observers.add(requireNonNull(observer, "observer"));
    return this;
  }

  /** Reads settings from a JSON file; what is set here as well must not be in the file. */
  public RouterBuilder config(Path file) {
    return config(ConfigFile.read(file));
  }

  /** Takes settings that were read elsewhere; what is set here as well must not be among them. */
  public RouterBuilder config(RouterConfig settings) {
    settings.applyTo(this);
    return this;
  }

  /** Gives a strategy of your own a name, under which a configuration can choose it. */
  public RouterBuilder strategy(String name, RoutingStrategy own) {
    if (strategies.putIfAbsent(name, own) != null) {
      problems.add("strategy '" + name + "' must be declared once, was declared twice");
    }
    return this;
  }

  /** Orders routes that say nothing themselves by this strategy, known by its name. */
  public RouterBuilder strategy(String name) {
    usualStrategy = name;
    return this;
  }

  /**
   * How calls are treated that bring no options of their own. Options that a call does bring take
   * nothing from these.
   */
  public RouterBuilder defaults(CallOptions options) {
    defaults = requireNonNull(options, "defaults");
    return this;
  }

  /**
   * Declares what {@link Router#fromEnvironment()} would: every provider at hand whose key is in
   * this environment, usually {@code System.getenv()}, and Ollama if it answers on its usual port.
   *
   * @throws IllegalStateException if nothing was found, naming what was looked for
   */
  public RouterBuilder environment(Map<String, String> environment) {
    return FromEnvironment.addTo(this, environment);
  }

  /**
   * Lets the router open without a lane. It refuses each call with this advice until {@link
   * Router#reconfigure} gives it some.
   */
  public RouterBuilder lanesLater(String advice) {
    lanesLater = requireNonNull(advice, "advice");
    return this;
  }

  /**
   * Time-outs of single calls on a lane: to the first content, between two pieces, in all. The
   * deadline of a request, which may make several calls, shortens them.
   */
  public RouterBuilder timeouts(Timeouts value) {
    timeouts = requireNonNull(value, "timeouts");
    return this;
  }

  /** How long connecting to a vendor may take; ten seconds unless told. */
  public RouterBuilder connectTimeout(Duration value) {
    connectTimeout = positive("connectTimeout", value);
    return this;
  }

  /** How long {@code close()} lets calls end; five seconds unless told, zero for not at all. */
  public RouterBuilder grace(Duration value) {
    if (value.isNegative()) {
      problems.add("grace must not be negative, was " + value);
    }
    grace = value;
    return this;
  }

  /**
   * How long an interactive call waits for its first choice before it takes any; 2 s unless told.
   */
  public RouterBuilder interactivePatience(Duration value) {
    patience =
        new Patience(
            positive("interactivePatience", value), patience.nearRealTime(), patience.aged());
    return this;
  }

  /** How long a near-real-time call waits for its first choice; 10 s unless told. */
  public RouterBuilder nearRealTimePatience(Duration value) {
    patience =
        new Patience(
            patience.interactive(), positive("nearRealTimePatience", value), patience.aged());
    return this;
  }

  /**
   * How many requests may wait at the same time; more are refused. 100,000 unless told. A tenth is
   * left to interactive calls, and one more to calls that are not batch.
   */
  public RouterBuilder maxWaiting(int value) {
    if (value < 1) {
      problems.add("maxWaiting must be positive, was " + value);
    }
    mostWaiting = value;
    return this;
  }

  /**
   * Runs callbacks, listeners and subscribers of the application; stays open after close. Unless
   * told it is the common pool, where nothing should block for long.
   */
  public RouterBuilder executor(Executor value) {
    executor = requireNonNull(value, "executor");
    return this;
  }

  /** Another time than the machine's, for tests and simulations. */
  public RouterBuilder timeSource(TimeSource value) {
    timeSource = requireNonNull(value, "timeSource");
    return this;
  }

  /** Another randomness, for tests and simulations. */
  public RouterBuilder random(RandomGenerator value) {
    random = requireNonNull(value, "random");
    return this;
  }

  private Duration positive(String name, Duration value) {
    if (value.isZero() || value.isNegative()) {
      problems.add(name + " must be positive, was " + value);
    }
    return value;
  }

  private <T> Optional<T> read(Supplier<T> id) {
    try {
      return Optional.of(id.get());
    } catch (IllegalArgumentException wrong) {
      problems.add(String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  void attempt(String what, Runnable settings) {
    try {
      settings.run();
    } catch (IllegalArgumentException wrong) {
      problems.add(what + ": " + wrong.getMessage());
    }
  }

  /**
   * Checks everything and opens the router. Nothing is sent.
   *
   * @throws IllegalArgumentException naming every setting that is wrong
   */
  public Router build() {
    return new Assembly(this).router();
  }
}
