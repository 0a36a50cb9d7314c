package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What has ended leaves nothing behind that would wake later. */
class LeftoverTimersTest {

  private static final CallOptions PATIENT = World.within(Urgency.BATCH, Duration.ofHours(6));

  private static final CallOptions HEDGED =
      CallOptions.builder().deadline(Duration.ofSeconds(60)).hedge(true).build();

  private final World world = new World();

  private void requireNothingScheduled() {
    assertThat(world.time.waiting()).describedAs("tasks still scheduled").isZero();
  }

  @Test
  void an_answer_at_once_leaves_no_timer() {
    world.model("a").answers("a");
    try (Router router = world.fallback("a")) {
      world.finish(router, World.interactive(60));
      requireNothingScheduled();
    }
  }

  @Test
  void an_answer_before_the_hedge_leaves_no_timer() {
    world.model("a").answers("a").after(Duration.ofMillis(100));
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      assertThat(world.finish(router, HEDGED).text()).isEqualTo("a");
      requireNothingScheduled();
    }
  }

  @Test
  void a_hedge_of_a_try_that_failed_is_not_left_when_the_next_lane_answers() {
    world.model("a").breaks();
    world.model("b").answers("b").after(Duration.ofMillis(100));
    world.model("c").answers("c");
    try (Router router = world.fallback("a", "b", "c")) {
      assertThat(world.finish(router, HEDGED).text()).isEqualTo("b");
      requireNothingScheduled();
    }
  }

  @Test
  void a_wait_that_was_worth_it_leaves_neither_patience_nor_a_wake_up_on_other_lanes() {
    world.model("a").answers("a").after(Duration.ofMillis(500));
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.quota(q -> q.requestsPerSecond(1)))
            .lane("acme/b", l -> l.quota(q -> q.requestsPerHour(1)))
            .route("default", r -> r.fallback("acme/a", "acme/b"))
            .build()) {
      CompletableFuture<ChatReply> first = router.chatAsync(ChatRequest.of("1"));
      CompletableFuture<ChatReply> other = router.chatAsync(ChatRequest.of("2"));
      assertThat(router.status().waiting()).isEqualTo(1);
      world.time.advanceUntil(() -> first.isDone() && other.isDone(), Duration.ofSeconds(30));
      assertThat(other.join().receipt().waited()).isPositive();
      requireNothingScheduled();
    }
  }

  @Test
  void one_of_many_that_wait_everywhere_leaves_no_wake_up_when_it_gives_up() {
    world.model("a").answers("a");
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.quota(q -> q.requestsPerHour(1)))
            .lane("acme/b", l -> l.quota(q -> q.requestsPerHour(1)))
            .route("default", r -> r.fallback("acme/a", "acme/b"))
            .build()) {
      world.send(router, PATIENT, 2);
      assertThat(world.sent).allMatch(CompletableFuture::isDone);
      world.send(router, PATIENT, 20);
      assertThat(router.status().waiting()).isEqualTo(20);
      world.sent.forEach(reply -> reply.cancel(true));
      assertThat(router.status().waiting()).isZero();
      requireNothingScheduled();
    }
  }

  @Test
  void a_cancelled_call_leaves_no_timer() {
    world.model("a").answers("a").after(Duration.ofSeconds(20));
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      CompletableFuture<ChatReply> reply = router.chatAsync(ChatRequest.of("x"), HEDGED);
      reply.cancel(true);
      assertThat(world.acme.running()).isZero();
      requireNothingScheduled();
    }
  }

  @Test
  void a_refused_call_leaves_no_timer() {
    world.model("a").answers("a");
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerHour(1))).build()) {
      world.finish(router, World.interactive(10));
      world.refusal(router, World.interactive(10));
      requireNothingScheduled();
    }
  }
}
