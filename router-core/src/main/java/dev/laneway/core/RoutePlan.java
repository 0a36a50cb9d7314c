package dev.laneway.core;

import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.core.schedule.Explained;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a router would do with a request now.
 *
 * @param route the route that serves it
 * @param lanes first those that would be tried, in order, then those that cannot take it
 */
public record RoutePlan(String route, List<PlannedLane> lanes) {

  /** Copies the list. */
  public RoutePlan {
    lanes = List.copyOf(lanes);
  }

  static RoutePlan of(String route, List<Explained> lanes) {
    return new RoutePlan(
        route,
        lanes.stream()
            .map(
                lane ->
                    new PlannedLane(
                        lane.lane(),
                        lane.rank().isPresent(),
                        lane.readyIn(),
                        lane.because(),
                        lane.estimate()))
            .toList());
  }

  /** The lane that would be sent to at once, if one would. */
  public Optional<LaneId> next() {
    return lanes.stream()
        .filter(lane -> lane.eligible() && lane.readyIn().filter(Duration::isZero).isPresent())
        .map(PlannedLane::lane)
        .findFirst();
  }

  /**
   * One lane in the plan.
   *
   * @param eligible whether the lane can take the request at all
   * @param readyIn until it would get a permit; empty when nobody can tell or never
   * @param because what keeps it; empty when nothing does
   * @param estimate what it would probably cost; empty when the price is unknown
   */
  public record PlannedLane(
      LaneId lane,
      boolean eligible,
      Optional<Duration> readyIn,
      String because,
      Optional<Money> estimate) {

    @Override
    public String toString() {
      String ready = readyIn.map(wait -> wait.isZero() ? "ready" : "ready in " + wait).orElse("");
      return lane
          + ": "
          + (eligible ? ready : "not eligible")
          + (because.isEmpty() ? "" : (ready.isEmpty() && eligible ? "" : ", ") + because)
          + estimate.map(cost -> ", about " + cost).orElse("");
    }
  }

  @Override
  public String toString() {
    StringBuilder words = new StringBuilder("route '" + route + "'");
    for (PlannedLane lane : lanes) {
      words.append("\n  ").append(lane);
    }
    return words.toString();
  }
}
