package dev.laneway.benchmarks.effectiveness;

import dev.laneway.api.Urgency;
import dev.laneway.core.RouteSettings;
import dev.laneway.core.strategy.RoutingStrategy;
import java.util.Locale;

/**
 * One of the router's mechanisms taken away, to see what it earns. The product has no switch for
 * this: the benchmark withholds what the mechanism lives on.
 */
enum Without {
  /** Nothing is taken away. */
  NOTHING,
  /** Limits of tokens are not declared: nothing is reserved but requests. */
  TOKEN_RESERVATION,
  /** All calls say that they are interactive: no order, and no head-room for anyone. */
  URGENCY,
  /**
   * All calls say that they have an hour: no order by deadline, and nothing is given up in time.
   */
  DEADLINES,
  /** What answers tell of limits is thrown away. */
  LEARNED_LIMITS,
  /** Lanes take turns: nobody looks for the earliest completion, nor at tolls. */
  CHOICE,
  /** Whoever could go now does: nobody waits for a place at a lane of which it takes less. */
  SPARING,
  /** Batch work is sent as near-real-time calls with its own deadline. */
  BATCH_SPREADING;

  static final long AN_HOUR_MS = 3_600_000;

  Urgency of(Urgency urgency) {
    return switch (this) {
      case URGENCY -> Urgency.INTERACTIVE;
      case BATCH_SPREADING -> urgency == Urgency.BATCH ? Urgency.NEAR_REAL_TIME : urgency;
      default -> urgency;
    };
  }

  long deadlineMs(long deadlineMs) {
    return this == DEADLINES ? Math.max(AN_HOUR_MS, deadlineMs) : deadlineMs;
  }

  void order(RouteSettings route, String... lanes) {
    switch (this) {
      case CHOICE -> route.roundRobin(lanes);
      case SPARING -> route.strategy(orderAlone(RoutingStrategy.adaptive()), lanes);
      default -> route.adaptive(lanes);
    }
  }

  /** The order of a strategy without what else it wishes. */
  private static RoutingStrategy orderAlone(RoutingStrategy whole) {
    return (eligible, call) -> whole.rank(eligible, call);
  }

  String named() {
    String words = name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return this == NOTHING ? RouterPlay.NAME : RouterPlay.NAME + " without " + words;
  }
}
