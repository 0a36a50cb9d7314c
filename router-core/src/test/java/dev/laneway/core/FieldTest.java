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
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What users of other routers suffer from, by the number of the complaint; each is right here. */
class FieldTest {

  private static final LimitRef PACIFIC_DAY =
      LimitRef.of(Resource.REQUESTS, Window.dayOf(ZoneId.of("America/Los_Angeles")));

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
  void row_02_a_day_of_requests_and_of_tokens_can_be_declared_beside_minutes() {
    world.model("a").answers("ok").using(50, 50);
    try (Router router =
        world
            .builder()
            .lane(
                "acme/a",
                l ->
                    l.quota(
                        q ->
                            q.requestsPerMinute(5)
                                .tokensPerMinute(10_000)
                                .requestsPerDay(7)
                                .tokensPerDay(100_000)
                                .dayOf(ZoneOffset.UTC)))
            .build()) {
      int answered = 0;
      for (int minute = 0; minute < 5; minute++) {
        for (int i = 0; i < 5; i++) {
          if (!router.chatAsync(ChatRequest.of("x"), interactive(1)).isCompletedExceptionally()) {
            answered++;
          }
        }
        world.time.advance(Duration.ofMinutes(1));
      }
      assertThat(answered).isEqualTo(7);
      RouterException error = world.refusal(router, interactive(1));
      assertThat(error.getMessage()).contains("7 requests per day");
      assertThat(error.retryAt()).contains(Instant.parse("2026-03-03T00:00:00Z"));
    }
  }

  @Test
  void row_03_a_spent_day_gets_no_call_until_its_reset_and_then_one_first() {
    world.model("a").hasSpent(PACIFIC_DAY).times(1).answers("new day").after(Duration.ofSeconds(1));
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      for (int i = 0; i < 1_000; i++) {
        assertThat(world.finish(router, interactive(30)).text()).isEqualTo("b");
      }
      assertThat(world.acme.calls("a")).hasSize(1);
      Instant midnight = Instant.parse("2026-03-03T08:00:00Z");
      assertThat(router.status().pools().get(0).restingUntil()).contains(midnight);
      world.time.advanceTo(midnight.minusSeconds(3));
      world.finish(router, interactive(30));
      assertThat(world.acme.calls("a")).hasSize(1);
      world.time.advanceTo(midnight);
      List<CompletableFuture<ChatReply>> morning = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        morning.add(router.chatAsync(ChatRequest.of("x"), interactive(30)));
      }
      assertThat(world.acme.calls("a")).as("one probe, and nobody beside it").hasSize(2);
      world.time.advance(Duration.ofSeconds(5));
      assertThat(morning).allMatch(CompletableFuture::isDone);
      assertThat(world.finish(router, interactive(30)).text()).isEqualTo("new day");
    }
  }

  @Test
  void row_04_a_stated_reset_of_hours_is_not_clamped() {
    world.model("a").throttlesFor(Duration.ofHours(7)).times(1).answers("a");
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      for (int hour = 0; hour < 7; hour++) {
        assertThat(world.finish(router, interactive(30)).text()).isEqualTo("b");
        world.time.advance(Duration.ofHours(1).minusSeconds(1));
      }
      assertThat(world.acme.calls("a")).hasSize(1);
      world.time.advance(Duration.ofSeconds(7));
      assertThat(world.finish(router, interactive(30)).text()).isEqualTo("a");
    }
  }

  @Test
  void row_05_guessed_rests_stay_short_and_a_loading_model_is_on_no_ladder() {
    LimitRef unnamed = LimitRef.UNNAMED;
    world.model("a").throttles(unnamed, Optional.empty()).times(30).answers("a");
    try (Router router = world.fallback("a")) {
      ChatReply reply = world.finish(router, within(Urgency.BATCH, Duration.ofHours(1)));
      assertThat(reply.text()).isEqualTo("a");
      List<Duration> rests =
          world.told(RouterEvent.PoolResting.class).stream()
              .map(RouterEvent.PoolResting::rest)
              .toList();
      assertThat(rests).hasSize(30).allMatch(rest -> rest.toSeconds() < 80);
      assertThat(rests.stream().mapToLong(Duration::toSeconds).sum())
          .as("and together they span far more than a minute")
          .isGreaterThan(600);
    }
    ProviderFailure loading =
        new Unavailable(
            FailureDetails.of(503, "loading"), Unavailable.Cause.LOADING, Optional.empty());
    World home = new World();
    home.model("local").failsWith(loading).times(5).answers("loaded");
    try (Router router = home.fallback("local")) {
      ChatReply reply = home.finish(router, within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(2)));
      assertThat(reply.text()).isEqualTo("loaded");
      assertThat(reply.receipt().waited()).isLessThan(Duration.ofSeconds(60));
    }
  }

  @Test
  void row_06_a_daily_quota_is_no_blip_and_a_blip_is_no_daily_quota() {
    world.model("a").hasSpent(LimitRef.of(Resource.REQUESTS, Window.dayOf(ZoneOffset.UTC)));
    world.model("b").throttlesFor(Duration.ofSeconds(3)).times(1).answers("b");
    try (Router router = world.fallback("a", "b")) {
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("b");
      world.time.advance(Duration.ofHours(4));
      for (int i = 0; i < 100; i++) {
        world.finish(router, interactive(30));
      }
      assertThat(world.acme.calls("a")).hasSize(1);
    }
  }

  @Test
  void row_07_tokens_are_reserved_before_the_answer_so_concurrency_cannot_exceed_them() {
    world.model("a").answers("ok").using(10, 90).after(Duration.ofSeconds(5));
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.tokensPerMinute(1_000))).build()) {
      ChatRequest request = ChatRequest.builder().user("x").maxOutputTokens(90).build();
      for (int i = 0; i < 50; i++) {
        world.sent.add(router.chatAsync(request, interactive(20)));
      }
      assertThat(world.acme.calls("a").size())
          .as("each reserves its prompt and up to 90 tokens")
          .isBetween(9, 11);
    }
  }

  @Test
  void row_08_ten_are_admitted_where_ten_are_allowed() {
    for (int allowed : new int[] {1, 2, 5, 10, 60}) {
      World world = new World();
      world.model("a").answers("ok");
      try (Router router =
          world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(allowed))).build()) {
        world.send(router, interactive(1), allowed + 5);
        assertThat(world.acme.calls("a")).hasSize(allowed);
      }
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
  void row_12_keys_of_one_project_draw_on_one_pool() {
    world.model("m").answers("ok");
    try (Router router =
        world
            .builder()
            .account("acme@one", a -> a.project("p"))
            .account("acme@two", a -> a.project("p"))
            .lane("acme@one/m", l -> l.quota(q -> q.requestsPerMinute(5)))
            .lane("acme@two/m", l -> l.quota(q -> q.requestsPerMinute(5)))
            .build()) {
      world.send(router, interactive(1), 20);
      assertThat(world.acme.calls("m")).as("keys do not stack").hasSize(5);
    }
  }

  @Test
  void row_13_a_learned_limit_tightens_ours_and_never_relaxes_it() {
    Window minute = Window.rolling(Duration.ofMinutes(1));
    world
        .model("a")
        .answers("ok")
        .telling(
            new RateLimitReading(
                Resource.REQUESTS,
                minute,
                OptionalLong.of(1_000),
                OptionalLong.of(999),
                Optional.empty()),
            new RateLimitReading(
                Resource.TOKENS,
                minute,
                OptionalLong.of(300),
                OptionalLong.of(250),
                Optional.empty()));
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(4))).build()) {
      world.finish(router, interactive(30));
      RouterStatus.PoolStatus pool = router.status().pools().get(0);
      assertThat(pool.limits())
          .extracting(RouterStatus.LimitStatus::amount)
          .containsExactly(4L, 300L);
      assertThat(pool.limits())
          .extracting(RouterStatus.LimitStatus::learned)
          .containsExactly(false, true);
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

  private static void note(List<String> order, String name, CompletableFuture<ChatReply> reply) {
    var unused = reply.thenRun(() -> order.add(name));
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
  void row_24_quota_that_came_back_is_noticed_by_one_probe_and_only_if_work_waits() {
    world
        .model("a")
        .hasSpent(LimitRef.of(Resource.TOKENS, Window.rolling(Duration.ofDays(1))))
        .times(1)
        .answers("back");
    try (Router router = world.fallback("a")) {
      world.refusal(router, interactive(10));
      world.time.advance(Duration.ofHours(3));
      assertThat(world.acme.calls("a")).as("nobody asked, nothing was sent").hasSize(1);
      assertThat(world.finish(router, interactive(10)).text()).isEqualTo("back");
      assertThat(world.acme.calls("a")).hasSize(2);
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
}
