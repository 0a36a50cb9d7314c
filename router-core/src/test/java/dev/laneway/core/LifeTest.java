package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static dev.laneway.core.World.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LaneId;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Cancelling, draining, checking, sessions, pickers, submissions. */
class LifeTest {

  private final World world = new World();

  @Test
  void cancelling_the_future_cancels_the_call_and_gives_the_place_back() {
    world.model("a").neverAnswers().times(1).answers("next");
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      CompletableFuture<ChatReply> first = router.chatAsync(ChatRequest.of("x"), interactive(30));
      CompletableFuture<ChatReply> second = router.chatAsync(ChatRequest.of("y"), interactive(30));
      assertThat(second).isNotDone();
      first.cancel(true);
      assertThat(world.acme.calls("a").get(0).isRunning()).isFalse();
      assertThat(second).isCompletedWithValueMatching(reply -> reply.text().equals("next"));
    }
  }

  @Test
  void cancelling_a_waiting_request_takes_it_out_of_the_line() {
    world.model("a").neverAnswers();
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      world.send(router, interactive(30), 2);
      assertThat(router.status().waiting()).isEqualTo(1);
      world.sent.get(1).cancel(true);
      assertThat(router.status().waiting()).isZero();
    }
  }

  @Test
  void interrupting_a_waiting_thread_cancels_and_keeps_the_flag() {
    world.model("a").neverAnswers();
    try (Router router = world.fallback("a")) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> router.chat(ChatRequest.of("x")))
          .isInstanceOfSatisfying(
              RouterException.class,
              error -> assertThat(error.reason()).isEqualTo(Reason.CANCELLED));
      assertThat(Thread.interrupted()).isTrue();
      assertThat(world.acme.running()).isZero();
    }
  }

  @Test
  void closing_a_stream_early_cancels_its_call() {
    world.model("a").answers("one two three four").stallingAfter(1);
    try (Router router = world.fallback("a")) {
      ChatStream stream = router.stream(ChatRequest.of("x"));
      stream.close();
      assertThat(world.acme.running()).isZero();
    }
  }

  @Test
  void a_bad_key_closes_its_account_until_a_check_finds_it_mended() {
    ProviderFailure badKey =
        new ProviderFailure.Unauthorized(FailureDetails.of(401, "no such key"), "renew it");
    world.model("a").failsWith(badKey).times(2).answers("mended");
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .account("acme@bad")
            .lane("acme@bad/a")
            .lane("acme/b")
            .route("default", r -> r.fallback("acme@bad/a", "acme/b"))
            .build()) {
      for (int i = 0; i < 10; i++) {
        assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      }
      assertThat(world.acme.calls("a")).hasSize(1);
      assertThat(world.told(RouterEvent.AccountClosed.class)).hasSize(1);
      List<LaneCheck> checks = router.check();
      assertThat(checks).extracting(LaneCheck::isWell).containsExactly(false, true);
      assertThat(checks.get(0).advice()).contains("acme@bad");
      assertThat(router.check()).allMatch(LaneCheck::isWell);
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("mended");
    }
  }

  @Test
  void a_drained_lane_gets_nothing_until_it_is_resumed() {
    world.model("a").answers("a");
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      router.drain("acme/a");
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      router.resume("acme/a");
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("a");
    }
  }

  @Test
  void a_conversation_stays_on_its_lane_while_that_lane_is_well() {
    world.model("a").answers("a");
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .lane("acme/b")
            .route("default", r -> r.roundRobin("acme/a", "acme/b"))
            .build()) {
      CallOptions talk = CallOptions.builder().session("talk").build();
      String first = world.finish(router, talk).text();
      for (int i = 0; i < 10; i++) {
        world.finish(router, interactive(10));
        assertThat(world.finish(router, talk).text()).isEqualTo(first);
      }
      router.drain("acme/" + first);
      assertThat(world.finish(router, talk).text()).isNotEqualTo(first);
    }
  }

  @Test
  void a_pinned_call_goes_to_its_lane_or_nowhere() {
    world.model("a").answers("a");
    world.model("b").breaks();
    try (Router router = world.fallback("a", "b")) {
      CallOptions pinned = CallOptions.builder().lane("acme/b").build();
      RouterException error = world.refusal(router, pinned);
      assertThat(error.receipt().attempts())
          .isNotEmpty()
          .allMatch(attempt -> attempt.lane().equals(LaneId.of("acme/b")));
    }
  }

  @Test
  void rules_choose_the_route_and_then_a_small_model_does() {
    world.model("small").answers("SMART").times(1).answers("no idea").times(1).answers("small");
    world.model("big").answers("big");
    try (Router router =
        world
            .builder()
            .lane("acme/small")
            .lane("acme/big")
            .route("default", r -> r.fallback("acme/small"))
            .route("smart", r -> r.fallback("acme/big"))
            .route("fast", r -> r.fallback("acme/small"))
            .picker(RoutePicker.withKeywords("smart", "prove"))
            .picker("fast", Map.of("smart", "hard questions", "fast", "small talk"))
            .build()) {
      assertThat(router.chat(ChatRequest.of("Prove it")).text()).isEqualTo("big");
      assertThat(world.acme.calls("small")).isEmpty();
      assertThat(router.chat(ChatRequest.of("Why is the sky blue?")).text()).isEqualTo("big");
      assertThat(router.chat(ChatRequest.of("Hi")).receipt().route()).isEqualTo("default");
    }
  }

  @Test
  void submitted_work_has_a_state_an_eta_and_a_reply() {
    world.model("a").answers("done").after(Duration.ofSeconds(3));
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(1))).build()) {
      Submission first = router.submit(ChatRequest.of("1"), CallOptions.of(Urgency.BATCH));
      Submission second = router.submit(ChatRequest.of("2"), CallOptions.of(Urgency.BATCH));
      assertThat(first.state()).isEqualTo(Submission.State.RUNNING);
      assertThat(second.state()).isEqualTo(Submission.State.QUEUED);
      assertThat(second.eta()).isPresent();
      assertThat(second.eta().get()).isAfter(world.time.now().plusSeconds(59));
      world.time.advance(Duration.ofSeconds(3));
      assertThat(first.state()).isEqualTo(Submission.State.DONE);
      world.time.advance(Duration.ofSeconds(60));
      assertThat(second.reply()).isCompletedWithValueMatching(r -> r.text().equals("done"));
      assertThat(second.id()).isNotEqualTo(first.id());
    }
  }

  @Test
  void optional_work_is_dropped_by_name_when_there_is_nothing_to_spare() {
    world.model("a").answers("a");
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(1))).build()) {
      world.finish(router, interactive(5));
      RouterException error =
          world.refusal(router, within(Urgency.OPTIONAL, Duration.ofSeconds(30)));
      assertThat(error.reason()).isEqualTo(Reason.DROPPED);
      assertThat(error.receipt().attempts()).isEmpty();
    }
  }

  @Test
  void optional_work_passes_a_batch_until_half_of_the_batchs_time_is_gone() {
    world.model("a").answers("ok");
    ChatRequest large =
        ChatRequest.builder().user("lorem ".repeat(550)).maxOutputTokens(10).build();
    ChatRequest small = ChatRequest.builder().user("x").maxOutputTokens(10).build();
    CallOptions optional = within(Urgency.OPTIONAL, Duration.ofSeconds(30));
    CallOptions batch = within(Urgency.BATCH, Duration.ofSeconds(80));
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.tokensPerMinute(1_000))).build()) {
      Submission first = router.submit(large, batch);
      world.time.advance(Duration.ofSeconds(1));
      Submission second = router.submit(large, batch);
      world.time.advance(Duration.ofSeconds(30));
      assertThat(first.state()).isEqualTo(Submission.State.DONE);
      assertThat(second.state()).isEqualTo(Submission.State.QUEUED);
      CompletableFuture<ChatReply> early = router.chatAsync(small, optional);
      world.time.advance(Duration.ofSeconds(15));
      assertThat(early).isCompletedWithValueMatching(reply -> reply.text().equals("ok"));
      assertThat(router.chatAsync(small, optional))
          .isCompletedExceptionally()
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .havingCause()
          .isInstanceOfSatisfying(
              RouterException.class, error -> assertThat(error.reason()).isEqualTo(Reason.DROPPED));
      world.time.advance(Duration.ofSeconds(20));
      assertThat(second.state()).isEqualTo(Submission.State.DONE);
    }
  }

  @Test
  void optional_work_goes_to_a_cheaper_lane_where_one_is_configured() {
    world.model("a").answers("ok");
    world.model("small").answers("shorter");
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(1)))
            .lane("acme/small", l -> l.quota(q -> q.requestsPerMinute(1)))
            .route("default", r -> r.fallback("acme/a").downgrade("acme/small"))
            .build()) {
      world.finish(router, interactive(5));
      CallOptions optional = within(Urgency.OPTIONAL, Duration.ofSeconds(30));
      ChatReply reply = world.finish(router, optional);
      assertThat(reply.text()).isEqualTo("shorter");
      assertThat(reply.receipt().fallback()).isTrue();
      assertThat(reply.receipt()).asString().contains("downgraded to acme/small");
      assertThat(world.refusal(router, optional).reason()).isEqualTo(Reason.DROPPED);
      assertThat(world.refusal(router, interactive(5)).reason()).isEqualTo(Reason.LIMITED);
    }
  }
}
