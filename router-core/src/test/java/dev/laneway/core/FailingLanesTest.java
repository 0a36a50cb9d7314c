package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.core.RouterStatus.LaneStatus;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What failures mean for a request and for its lane: wrong requests, bugs, breaks, probes. */
class FailingLanesTest {

  private final World world = new World();

  @Test
  void a_lane_that_stalls_past_the_deadline_is_suspect_afterwards() {
    world.model("a").neverAnswers();
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      RouterException error = world.refusal(router, interactive(5));
      assertThat(error.reason()).isEqualTo(Reason.DEADLINE);
      assertThat(error.status()).isEqualTo(504);
      assertThat(world.finish(router, interactive(5)).text()).isEqualTo("b");
    }
  }

  @Test
  void a_stated_rest_is_not_cut_short_by_a_failure_that_states_none() {
    world
        .model("a")
        .failsWith(
            new ProviderFailure.Unavailable(
                FailureDetails.of(503, "restarting"),
                ProviderFailure.Unavailable.Cause.OVERLOADED,
                Optional.of(Duration.ofMinutes(5))))
        .after(Duration.ofSeconds(1))
        .times(1)
        .isOverloaded()
        .after(Duration.ofSeconds(2))
        .times(1)
        .answers("a");
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      world.send(router, interactive(10), 2);
      world.time.advance(Duration.ofSeconds(60));
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      world.time.advance(Duration.ofMinutes(5));
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("a");
    }
  }

  @Test
  void a_reply_that_fails_the_check_counts_as_a_failed_attempt() {
    world.model("a").answers("I cannot");
    world.model("b").answers("42");
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .lane("acme/b")
            .route(
                "default",
                r -> r.fallback("acme/a", "acme/b").check(reply -> reply.text().equals("42")))
            .build()) {
      ChatReply reply = world.finish(router, interactive(10));
      assertThat(reply.text()).isEqualTo("42");
      assertThat(reply.receipt().attempts().get(0).failure()).isPresent();
    }
  }

  @Test
  void a_wrong_request_ends_at_once_and_touches_no_other_lane() {
    world
        .model("a")
        .failsWith(new ProviderFailure.Rejected(FailureDetails.of(400, "bad field"), "top_p"));
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      RouterException error = world.refusal(router, interactive(10));
      assertThat(error.reason()).isEqualTo(Reason.REJECTED);
      assertThat(error.status()).isEqualTo(400);
      assertThat(world.acme.calls("b")).isEmpty();
    }
  }

  @Test
  void what_a_model_lacks_another_lane_may_have() {
    FailureDetails noTools = FailureDetails.of(400, "a does not support tools");
    world.model("a").failsWith(new ProviderFailure.Rejected(noTools, "tools", true));
    world
        .model("b")
        .answers("b")
        .times(1)
        .failsWith(new ProviderFailure.Rejected(noTools, "", true));
    try (Router router = world.fallback("a", "b")) {
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      RouterException error = world.refusal(router, interactive(10));
      assertThat(error.reason()).isEqualTo(Reason.REJECTED);
      assertThat(error.receipt().attempts()).hasSize(2);
      assertThat(router.status().lanes()).allMatch(LaneStatus::ready);
    }
  }

  @Test
  void a_provider_that_throws_is_a_failed_attempt_and_no_more() {
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .provider(ScriptedProvider.factory("broken", settings -> new BrokenProvider()))
            .lane("broken/x")
            .lane("acme/b")
            .route("default", r -> r.fallback("broken/x", "acme/b"))
            .build()) {
      ChatReply reply = world.finish(router, interactive(10));
      assertThat(reply.text()).isEqualTo("b");
      assertThat(reply.receipt().attempts()).hasSize(2);
    }
  }

  @Test
  void a_lane_that_failed_gets_its_place_back_when_its_rest_is_over() {
    world.model("a").breaks().times(1).answers("a");
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      world.time.advance(Duration.ofSeconds(5));
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("a");
    }
  }

  @Test
  void a_lane_that_keeps_failing_is_called_down() {
    world.model("a").fromNowOn().breaks();
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      for (int i = 0; i < 8; i++) {
        world.finish(router, interactive(10));
        world.time.advance(Duration.ofSeconds(5));
      }
      world.finish(router, interactive(10));
      assertThat(router.status().lanes().get(0).health()).isEqualTo("down");
      assertThat(router.explain(ChatRequest.of("hi"), interactive(10)).toString())
          .contains("failed lately, down");
    }
  }

  @Test
  void a_lane_that_was_closed_for_long_is_probed_by_one_call_and_then_ramps() {
    world.model("a").breaks().times(7).answers("a");
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      int onA = 0;
      for (int i = 0; i < 400 && onA < 20; i++) {
        onA += world.finish(router, interactive(10)).text().equals("a") ? 1 : 0;
        world.time.advance(Duration.ofSeconds(10));
      }
      assertThat(onA).isEqualTo(20);
      assertThat(router.status().lanes().get(0).health()).isEqualTo("well");
      assertThat(world.acme.calls("a").size()).isEqualTo(27);
    }
  }
}
