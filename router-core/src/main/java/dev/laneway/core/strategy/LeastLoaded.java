package dev.laneway.core.strategy;

import java.util.List;

/** The fewest calls under way first, relative to weight. */
final class LeastLoaded implements RoutingStrategy {

  @Override
  public List<Lane> rank(List<Lane> eligible, RouteContext context) {
    return Ranked.by(lane -> lane.underWay() / (double) lane.weight(), eligible);
  }

  @Override
  public String toString() {
    return "least-loaded";
  }
}
