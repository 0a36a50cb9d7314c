package dev.laneway.core;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.AccountId;
import dev.laneway.api.Capability;
import dev.laneway.api.LaneId;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.time.SystemTime;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.budget.BudgetBook;
import dev.laneway.core.budget.Price;
import dev.laneway.core.budget.PriceBook;
import dev.laneway.core.cache.ReplyCache;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.Observers;
import dev.laneway.core.lane.Health;
import dev.laneway.core.lane.Pace;
import dev.laneway.core.lane.Standing;
import dev.laneway.core.quota.Limit;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.schedule.LaneSpec;
import dev.laneway.core.schedule.LaneState;
import dev.laneway.core.schedule.Machine;
import dev.laneway.core.schedule.RetryBudget;
import dev.laneway.core.schedule.Route;
import dev.laneway.core.schedule.RouteRules;
import dev.laneway.core.schedule.Scheduler;
import dev.laneway.core.time.Moment;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Checks a builder's settings whole and puts the machine together. */
final class Assembly {

  private static final LaneSettings.Expectation USUAL_PACE =
      new LaneSettings.Expectation(Duration.ofMillis(600), 5_000, 60);

  private final RouterBuilder settings;
  private final Catalogue catalogue = Catalogue.builtIn();
  private final PriceBook prices = PriceBook.builtIn();
  private final Map<String, ProviderFactory> factories;
  private final Strategies strategies;
  private final List<Provider> opened = new ArrayList<>();

  Assembly(RouterBuilder settings) {
    this.settings = settings;
    this.factories = Factories.found(settings.providers, settings.problems);
    this.strategies = new Strategies(settings.strategies, settings.usualStrategy);
    declareImpliedAccounts();
    new Validation(settings, factories, catalogue, strategies).check();
  }

  /** A lane of a keyless vendor needs no account to be declared. */
  private void declareImpliedAccounts() {
    for (LaneId lane : settings.lanes.keySet()) {
      ProviderFactory factory = factories.get(lane.provider());
      if (factory != null && factory.keyless()) {
        settings.accounts.computeIfAbsent(lane.account(), AccountSettings::new);
      }
    }
  }

  Router router() {
    SystemTime ownTime = null;
    TimeSource time = settings.timeSource;
    if (time == null) {
      ownTime = SystemTime.start("laneway-timer");
      time = ownTime;
    }
    Executor executor = settings.executor != null ? settings.executor : ForkJoinPool.commonPool();
    RandomGenerator random = settings.random != null ? settings.random : new SplittableRandom();
    Events events = new Events(settings.listeners, executor, time);
    Scheduler scheduler =
        new Scheduler(time, random, events, settings.patience, settings.mostWaiting);
    Machine machine =
        new Machine(
            scheduler,
            time,
            events,
            new Observers(settings.observers),
            settings.timeouts,
            new RetryBudget(),
            new BudgetBook(settings.budgets, scheduler::spent),
            cache(time),
            settings.patience,
            random);
    HttpClient http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout)
            .executor(Runnable::run)
            .build();
    Plant plant = new Plant(new ProviderContext(time, http), random, scheduler);
    Stores stores = new Stores(settings.stores);
    try {
      Layout layout = layout(plant, machine, null);
      Layouts layouts = new Layouts(plant, layout);
      stores.open(time);
      stores.join(layout);
      return new WorkingRouter(
              layouts, stores, executor, http, Optional.ofNullable(ownTime), settings.grace)
          .serve();
    } catch (RuntimeException unusable) {
      closeOpened();
      if (ownTime != null) {
        ownTime.close();
      }
      throw unusable;
    }
  }

  /** The machine of a layout that takes another's place: what nobody changed goes on. */
  Machine machine(Layout before) {
    Machine old = before.machine();
    return new Machine(
        old.scheduler(),
        old.time(),
        old.events(),
        old.observers(),
        settings.timeouts,
        old.retries(),
        old.scheduler()
            .answer(now -> new BudgetBook(settings.budgets, old.scheduler()::spent, old.budgets())),
        CacheSettings.toldBy(settings.cache).equals(before.cache())
            ? old.cache()
            : cache(old.time()),
        old.patience(),
        old.random());
  }

  /**
   * Accounts, pools, lanes and routes; those of the layout before go on where they are the same.
   */
  Layout layout(Plant plant, Machine machine, @Nullable Layout before) {
    Map<AccountId, Layout.Account> accounts = accounts(plant.context(), before);
    Map<String, Pool> pools = new LinkedHashMap<>();
    Map<LaneId, LaneState> lanes = new LinkedHashMap<>();
    for (LaneSettings lane : settings.lanes.values()) {
      Layout.Account account = accounts.get(lane.id().account());
      if (account == null) {
        throw new IllegalStateException("no account for lane " + lane.id());
      }
      lanes.put(lane.id(), lane(lane, account, poolsOf(lane, pools, plant, before), plant, before));
    }
    return new Layout(
        machine,
        accounts,
        pools,
        lanes,
        routes(lanes, plant.scheduler(), before),
        List.copyOf(settings.pickers),
        Optional.ofNullable(settings.modelPicker),
        settings.defaults,
        CacheSettings.toldBy(settings.cache),
        settings.lanesLater,
        new Users());
  }

  private Optional<ReplyCache> cache(TimeSource time) {
    CacheSettings cache = settings.cache;
    return cache == null
        ? Optional.empty()
        : Optional.of(
            new ReplyCache(time, cache.timeToLive(), cache.maximumBytes(), cache.doTenantsShare()));
  }

  private Map<AccountId, Layout.Account> accounts(
      ProviderContext context, @Nullable Layout before) {
    Map<AccountId, Layout.Account> accounts = new LinkedHashMap<>();
    for (AccountSettings account : settings.accounts.values()) {
      ProviderFactory factory = factories.get(account.id().provider());
      if (factory == null) {
        throw new IllegalStateException("no provider for account " + account.id());
      }
      ProviderSettings told = account.toProviderSettings();
      Layout.Account old = before == null ? null : before.accounts().get(account.id());
      boolean same =
          old != null && old.factory() == factory.getClass() && old.settings().equals(told);
      accounts.put(
          account.id(),
          same
              ? old
              : new Layout.Account(
                  factory.getClass(), told, opened(factory, told, context), new Standing()));
    }
    return accounts;
  }

  /** A provider that cannot be made is named by its account, and closes those made before it. */
  private Provider opened(ProviderFactory factory, ProviderSettings told, ProviderContext context) {
    try {
      Provider made = requireNonNull(factory.create(told, context), "provider");
      opened.add(made);
      requireNonNull(made.capabilities(), "capabilities");
      return made;
    } catch (RuntimeException unusable) {
      closeOpened();
      String why =
          unusable instanceof IllegalArgumentException
              ? String.valueOf(unusable.getMessage())
              : "its provider failed with " + unusable;
      throw new IllegalArgumentException("account '" + told.account() + "': " + why, unusable);
    }
  }

  private void closeOpened() {
    Closing.each(opened);
    opened.clear();
  }

  private LaneState lane(
      LaneSettings lane,
      Layout.Account account,
      List<Pool> pools,
      Plant plant,
      @Nullable Layout before) {
    LaneSpec spec = specOf(lane, account.provider());
    LaneState old = before == null ? null : before.lanes().get(lane.id());
    if (old != null && old.provider() == account.provider()) {
      return old.spec().equals(spec) && old.pools().equals(pools)
          ? old
          : old.continued(spec, pools);
    }
    LaneSettings.Expectation pace = lane.expectation().orElse(USUAL_PACE);
    return new LaneState(
        spec,
        account.provider(),
        pools,
        new Health(plant.random()),
        new Pace(pace.start(), pace.inputPerSecond(), pace.outputPerSecond()),
        account.standing(),
        plant.scheduler());
  }

  private LaneSpec specOf(LaneSettings lane, Provider provider) {
    Optional<Price> price = lane.price().or(() -> prices.priceOf(lane.id()));
    return new LaneSpec(
        lane.id(),
        lane.weight(),
        price.isPresent() && price.get().isFree(),
        price,
        windowOf(lane),
        lane.capabilities().orElseGet(() -> usualCapabilities(lane.id(), provider)));
  }

  private OptionalLong windowOf(LaneSettings lane) {
    if (lane.contextWindow().isPresent()) {
      return lane.contextWindow();
    }
    OptionalLong known = catalogue.contextWindowOf(lane.id());
    return known.isPresent() ? known : prices.contextWindowOf(lane.id());
  }

  private Set<Capability> usualCapabilities(LaneId lane, Provider provider) {
    Set<Capability> all = provider.capabilities().all();
    if (catalogue.isEmbedding(lane)) {
      return all.contains(Capability.EMBED) ? EnumSet.of(Capability.EMBED) : Set.of();
    }
    EnumSet<Capability> chatting = EnumSet.noneOf(Capability.class);
    chatting.addAll(all);
    chatting.remove(Capability.EMBED);
    return chatting;
  }

  /** The lane's own allowance first: what its vendor says of no pool in particular rests that. */
  private List<Pool> poolsOf(
      LaneSettings lane, Map<String, Pool> shared, Plant plant, @Nullable Layout before) {
    AccountSettings account = settings.accounts.get(lane.id().account());
    QuotaSettings.VendorClock clock = catalogue.clockOf(lane.id().provider());
    List<Pool> pools = new ArrayList<>();
    boolean freeTier = account != null && account.isFreeTier() && lane.quota().isEmpty();
    List<Limit> limits = (freeTier ? catalogue.freeTierOf(lane.id()) : lane.quota()).limits(clock);
    String project = account == null ? lane.id().account().toString() : account.project();
    String name = nameOf(lane.id(), project, freeTier);
    pools.add(shared.computeIfAbsent(name, key -> pool(key, limits, plant, before)));
    for (String pool : lane.pools()) {
      QuotaSettings declared = settings.pools.get(pool);
      if (declared != null) {
        pools.add(
            shared.computeIfAbsent(pool, key -> pool(key, declared.limits(clock), plant, before)));
      }
    }
    return pools;
  }

  private static Pool pool(String name, List<Limit> limits, Plant plant, @Nullable Layout before) {
    Pool old = before == null ? null : before.pools().get(name);
    return old == null
        ? new Pool(name, limits, Moment.of(plant.context().time()))
        : plant.scheduler().answer(now -> old.continued(limits, now));
  }

  private String nameOf(LaneId lane, String project, boolean freeTier) {
    return freeTier && catalogue.drawsOnFreeModels(lane)
        ? project + "/free models"
        : project + "/" + lane.model();
  }

  private Map<String, Route> routes(
      Map<LaneId, LaneState> lanes, Scheduler scheduler, @Nullable Layout before) {
    Map<String, Route> routes = new LinkedHashMap<>();
    for (RouteSettings route : settings.routes.values()) {
      List<LaneState> members = known(route.lanes(), lanes);
      RouteRules rules =
          new RouteRules(
              route.houseStyle(),
              route.doesRefusedGoOn(),
              known(route.downgrade(), lanes),
              route.check());
      routes.put(
          route.name(), new Route(route.name(), members, strategies.of(route), rules, scheduler));
    }
    routes.computeIfAbsent("default", name -> overAll(name, lanes, Capability.CHAT, scheduler));
    routes.computeIfAbsent(
        Layout.EMBEDDINGS, name -> overAll(name, lanes, Capability.EMBED, scheduler));
    if (before != null) {
      routes.forEach((name, route) -> route.remember(before.routes().get(name)));
    }
    return routes;
  }

  private static List<LaneState> known(List<LaneId> ids, Map<LaneId, LaneState> lanes) {
    List<LaneState> known = new ArrayList<>();
    for (LaneId id : ids) {
      LaneState lane = lanes.get(id);
      if (lane != null) {
        known.add(lane);
      }
    }
    return known;
  }

  private Route overAll(
      String name, Map<LaneId, LaneState> lanes, Capability ability, Scheduler scheduler) {
    List<LaneState> able =
        lanes.values().stream()
            .filter(lane -> lane.spec().capabilities().contains(ability))
            .toList();
    return new Route(name, able, strategies.usual(), RouteRules.NONE, scheduler);
  }
}
