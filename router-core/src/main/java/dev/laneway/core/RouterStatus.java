package dev.laneway.core;

import dev.laneway.api.Budget;
import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Every lane, route, pool and budget of a router at one moment. */
public record RouterStatus(
    List<LaneStatus> lanes,
    List<RouteStatus> routes,
    List<PoolStatus> pools,
    List<BudgetStatus> budgets,
    int waiting) {

  /** Copies the lists. */
  public RouterStatus {
    lanes = List.copyOf(lanes);
    routes = List.copyOf(routes);
    pools = List.copyOf(pools);
    budgets = List.copyOf(budgets);
  }

  /**
   * One lane.
   *
   * @param ready whether a small interactive call would go at once
   * @param usable whether it would within a minute, or when a call under way ends
   * @param coolingUntil when it will be ready, where that is known
   * @param health well, degraded, down, probing or ramping
   * @param because what keeps it; empty when nothing does
   * @param underWay calls that are being answered
   * @param answered answers so far
   * @param pools the names of the pools that it draws on
   */
  public record LaneStatus(
      LaneId lane,
      boolean ready,
      boolean usable,
      Optional<Instant> coolingUntil,
      String health,
      String because,
      int underWay,
      long answered,
      List<String> pools) {

    /** Copies the list. */
    public LaneStatus {
      pools = List.copyOf(pools);
    }
  }

  /**
   * One route.
   *
   * @param usable whether one of its lanes is
   */
  public record RouteStatus(String name, List<LaneId> lanes, boolean usable) {

    /** Copies the list. */
    public RouteStatus {
      lanes = List.copyOf(lanes);
    }
  }

  /**
   * One pool.
   *
   * @param restingUntil when it may be used again, while its vendor says no
   * @param because why it rests
   */
  public record PoolStatus(
      String name, Optional<Instant> restingUntil, String because, List<LimitStatus> limits) {

    /** Copies the list. */
    public PoolStatus {
      limits = List.copyOf(limits);
    }
  }

  /**
   * One limit of a pool.
   *
   * @param limit in words: {@code 5 requests per minute}
   * @param amount the whole allowance in force
   * @param left what is left of it now
   * @param learned whether the vendor's answers, not the configuration, set the amount
   * @param wholeAt when the allowance will be whole again if nothing more is taken
   */
  public record LimitStatus(
      String limit, long amount, long left, boolean learned, Optional<Instant> wholeAt) {}

  /**
   * One budget.
   *
   * @param renews when its period ends; empty for one that is spent in all
   */
  public record BudgetStatus(
      Budget budget, Money spent, Money reserved, Optional<Instant> renews) {}

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder();
    for (LaneStatus lane : lanes) {
      words
          .append(lane.lane())
          .append(lane.ready() ? ": ready" : ": " + lane.because())
          .append(lane.coolingUntil().map(until -> ", until " + until).orElse(""))
          .append('\n');
    }
    return words.append(waiting).append(" waiting").toString();
  }
}
