package dev.laneway.core.strategy;

import java.util.List;

/** Keeps the order of the route. */
final class Fallback implements RoutingStrategy {

  @Override
  public List<Lane> rank(List<Lane> eligible, RouteContext context) {
    return eligible;
  }

  @Override
  public boolean prefersFirst() {
    return true;
  }

  @Override
  public String toString() {
    return "fallback";
  }
}
