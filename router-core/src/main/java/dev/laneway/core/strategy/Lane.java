package dev.laneway.core.strategy;

import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import java.util.Optional;

/**
 * A lane as a strategy sees it. What it tells is as of now and may have changed a moment later: the
 * scheduler, not the strategy, makes sure that nothing is sent without a permit.
 */
public interface Lane {

  /** Which one it is. */
  LaneId id();

  /** Its share relative to the others, from the configuration; 1 unless told. */
  int weight();

  /** Whether it costs nothing by configuration. */
  boolean isFree();

  /** Whether it failed lately, so that others should go first. */
  boolean isSuspect();

  /** Calls under way. */
  int underWay();

  /** The share of its scarcest limit that is left, from 0 to 1. */
  double left();

  /** How long until it would take this call, in nanoseconds; {@code Long.MAX_VALUE} for never. */
  long nanosUntilPermit(RouteContext context);

  /** How long it would probably take to answer this call once sent, in nanoseconds. */
  long expectedNanos(RouteContext context);

  /** How many answers {@link #expectedNanos} rests on. */
  long answers();

  /**
   * How long this call would keep the lane's allowance busy, in nanoseconds: the part of its
   * scarcest limit of an hour or less that it takes, times that limit's window. What a call takes
   * here, those who come after cannot have.
   */
  default long nanosTaken(RouteContext context) {
    return 0;
  }

  /**
   * What those who come after lose when this call takes its part of limits that have to last for a
   * day, as a share of what the call itself is worth: 0 where such limits are plentiful or absent,
   * 1 where somebody else could use them as well.
   */
  default double toll(RouteContext context) {
    return 0;
  }

  /** What this call would probably cost; empty when the price is unknown. */
  Optional<Money> estimate(RouteContext context);
}
