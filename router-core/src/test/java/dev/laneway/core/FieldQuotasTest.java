package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static dev.laneway.core.World.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.event.RouterEvent;
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

/** What users of other routers suffer from in quotas, by the number of the complaint. */
class FieldQuotasTest {

  private static final LimitRef PACIFIC_DAY =
      LimitRef.of(Resource.REQUESTS, Window.dayOf(ZoneId.of("America/Los_Angeles")));

  private final World world = new World();

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
}
