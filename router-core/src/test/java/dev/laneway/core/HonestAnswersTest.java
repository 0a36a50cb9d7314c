package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static dev.laneway.core.World.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Attempt;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LaneId;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What errors, receipts and plans say is so, to the nanosecond. */
class HonestAnswersTest {

  private final World world = new World();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 700_000, 999_999, 1_500_001})
  void a_call_at_the_moment_that_an_error_names_is_admitted(long offset) {
    world.time.advance(Duration.ofNanos(offset));
    world.model("a").answers("ok");
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(1))).build()) {
      world.finish(router, interactive(1));
      RouterException error = world.refusal(router, interactive(1));
      world.time.advanceTo(error.retryAt().orElseThrow());
      var again = router.chatAsync(ChatRequest.of("Hi"), interactive(1));
      assertThat(again).isDone();
      assertThat(again.join().receipt().waited()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {400, 293L * 365})
  void a_hint_longer_than_any_clock_costs_its_lane_alone(long days) {
    world
        .model("a")
        .failsWith(
            new ProviderFailure.Throttled(
                FailureDetails.of(429, "later"),
                LimitRef.UNNAMED,
                Optional.of(Duration.ofDays(days))));
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      assertThat(router.status().lanes()).allMatch(lane -> lane.underWay() == 0);
      assertThat(world.acme.calls("a")).hasSize(1);
    }
  }

  @Test
  void work_that_is_cancelled_while_it_waits_says_how_long_it_had_waited() {
    world.model("a").answers("ok").after(Duration.ofSeconds(30));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      world.send(router, CallOptions.of(Urgency.BATCH), 1);
      var waiting = router.submit(ChatRequest.of("x"), CallOptions.of(Urgency.BATCH));
      world.time.advance(Duration.ofSeconds(7));
      waiting.reply().cancel(true);
      Receipt receipt = world.told(RouterEvent.RequestFinished.class).get(0).receipt();
      assertThat(receipt.waited()).isEqualTo(Duration.ofSeconds(7));
      assertThat(receipt.took()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void explain_names_the_cheaper_lane_that_optional_work_would_take() {
    world.model("a").answers("ok");
    world.model("small").answers("shorter");
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(1)))
            .lane("acme/small")
            .route("default", r -> r.fallback("acme/a").downgrade("acme/small"))
            .build()) {
      world.finish(router, interactive(5));
      CallOptions optional = within(Urgency.OPTIONAL, Duration.ofSeconds(30));
      Optional<LaneId> planned = router.explain(ChatRequest.of("x"), optional).next();
      ChatReply real = world.finish(router, optional);
      assertThat(planned).isEqualTo(real.receipt().lane());
    }
  }

  @Test
  void optional_work_that_no_lane_of_the_route_can_take_is_downgraded_as_well() {
    world.model("a").answers("ok");
    world.model("small").answers("shorter");
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.contextWindow(3))
            .lane("acme/small")
            .route("default", r -> r.fallback("acme/a").downgrade("acme/small"))
            .build()) {
      CallOptions optional = within(Urgency.OPTIONAL, Duration.ofSeconds(30));
      var reply =
          router.chatAsync(
              ChatRequest.of("a prompt that is far longer than three tokens are"), optional);
      assertThat(reply.join().text()).isEqualTo("shorter");
    }
  }

  @Test
  void when_both_of_a_hedge_fail_both_have_failed() {
    world.model("a").breaks().after(Duration.ofSeconds(20)).times(1).answers("a again");
    world.model("b").breaks().after(Duration.ofSeconds(20)).times(1).answers("b again");
    world.model("c").answers("c");
    CallOptions hedged = CallOptions.builder().deadline(Duration.ofSeconds(60)).hedge(true).build();
    try (Router router = world.fallback("a", "b", "c")) {
      ChatReply reply = world.finish(router, hedged);
      assertThat(reply.receipt().attempts())
          .extracting(Attempt::lane)
          .containsExactly(LaneId.of("acme/a"), LaneId.of("acme/b"), LaneId.of("acme/c"));
    }
  }

  @Test
  void explain_names_no_lane_that_would_answer_too_late() {
    world.model("a").answers("ok").using(10, 100).after(Duration.ofSeconds(20));
    try (Router router = world.fallback("a")) {
      for (int i = 0; i < 40; i++) {
        world.finish(router, interactive(60));
      }
      RouterException error = world.refusal(router, interactive(3));
      assertThat(error).hasMessageContaining("would probably answer too late");
      assertThat(error.receipt().took()).isZero();
      RoutePlan plan = router.explain(ChatRequest.of("Hi"), interactive(3));
      assertThat(plan.next()).isEmpty();
      assertThat(plan).asString().contains("would probably answer too late");
      assertThat(router.explain(ChatRequest.of("Hi"), interactive(60)).next()).isPresent();
    }
  }

  @Test
  void who_waited_until_its_answer_would_come_too_late_hears_for_what() {
    world.model("a").answers("ok").using(10, 100).after(Duration.ofSeconds(20)).times(20);
    world.model("a").answers("slow").using(10, 100).after(Duration.ofSeconds(30));
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.concurrency(1))).build()) {
      for (int i = 0; i < 20; i++) {
        world.finish(router, interactive(60));
      }
      world.send(router, interactive(60), 1);
      RouterException error = world.refusal(router, interactive(50));
      assertThat(error.receipt().took()).isEqualTo(Duration.ofSeconds(30));
      assertThat(error)
          .hasMessageContaining("would probably answer too late after its wait (pool acme/a)")
          .hasMessageContaining("try again at");
    }
  }

  @Test
  void a_lane_that_is_down_is_not_said_to_be_limited() {
    world.model("a").breaks();
    try (Router router = world.fallback("a")) {
      for (int i = 0; i < 4; i++) {
        world.refusal(router, interactive(60));
        world.time.advance(Duration.ofMinutes(2));
      }
      world.refusal(router, interactive(60));
      RouterException error = world.refusal(router, interactive(2));
      assertThat(error.reason()).isEqualTo(RouterException.Reason.UNAVAILABLE);
      assertThat(error).hasMessageContaining("failed lately, down");
      assertThat(error.retryAt()).isPresent();
    }
  }

  @Test
  void the_time_at_which_work_is_likely_done_does_not_run_away() {
    world.model("a").answers("ok").using(10, 10).after(Duration.ofSeconds(1));
    try (Router router = world.fallback("a")) {
      for (int i = 0; i < 20; i++) {
        world.finish(router, interactive(60));
      }
      var work = router.submit(ChatRequest.of("Hi"), CallOptions.of(Urgency.BATCH));
      Instant early = work.eta().orElseThrow();
      world.time.advance(Duration.ofMillis(600));
      assertThat(work.eta()).contains(early);
      world.time.advance(Duration.ofMillis(400));
      assertThat(work.eta()).isEmpty();
    }
  }

  @Test
  void texts_that_became_vectors_are_on_the_receipt_of_the_rest_that_failed() {
    world.model("text-embed").embedsBy(text -> new float[] {1}).using(5, 0).times(1).breaks();
    try (Router router = world.builder().lane("acme/text-embed", l -> l.price("1", "1")).build()) {
      String[] texts = Collections.nCopies(150, "text").toArray(new String[0]);
      var reply = router.embedAsync(EmbeddingRequest.of(texts), interactive(20));
      world.time.advance(Duration.ofSeconds(20));
      Receipt receipt = World.errorOf(reply).receipt();
      assertThat(receipt.attempts()).filteredOn(one -> one.failure().isEmpty()).hasSize(1);
      assertThat(receipt.attempts()).hasSizeGreaterThan(1);
      assertThat(receipt.cost()).contains(Money.usd("0.000005"));
      assertThat(receipt.lane()).isEmpty();
    }
  }
}
