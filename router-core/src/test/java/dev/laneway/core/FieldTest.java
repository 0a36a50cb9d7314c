package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static dev.laneway.core.World.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Attempt;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LaneId;
import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What users of other routers suffer from, by the number of the complaint; each is right here. */
class FieldTest {

  private final World world = new World();

  @Test
  void row_01_all_lanes_resting_waits_if_it_can_and_else_names_the_time() {
    world.model("a").throttlesFor(Duration.ofSeconds(20)).answers("a");
    world.model("b").throttlesFor(Duration.ofSeconds(40)).answers("b");
    try (Router router = world.fallback("a", "b")) {
      ChatReply reply = world.finish(router, interactive(25));
      assertThat(reply.text()).isEqualTo("a");
      assertThat(reply.receipt().waited()).isEqualTo(Duration.ofSeconds(20));
      world.model("a").fromNowOn().throttlesFor(Duration.ofSeconds(50));
      RouterException error = world.refusal(router, interactive(10));
      assertThat(error.reason()).isEqualTo(Reason.LIMITED);
      assertThat(error.retryAt()).contains(world.time.now().plusSeconds(20));
    }
  }

  @Test
  void row_09_a_throttled_key_is_not_walked_back_to_nor_its_twin_in_the_same_pool() {
    ScriptedProvider shared = world.acme;
    shared.model("m").throttlesFor(Duration.ofSeconds(60));
    world.model("other").answers("other");
    try (Router router =
        world
            .builder()
            .account("acme@one", a -> a.project("p"))
            .account("acme@two", a -> a.project("p"))
            .lane("acme@one/m")
            .lane("acme@two/m")
            .lane("acme/other")
            .route("default", r -> r.roundRobin("acme@one/m", "acme@two/m", "acme/other"))
            .build()) {
      for (int i = 0; i < 100; i++) {
        assertThat(world.finish(router, interactive(30)).text()).isEqualTo("other");
      }
      assertThat(shared.calls("m")).hasSize(1);
    }
  }

  @Test
  void row_10_every_healthy_key_is_tried_whatever_the_number() {
    List<String> models = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      models.add("bad" + i);
      world.model("bad" + i).breaks();
    }
    models.add("good");
    world.model("good").answers("good");
    try (Router router = world.fallback(models.toArray(new String[0]))) {
      ChatReply reply = world.finish(router, interactive(30));
      assertThat(reply.text()).isEqualTo("good");
      assertThat(reply.receipt().attempts()).hasSize(13);
      assertThat(reply.receipt().attempts()).extracting(Attempt::lane).doesNotHaveDuplicates();
    }
  }

  @Test
  void row_11_retries_are_bounded_over_all_requests() {
    world.model("a").breaks();
    try (Router router = world.fallback("a")) {
      for (int i = 0; i < 200; i++) {
        world.refusal(router, interactive(30));
      }
      assertThat(world.acme.calls("a").size())
          .as("without a breaker and a budget it would be 600")
          .isLessThan(80);
    }
  }

  @Test
  void row_14_no_wait_outlives_its_deadline_and_the_queue_is_bounded() {
    world.model("a").neverAnswers();
    try (Router router =
        world.builder().maxWaiting(3).lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      List<CompletableFuture<ChatReply>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(router.chatAsync(ChatRequest.of("x"), interactive(10)));
      }
      assertThat(all.get(4)).isCompletedExceptionally();
      assertThat(all.get(5)).isCompletedExceptionally();
      assertThat(router.status().waiting()).isEqualTo(3);
      world.time.advance(Duration.ofSeconds(10));
      assertThat(all).allMatch(CompletableFuture::isDone);
      assertThat(router.status().waiting()).isZero();
    }
  }

  @Test
  void row_15_urgent_requests_are_served_first_and_nothing_leaks() {
    world.model("a").answers("ok");
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(1))).build()) {
      world.finish(router, interactive(30));
      List<String> order = new ArrayList<>();
      CallOptions batch = within(Urgency.BATCH, Duration.ofHours(1));
      CallOptions soon = within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(10));
      CallOptions now = within(Urgency.INTERACTIVE, Duration.ofMinutes(10));
      note(order, "batch", router.chatAsync(ChatRequest.of("x"), batch));
      note(order, "soon", router.chatAsync(ChatRequest.of("x"), soon));
      note(order, "now", router.chatAsync(ChatRequest.of("x"), now));
      for (int i = 0; i < 3; i++) {
        world.time.advance(Duration.ofMinutes(1));
      }
      assertThat(order).containsExactly("now", "soon", "batch");
      assertThat(router.status().waiting()).isZero();
    }
  }

  @Test
  void row_19_failures_of_fallbacks_count_and_a_lane_that_keeps_failing_leaves_the_rotation() {
    world.model("a").throttlesFor(Duration.ofHours(1));
    world.model("b").breaks();
    world.model("c").answers("c");
    try (Router router = world.fallback("a", "b", "c")) {
      for (int i = 0; i < 50; i++) {
        assertThat(world.finish(router, interactive(30)).text()).isEqualTo("c");
      }
      assertThat(world.acme.calls("b").size()).isLessThanOrEqualTo(4);
      assertThat(world.told(RouterEvent.LaneHealthChanged.class)).isNotEmpty();
    }
  }

  @Test
  void row_20_spent_credit_rests_the_account_and_is_never_surfaced_as_our_failure() {
    ProviderFailure broke =
        new ProviderFailure.CreditSpent(
            FailureDetails.of(402, "access returns later"), Optional.of(Duration.ofHours(30)));
    world.model("a").failsWith(broke).times(1).answers("back");
    ScriptedProvider other = ScriptedProvider.under(world.time);
    other.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .provider(other.asFactory("other"))
            .lane("acme/a")
            .lane("acme/a2")
            .lane("other/b")
            .route("default", r -> r.fallback("acme/a", "acme/a2", "other/b"))
            .build()) {
      for (int i = 0; i < 20; i++) {
        assertThat(world.finish(router, interactive(30)).text()).isEqualTo("b");
      }
      assertThat(world.acme.calls()).as("the whole account rests").hasSize(1);
      world.time.advance(Duration.ofHours(30));
      assertThat(world.finish(router, interactive(30)).text()).isEqualTo("back");
    }
  }

  @Test
  void row_25_a_terminal_error_carries_the_status_the_time_and_the_trail() {
    world.model("a").throttlesFor(Duration.ofMinutes(10));
    world.model("b").breaks();
    try (Router router = world.fallback("a", "b")) {
      RouterException error = world.refusal(router, interactive(20));
      assertThat(error.receipt().attempts()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(error.getMessage())
          .contains("acme/a", "throttled", "acme/b", "unavailable", "route 'default'");
      RouterException next = world.refusal(router, interactive(1));
      assertThat(next.status()).isEqualTo(429);
      assertThat(next.retryAt()).isPresent();
    }
  }

  @Test
  void a_429_without_any_hint_fails_over_all_the_same() {
    world.model("a").throttles(LimitRef.UNNAMED, Optional.empty());
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      assertThat(world.finish(router, interactive(30)).text()).isEqualTo("b");
    }
  }

  @Test
  void a_fallback_lane_is_asked_for_its_own_model() {
    world.model("a").breaks();
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      ChatReply reply = world.finish(router, interactive(30));
      assertThat(reply.receipt().lane()).contains(LaneId.of("acme/b"));
      assertThat(world.acme.calls("b")).hasSize(1);
    }
  }

  private static void note(List<String> order, String name, CompletableFuture<ChatReply> reply) {
    var unused = reply.thenRun(() -> order.add(name));
  }
}
