package dev.laneway.spring;

import dev.laneway.api.Budget;
import dev.laneway.api.CacheOutcome;
import dev.laneway.api.Money;
import dev.laneway.core.Router;
import dev.laneway.core.RouterStatus;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.spring.RouterConvention.Meter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/** The router's own metrics. Labels are what the configuration names: never a tenant or a key. */
final class RouterMetrics implements RouterListener, SettingsWatcher, SmartInitializingSingleton {

  private final MeterRegistry meters;
  private final RouterConvention names;
  private final ObjectProvider<Router> router;
  private final MultiGauge lanes;
  private final MultiGauge pools;
  private final MultiGauge budgets;

  RouterMetrics(MeterRegistry meters, RouterConvention names, ObjectProvider<Router> router) {
    this.meters = meters;
    this.names = names;
    this.router = router;
    this.lanes = MultiGauge.builder(names.nameOf(Meter.LANE_READY)).register(meters);
    this.pools = MultiGauge.builder(names.nameOf(Meter.POOL_LEFT)).register(meters);
    this.budgets =
        MultiGauge.builder(names.nameOf(Meter.BUDGET_LEFT)).baseUnit("usd").register(meters);
  }

  @Override
  public void afterSingletonsInstantiated() {
    if (router.getIfUnique() == null) {
      return; // whose lanes and pools they were, nobody could tell
    }
    Gauge.builder(names.nameOf(Meter.WAITING), this, own -> own.status().waiting())
        .register(meters);
    nameRows();
  }

  @Override
  public void settingsChanged() {
    nameRows();
  }

  private void nameRows() {
    RouterStatus now = status();
    lanes.register(
        now.lanes().stream()
            .map(
                lane ->
                    row(
                        Tags.of("lane", lane.lane().toString()),
                        status -> readiness(status, lane.lane().toString())))
            .toList(),
        true);
    pools.register(
        now.pools().stream()
            .flatMap(
                pool ->
                    pool.limits().stream()
                        .map(
                            limit ->
                                row(
                                    Tags.of("pool", pool.name(), "limit", limit.limit()),
                                    status -> left(status, pool.name(), limit.limit()))))
            .toList(),
        true);
    budgets.register(
        shared(now)
            .map(
                budget ->
                    row(
                        Tags.of("budget", budget.budget().toString()),
                        status -> left(status, budget.budget())))
            .toList(),
        true);
  }

  private MultiGauge.Row<?> row(Tags tags, ToDoubleFunction<RouterStatus> value) {
    return MultiGauge.Row.of(tags, this, own -> value.applyAsDouble(own.status()));
  }

  private RouterStatus status() {
    return router.getObject().status();
  }

  private static double readiness(RouterStatus status, String id) {
    return status.lanes().stream()
            .filter(lane -> lane.lane().toString().equals(id))
            .anyMatch(RouterStatus.LaneStatus::ready)
        ? 1
        : 0;
  }

  private static double left(RouterStatus status, String pool, String words) {
    return status.pools().stream()
        .filter(one -> one.name().equals(pool))
        .flatMap(one -> one.limits().stream())
        .filter(limit -> limit.limit().equals(words))
        .mapToDouble(RouterStatus.LimitStatus::left)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static double left(RouterStatus status, Budget budget) {
    return shared(status)
        .filter(one -> one.budget().equals(budget))
        .map(one -> budget.amount().minus(one.spent()).dollars().doubleValue())
        .findFirst()
        .orElse(Double.NaN);
  }

  /** Tenants may be many: their own budgets are not told one by one. */
  private static Stream<RouterStatus.BudgetStatus> shared(RouterStatus status) {
    return status.budgets().stream()
        .filter(budget -> budget.budget().scope().kind() != Budget.Scope.Kind.EACH_TENANT);
  }

  @Override
  public void onAttempt(RouterEvent.AttemptFinished event) {
    String outcome = event.attempt().failure().map(names::errorType).orElse("answered");
    count(Meter.ATTEMPTS, 1, "lane", event.attempt().lane().toString(), "outcome", outcome);
    event
        .attempt()
        .cost()
        .filter(cost -> cost.compareTo(Money.ZERO) > 0)
        .ifPresent(
            cost ->
                count(
                    Meter.COST,
                    cost.dollars().doubleValue(),
                    "lane",
                    event.attempt().lane().toString(),
                    "currency",
                    "USD"));
  }

  @Override
  public void onRequestFinished(RouterEvent.RequestFinished event) {
    String urgency = word(event.urgency());
    String outcome = event.reason().map(RouterMetrics::word).orElse("answered");
    count(Meter.REQUESTS, 1, "route", event.route(), "urgency", urgency, "outcome", outcome);
    meters
        .timer(names.nameOf(Meter.WAIT), "route", event.route(), "urgency", urgency)
        .record(event.receipt().waited());
    if (event.receipt().fallback()) {
      count(Meter.FALLBACKS, 1, "route", event.route());
    }
    if (event.receipt().cache() != CacheOutcome.UNUSED) {
      count(Meter.CACHED, 1, "route", event.route(), "result", word(event.receipt().cache()));
    }
  }

  @Override
  public void onPoolResting(RouterEvent.PoolResting event) {
    count(Meter.RESTS, 1, "pool", event.pool());
  }

  @Override
  public void onLaneClosed(RouterEvent.LaneClosed event) {
    count(Meter.CLOSED, 1, "what", event.lane().toString());
  }

  @Override
  public void onAccountClosed(RouterEvent.AccountClosed event) {
    count(Meter.CLOSED, 1, "what", event.account().toString());
  }

  @Override
  public void onStoreLost(RouterEvent.StoreLost event) {
    count(Meter.STORE, 1, "store", event.store(), "state", "lost");
  }

  @Override
  public void onStoreReturned(RouterEvent.StoreReturned event) {
    count(Meter.STORE, 1, "store", event.store(), "state", "returned");
  }

  @Override
  public void onLimitLearned(RouterEvent.LimitLearned event) {
    nameRows();
  }

  private void count(Meter meter, double amount, String... tags) {
    meters.counter(names.nameOf(meter), tags).increment(amount);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
