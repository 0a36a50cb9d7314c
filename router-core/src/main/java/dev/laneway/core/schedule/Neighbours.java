package dev.laneway.core.schedule;

import java.util.List;

/**
 * The other lanes whom a change at one concerns as well.
 *
 * @param all which draw on one of its pools or belong to its account
 * @param sharers which draw on one of its pools
 */
record Neighbours(List<LaneState> all, List<LaneState> sharers) {

  static final Neighbours NONE = new Neighbours(List.of(), List.of());

  static Neighbours of(LaneState lane, List<LaneState> lanes) {
    List<LaneState> all =
        lanes.stream()
            .filter(other -> other != lane)
            .filter(other -> other.standing() == lane.standing() || share(lane, other))
            .toList();
    return new Neighbours(all, all.stream().filter(other -> share(lane, other)).toList());
  }

  private static boolean share(LaneState one, LaneState other) {
    return one.pools().stream().anyMatch(pool -> other.pools().stream().anyMatch(pool::countsWith));
  }
}
