package com.example.guide;

import dev.laneway.api.Urgency;
import dev.laneway.core.strategy.Lane;
import dev.laneway.core.strategy.RouteContext;
import dev.laneway.core.strategy.RoutingStrategy;
import java.util.Comparator;
import java.util.List;

/**
 * For docs/writing-a-strategy.md: patient work goes where most is left, the rest where it is fast.
 */
public final class NightShift implements RoutingStrategy {

  @Override
  public List<Lane> rank(List<Lane> eligible, RouteContext context) {
    Comparator<Lane> order =
        context.urgency() == Urgency.BATCH
            ? Comparator.comparingDouble(Lane::left).reversed()
            : Comparator.comparingLong(lane -> lane.expectedNanos(context));
    return eligible.stream()
        .sorted(Comparator.comparing(Lane::isSuspect).thenComparing(order))
        .toList();
  }
}
