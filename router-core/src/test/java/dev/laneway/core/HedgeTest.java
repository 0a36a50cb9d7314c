package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Attempt;
import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.LaneId;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A second lane when the first is late, only if asked for and only where permits are plentiful. */
class HedgeTest {

  private static final CallOptions HEDGED =
      CallOptions.builder().deadline(Duration.ofSeconds(60)).hedge(true).build();

  private final World world = new World();

  @Test
  void a_late_lane_is_overtaken_and_its_call_is_cancelled_and_settled() {
    world.model("a").answers("a").after(Duration.ofSeconds(50));
    world.model("b").answers("b").after(Duration.ofSeconds(1));
    try (Router router = world.fallback("a", "b")) {
      ChatReply reply = world.finish(router, HEDGED);
      assertThat(reply.text()).isEqualTo("b");
      assertThat(reply.receipt().took()).isLessThan(Duration.ofSeconds(20));
      assertThat(reply.receipt().attempts())
          .extracting(Attempt::lane)
          .containsExactlyInAnyOrder(LaneId.of("acme/a"), LaneId.of("acme/b"));
      assertThat(world.acme.running()).isZero();
      assertThat(router.status().lanes()).allMatch(lane -> lane.underWay() == 0);
    }
  }

  @Test
  void a_lane_that_answers_in_time_is_left_alone() {
    world.model("a").answers("a").after(Duration.ofMillis(500));
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      assertThat(world.finish(router, HEDGED).text()).isEqualTo("a");
      assertThat(world.acme.calls("b")).isEmpty();
    }
  }

  @Test
  void a_budget_that_is_found_spent_when_a_hedge_is_sought_is_told_at_once() {
    world.model("a").answers("a").after(Duration.ofSeconds(50));
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.free())
            .lane("acme/b", l -> l.price("1000000", "1000000"))
            .route("default", r -> r.fallback("acme/a", "acme/b"))
            .budget(Budget.perDay("1"))
            .build()) {
      var waiting = router.chatAsync(ChatRequest.of("Hi"), HEDGED);
      world.time.advance(Duration.ofSeconds(40));
      assertThat(waiting).isNotDone();
      assertThat(world.told(RouterEvent.BudgetSpent.class)).hasSize(1);
    }
  }

  @Test
  void nobody_hedges_unasked_nor_patient_work_nor_where_quota_is_short() {
    world.model("a").answers("a").after(Duration.ofSeconds(50));
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .lane("acme/b", l -> l.quota(q -> q.requestsPerMinute(10)))
            .route("default", r -> r.fallback("acme/a", "acme/b"))
            .build()) {
      world.finish(router, World.interactive(60));
      world.finish(router, HEDGED.toBuilder().urgency(Urgency.NEAR_REAL_TIME).build());
      assertThat(world.acme.calls("b")).isEmpty();
      router.drain("acme/a");
      for (int i = 0; i < 6; i++) {
        world.finish(router, World.interactive(60));
      }
      router.resume("acme/a");
      assertThat(world.finish(router, HEDGED).text()).isEqualTo("a");
      assertThat(world.acme.calls("b")).hasSize(6);
    }
  }

  @Test
  void when_the_rival_fails_the_first_goes_on_and_when_both_fail_the_next_lane_is_asked() {
    world.model("a").breaks().after(Duration.ofSeconds(20));
    world.model("b").breaks().after(Duration.ofSeconds(1));
    world.model("c").answers("c").after(Duration.ofSeconds(1));
    try (Router router = world.fallback("a", "b", "c")) {
      ChatReply reply = world.finish(router, HEDGED);
      assertThat(reply.text()).isEqualTo("c");
      assertThat(world.acme.calls("c")).hasSize(1);
      assertThat(world.acme.running()).isZero();
    }
  }

  @Test
  void of_two_streams_only_the_first_to_speak_is_heard() {
    world.model("a").answers("from a").inPieces("from ", "a").after(Duration.ofSeconds(40));
    world.model("b").answers("from b").inPieces("from ", "b").after(Duration.ofSeconds(2));
    try (Router router = world.fallback("a", "b")) {
      ChatStream stream = router.stream(ChatRequest.of("x"), HEDGED);
      world.time.advance(Duration.ofSeconds(30));
      StringBuilder text = new StringBuilder();
      stream.forEachText(text::append);
      assertThat(text).hasToString("from b");
      assertThat(stream.reply().receipt().lane()).contains(LaneId.of("acme/b"));
      assertThat(world.acme.running()).isZero();
    }
  }
}
