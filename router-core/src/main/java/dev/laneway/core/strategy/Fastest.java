package dev.laneway.core.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The earliest answer first. Every so often the lane of which least is known goes first, since a
 * lane that is never asked can never show that it has become fast.
 */
final class Fastest implements RoutingStrategy {

  private static final int LOOK_ROUND_EVERY = 20;

  private final AtomicInteger calls = new AtomicInteger();

  @Override
  public List<Lane> rank(List<Lane> eligible, RouteContext context) {
    List<Lane> order = Ranked.by(lane -> lane.expectedNanos(context), eligible);
    int call = calls.updateAndGet(n -> n == LOOK_ROUND_EVERY - 1 ? 0 : n + 1);
    if (call != 0 || order.size() < 2) {
      return order;
    }
    Lane least = Ranked.by(Lane::answers, order).get(0);
    List<Lane> probing = new ArrayList<>(order);
    probing.remove(least);
    probing.add(0, least);
    return probing;
  }

  @Override
  public String toString() {
    return "fastest";
  }
}
