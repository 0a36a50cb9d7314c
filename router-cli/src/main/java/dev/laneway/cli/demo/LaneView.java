package dev.laneway.cli.demo;

import dev.laneway.core.RouterStatus;
import dev.laneway.core.RouterStatus.LaneStatus;
import dev.laneway.core.RouterStatus.LimitStatus;
import dev.laneway.core.RouterStatus.PoolStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One lane as it is shown.
 *
 * @param words what it is doing, in a few words
 * @param minute the share left of its scarcest short limit
 * @param day the share left of its scarcest long limit
 */
record LaneView(
    LaneStatus lane, State state, String words, OptionalDouble minute, OptionalDouble day) {

  /** What decides on the colour. */
  enum State {
    READY,
    BUSY,
    COOLING,
    UNWELL
  }

  static List<LaneView> of(RouterStatus status, Clock clock) {
    return status.lanes().stream().map(lane -> of(lane, status.pools(), clock)).toList();
  }

  private static LaneView of(LaneStatus lane, List<PoolStatus> pools, Clock clock) {
    List<PoolStatus> own =
        pools.stream().filter(pool -> lane.pools().contains(pool.name())).toList();
    State state = stateOf(lane);
    return new LaneView(
        lane, state, words(lane, state, clock), scarcest(own, false), scarcest(own, true));
  }

  static State stateOf(LaneStatus lane) {
    if (lane.health().equals("down") || lane.health().equals("probing")) {
      return State.UNWELL;
    }
    if (lane.ready()) {
      return State.READY;
    }
    if (lane.coolingUntil().isPresent()) {
      return State.COOLING;
    }
    return lane.underWay() > 0 ? State.BUSY : State.UNWELL;
  }

  private static String words(LaneStatus lane, State state, Clock clock) {
    Optional<Duration> wait = lane.coolingUntil().map(clock::until);
    String until = wait.map(left -> " " + Clock.spoken(left)).orElse("");
    return switch (state) {
      case READY -> lane.health().equals("well") ? "ready" : lane.health();
      case BUSY -> "busy";
      case COOLING -> "cooling" + until;
      case UNWELL -> (lane.health().equals("well") ? "closed" : "down") + until;
    };
  }

  private static OptionalDouble scarcest(List<PoolStatus> pools, boolean daily) {
    return pools.stream()
        .flatMap(pool -> pool.limits().stream())
        .filter(limit -> isDaily(limit) == daily && !isConcurrency(limit) && limit.amount() > 0)
        .mapToDouble(LaneView::share)
        .min();
  }

  static double share(LimitStatus limit) {
    return Math.max(0, Math.min(1, (double) limit.left() / limit.amount()));
  }

  static boolean isDaily(LimitStatus limit) {
    return limit.limit().contains("day") || limit.limit().contains("month");
  }

  static boolean isConcurrency(LimitStatus limit) {
    return limit.limit().contains("concurren") || limit.limit().contains("at once");
  }
}
