package dev.laneway.core.strategy;

import dev.laneway.api.Money;
import java.util.List;
import java.util.Optional;

/** Free lanes, then the lowest estimate, then those whose price nobody knows. */
final class Cheapest implements RoutingStrategy {

  @Override
  public List<Lane> rank(List<Lane> eligible, RouteContext context) {
    return Ranked.by(lane -> priceOf(lane, context), eligible);
  }

  static double priceOf(Lane lane, RouteContext context) {
    if (lane.isFree()) {
      return 0;
    }
    Optional<Money> estimate = lane.estimate(context);
    return estimate.isPresent() ? (double) estimate.get().picodollars() : Long.MAX_VALUE;
  }

  @Override
  public boolean prefersFirst() {
    return true;
  }

  @Override
  public String toString() {
    return "cheapest";
  }
}
