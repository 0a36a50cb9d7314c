package dev.laneway.core.strategy;

import dev.laneway.api.LaneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToIntFunction;

/**
 * Gives each lane its share by stride scheduling: a lane that was chosen moves on by one over its
 * weight, and the one that is furthest behind goes first. Over a cycle of all weights the shares
 * are exact; a lane that was away starts level with the others instead of catching up.
 */
final class Shares implements RoutingStrategy {

  private final ToIntFunction<Lane> weight;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<LaneId, Long> served = new HashMap<>();
  private double level;

  Shares(ToIntFunction<Lane> weight) {
    this.weight = weight;
  }

  @Override
  public List<Lane> rank(List<Lane> eligible, RouteContext context) {
    lock.lock();
    try {
      return Ranked.by(this::passOf, eligible);
    } finally {
      lock.unlock();
    }
  }

  private double passOf(Lane lane) {
    return Math.max(level, served.getOrDefault(lane.id(), 0L) / (double) weight.applyAsInt(lane));
  }

  @Override
  public void chosen(Lane lane) {
    lock.lock();
    try {
      double pass = passOf(lane);
      level = Math.max(level, pass - 1); // within one cycle nobody has been away
      served.put(lane.id(), Math.round(pass * weight.applyAsInt(lane)) + 1);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "shares";
  }
}
