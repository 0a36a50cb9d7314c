package dev.laneway.core;

import dev.laneway.api.LaneId;
import dev.laneway.api.Urgency;
import dev.laneway.core.RouterStatus.BudgetStatus;
import dev.laneway.core.RouterStatus.LaneStatus;
import dev.laneway.core.RouterStatus.LimitStatus;
import dev.laneway.core.RouterStatus.PoolStatus;
import dev.laneway.core.RouterStatus.RouteStatus;
import dev.laneway.core.budget.BudgetBook;
import dev.laneway.core.quota.LimitState;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.schedule.LaneState;
import dev.laneway.core.schedule.Machine;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads the state of everything at one moment. */
final class StatusReport {

  private static final long SOON = Duration.ofMinutes(1).toNanos() + 1;

  private StatusReport() {}

  static RouterStatus of(Layout layout) {
    Machine machine = layout.machine();
    Collection<LaneState> lanes = layout.lanes().values();
    List<LaneStatus> laneStates = new ArrayList<>();
    List<PoolStatus> poolStates = new ArrayList<>();
    List<BudgetStatus> budgets = new ArrayList<>();
    machine
        .scheduler()
        .guarded(
            now -> {
              Set<Pool> pools = new LinkedHashSet<>();
              for (LaneState lane : lanes) {
                laneStates.add(stateOf(lane, now));
                pools.addAll(lane.pools());
              }
              pools.forEach(pool -> poolStates.add(stateOf(pool, now)));
              for (BudgetBook.Standing budget : machine.budgets().standings(now)) {
                budgets.add(
                    new BudgetStatus(
                        budget.budget(), budget.spent(), budget.reserved(), budget.renews()));
              }
            });
    return new RouterStatus(
        laneStates, routes(layout, laneStates), poolStates, budgets, machine.scheduler().waiting());
  }

  private static List<RouteStatus> routes(Layout layout, List<LaneStatus> states) {
    Set<LaneId> usable =
        states.stream()
            .filter(LaneStatus::usable)
            .map(LaneStatus::lane)
            .collect(Collectors.toSet());
    return layout.routes().values().stream()
        .filter(route -> !route.name().equals(Layout.EMBEDDINGS))
        .map(
            route -> {
              List<LaneId> ids = route.lanes().stream().map(LaneState::id).toList();
              return new RouteStatus(route.name(), ids, ids.stream().anyMatch(usable::contains));
            })
        .toList();
  }

  private static LaneStatus stateOf(LaneState lane, Moment now) {
    long wait = lane.nanosUntilSmall(Urgency.INTERACTIVE, now);
    return new LaneStatus(
        lane.id(),
        wait == 0,
        wait == Pool.UNTIL_RELEASE || wait < SOON,
        moment(wait, now),
        lane.health().state().name().toLowerCase(Locale.ROOT),
        lane.refusalOfSmall(Urgency.INTERACTIVE, now),
        lane.underWay(),
        lane.answers(),
        lane.pools().stream().map(Pool::name).toList());
  }

  private static PoolStatus stateOf(Pool pool, Moment now) {
    List<LimitStatus> limits = new ArrayList<>();
    for (LimitState reading : pool.readings(now)) {
      limits.add(
          new LimitStatus(
              reading.limit().toString(),
              reading.limit().amount(),
              reading.available(),
              reading.learned() || reading.limit().amount() != reading.declared().amount(),
              moment(reading.wholeInNanos(), now)));
    }
    return new PoolStatus(
        pool.name(),
        moment(pool.restingNanos(now), now),
        pool.isResting(now) ? pool.because() : "",
        limits);
  }

  private static Optional<Instant> moment(long wait, Moment now) {
    return wait == 0 || wait >= Pool.UNTIL_RELEASE
        ? Optional.empty()
        : Optional.of(now.at(now.nanos() + wait));
  }
}
