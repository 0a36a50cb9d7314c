package dev.laneway.core;

import dev.laneway.api.Budget;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All that a builder can be told by data: the one tree behind the JSON of {@link Router#fromConfig}
 * and the {@code laneway.*} properties of the starter. Made by what reads it; it grows with the
 * builder, so do not call its constructor. What is not told stays as the builder has it.
 *
 * @param accounts accounts by {@code provider} or {@code provider@name}
 * @param pools quota pools that several lanes share, by name
 * @param lanes lanes: an account's model each
 * @param routes routes by name; that of calls that name none is called "default"
 * @param budget dollars by period: {@code per-day} and so on
 * @param budgets budgets that are meant for something in particular
 * @param pickers rules that choose the route of calls that name none; the first that holds decides
 * @param modelPicker small model that chooses the route of calls that no rule decides
 * @param cache answers that are kept; none unless told
 * @param timeouts time-outs of single calls
 * @param defaults how calls are treated that say nothing themselves
 * @param strategy order of routes that name none
 * @param connectTimeout how long connecting to a vendor may take
 * @param grace how long calls may end when the router closes
 * @param interactivePatience how long an interactive call waits for its first choice
 * @param nearRealTimePatience how long a near-real-time call waits for its first choice
 * @param maxWaiting how many requests may wait at the same time
 */
public record RouterConfig(
    Map<String, AccountConfig> accounts,
    Map<String, QuotaConfig> pools,
    List<LaneConfig> lanes,
    Map<String, RouteConfig> routes,
    Map<String, String> budget,
    List<BudgetConfig> budgets,
    List<PickerConfig> pickers,
    @Nullable ModelPickerConfig modelPicker,
    @Nullable CacheConfig cache,
    @Nullable TimeoutsConfig timeouts,
    @Nullable CallConfig defaults,
    @Nullable String strategy,
    @Nullable Duration connectTimeout,
    @Nullable Duration grace,
    @Nullable Duration interactivePatience,
    @Nullable Duration nearRealTimePatience,
    @Nullable Integer maxWaiting) {

  private static final String SAID = "configuration";

  private static final Map<String, Function<String, Budget>> PERIODS =
      Config.named(
          List.of(
              Map.entry("per-request", Budget::perRequest),
              Map.entry("per-hour", Budget::perHour),
              Map.entry("per-day", Budget::perDay),
              Map.entry("per-week", Budget::perWeek),
              Map.entry("per-month", Budget::perMonth),
              Map.entry("in-all", Budget::inAll)));

  /** Copies, and puts what is empty in place of what is missing. */
  public RouterConfig {
    accounts = Config.copied(accounts);
    pools = Config.copied(pools);
    lanes = Config.copied(lanes);
    routes = Config.copied(routes);
    budget = Config.copied(budget);
    budgets = Config.copied(budgets);
    pickers = Config.copied(pickers);
  }

  /** Whether neither a lane nor an account is declared. */
  public boolean declaresNothing() {
    return accounts.isEmpty() && lanes.isEmpty();
  }

  /** The same with more accounts, which take the place of those of the same name. */
  public RouterConfig withAccounts(Map<String, AccountConfig> more) {
    Map<String, AccountConfig> all = new LinkedHashMap<>(accounts);
    all.putAll(more);
    return new RouterConfig(
        all,
        pools,
        lanes,
        routes,
        budget,
        budgets,
        pickers,
        modelPicker,
        cache,
        timeouts,
        defaults,
        strategy,
        connectTimeout,
        grace,
        interactivePatience,
        nearRealTimePatience,
        maxWaiting);
  }

  /** Each part by itself: what is wrong in one hides nothing of another. */
  void applyTo(RouterBuilder builder) {
    accounts.forEach((id, account) -> builder.account(id, account::applyTo));
    pools.forEach((name, pool) -> builder.pool(name, pool::applyTo));
    lanes.forEach(lane -> builder.lane(lane.id(), lane::applyTo));
    routes.forEach((name, route) -> builder.route(name, settings -> route.applyTo(settings)));
    budget.forEach(
        (period, dollars) -> builder.attempt(SAID, () -> builder.budget(budget(period, dollars))));
    budgets.forEach(scoped -> builder.attempt(SAID, () -> builder.budget(scoped.toBudget())));
    pickers.forEach(picker -> builder.attempt(SAID, () -> builder.picker(picker.toPicker())));
    Config.ifTold(modelPicker, picker -> builder.picker(picker.askedOn(), picker.routes()));
    Config.ifTold(cache, settings -> builder.cache(settings::applyTo));
    Config.ifTold(
        timeouts, settings -> builder.attempt(SAID, () -> builder.timeouts(settings.toTimeouts())));
    Config.ifTold(
        defaults, settings -> builder.attempt(SAID, () -> builder.defaults(settings.toOptions())));
    Config.ifTold(strategy, builder::strategy);
    Config.ifTold(connectTimeout, builder::connectTimeout);
    Config.ifTold(grace, builder::grace);
    Config.ifTold(interactivePatience, builder::interactivePatience);
    Config.ifTold(nearRealTimePatience, builder::nearRealTimePatience);
    Config.ifTold(maxWaiting, builder::maxWaiting);
  }

  private static Budget budget(String period, String dollars) {
    Function<String, Budget> of = PERIODS.get(period);
    if (of == null) {
      throw new IllegalArgumentException(
          "budget." + period + " is unknown, there are " + PERIODS.keySet());
    }
    try {
      return of.apply(dollars);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("budget." + period + ": " + wrong.getMessage(), wrong);
    }
  }
}
