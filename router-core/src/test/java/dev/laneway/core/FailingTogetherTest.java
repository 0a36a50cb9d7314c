package dev.laneway.core;

import static dev.laneway.core.World.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent.PoolResting;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Calls that were under way together and fail together say no more than the first of them. */
class FailingTogetherTest {

  private final World world = new World();

  @Test
  void calls_that_were_under_way_together_make_one_guess() {
    world
        .model("a")
        .throttles(LimitRef.UNNAMED, Optional.empty())
        .after(Duration.ofMillis(100))
        .times(8)
        .answers("ok");
    try (Router router = world.fallback("a")) {
      world.send(router, within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(1)), 8);
      world.time.advance(Duration.ofSeconds(2));
      assertThat(world.told(PoolResting.class))
          .isNotEmpty()
          .allMatch(rest -> rest.rest().compareTo(Duration.ofMillis(1_200)) <= 0);
      assertThat(world.sent).allMatch(reply -> reply.isDone() && !reply.isCompletedExceptionally());
    }
  }

  @Test
  void calls_that_break_together_take_their_lane_down_once() {
    world.model("a").isUnreachable().after(Duration.ofMillis(100)).times(12).answers("a");
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      world.send(router, within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(1)), 12);
      world.time.advance(Duration.ofMillis(200));
      assertThat(router.status().lanes().get(0).ready()).isFalse();
      world.time.advance(Duration.ofSeconds(7));
      assertThat(router.status().lanes().get(0).ready()).isTrue();
    }
  }

  @Test
  void a_call_of_before_does_not_end_the_probe_of_its_lane() {
    CallOptions patient = within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(1));
    try (Router router = world.fallback("a")) {
      world.model("a").isUnreachable().after(Duration.ofSeconds(7));
      world.send(router, patient, 1);
      world
          .model("a")
          .fromNowOn()
          .isUnreachable()
          .times(4)
          .answers("a")
          .after(Duration.ofSeconds(4));
      world.send(router, patient, 4);
      world.time.advance(Duration.ofMillis(7_100)); // it has failed, and the probe is under way
      assertThat(healthOf(router)).isEqualTo("probing");
      world.time.advance(Duration.ofSeconds(3));
      assertThat(healthOf(router)).isEqualTo("ramping");
    }
  }

  private static String healthOf(Router router) {
    return router.status().lanes().get(0).health();
  }

  @Test
  void a_call_that_is_refused_after_a_rest_makes_the_next_one_longer() {
    world.model("a").throttles(LimitRef.UNNAMED, Optional.empty()).times(3).answers("ok");
    try (Router router = world.fallback("a")) {
      world.finish(router, within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(1)));
      assertThat(world.told(PoolResting.class))
          .extracting(rest -> rest.rest().toSeconds())
          .containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void a_stated_wait_that_was_too_short_is_followed_by_a_guess() {
    world.model("a").throttles(LimitRef.UNNAMED, Optional.of(Duration.ZERO)).times(4).answers("ok");
    try (Router router = world.fallback("a")) {
      world.finish(router, within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(1)));
      assertThat(world.told(PoolResting.class).get(0).rest()).isEqualTo(Duration.ofMillis(200));
      assertThat(world.told(PoolResting.class).get(3).rest()).isGreaterThan(Duration.ofSeconds(2));
    }
  }
}
