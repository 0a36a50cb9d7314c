package dev.laneway.core.strategy;

import java.util.List;

/** The largest share of its scarcest limit left first. */
final class MostHeadroom implements RoutingStrategy {

  @Override
  public List<Lane> rank(List<Lane> eligible, RouteContext context) {
    return Ranked.by(lane -> -lane.left(), eligible);
  }

  @Override
  public String toString() {
    return "most-headroom";
  }
}
