package dev.laneway.core.strategy;

import java.util.List;

/**
 * Puts eligible lanes in the order in which they are tried. Called on the request path, by many
 * threads at once: must not block, and must not change the list that it is given.
 *
 * <pre>{@code
 * RoutingStrategy shortNamesFirst = (eligible, context) -> eligible.stream()
 *     .sorted(Comparator.comparing(lane -> lane.id().model().length())).toList();
 * }</pre>
 */
@FunctionalInterface
public interface RoutingStrategy {

  /** The same lanes, best first. A lane that is left out is not used for this call. */
  List<Lane> rank(List<Lane> eligible, RouteContext context);

  /** A lane got its permit. Called once an attempt, so that shares can be kept. */
  default void chosen(Lane lane) {}

  /**
   * Whether a short wait for the first lane is better than the second at once: true where the order
   * is a preference, false where any lane is as good.
   */
  default boolean prefersFirst() {
    return false;
  }

  /**
   * Whether a call may wait a part of its time for a lane of which it takes much less, and leave a
   * permit to calls that fit nowhere else: true where all quotas together are to serve the most.
   */
  default boolean isSparing() {
    return false;
  }

  /** In the given order: the first that can serve. */
  static RoutingStrategy fallback() {
    return new Fallback();
  }

  /** Each ready lane in turn. */
  static RoutingStrategy roundRobin() {
    return new Shares(lane -> 1);
  }

  /** Each ready lane in proportion to its weight, evenly mixed. */
  static RoutingStrategy weighted() {
    return new Shares(Lane::weight);
  }

  /** The lowest estimate first; unknown prices last. */
  static RoutingStrategy cheapest() {
    return new Cheapest();
  }

  /** The earliest answer first, by what was seen lately; now and then another, to keep looking. */
  static RoutingStrategy fastest() {
    return new Fastest();
  }

  /** The fewest calls under way first, relative to weight. */
  static RoutingStrategy leastLoaded() {
    return new LeastLoaded();
  }

  /** The largest share of its quota left first, so that all pools wear evenly. */
  static RoutingStrategy mostHeadroom() {
    return new MostHeadroom();
  }

  /** The earliest expected completion within the deadline, waiting included; then the cost. */
  static RoutingStrategy adaptive() {
    return new Adaptive();
  }
}
