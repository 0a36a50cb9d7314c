package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that can wait: uses what would expire, in turns, and starves nobody. */
class BatchTest {

  private final World world = new World();

  private static CallOptions batch(String tenant) {
    return CallOptions.builder()
        .urgency(Urgency.BATCH)
        .deadline(Duration.ofDays(7))
        .tenant(tenant)
        .build();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void a_days_quota_is_used_up_by_its_reset_while_interactive_calls_are_served(long seed) {
    Random random = new Random(seed);
    world.model("a").answers("ok").after(Duration.ofMillis(700));
    try (Router router =
        world
            .builder()
            .lane(
                "acme/a",
                l ->
                    l.quota(q -> q.requestsPerMinute(10).requestsPerDay(400).dayOf(ZoneOffset.UTC)))
            .build()) {
      List<CompletableFuture<ChatReply>> chats = new ArrayList<>();
      Instant reset = Instant.parse("2026-03-03T00:00:00Z");
      int submitted = 0;
      while (world.time.now().isBefore(reset.minusSeconds(100))) {
        if (submitted < 600 && random.nextInt(3) > 0) {
          world.sent.add(router.submit(ChatRequest.of("item"), batch("t")).reply());
          submitted++;
        }
        if (random.nextInt(8) == 0) {
          chats.add(router.chatAsync(ChatRequest.of("chat"), World.interactive(20)));
        }
        world.time.advance(Duration.ofSeconds(30 + random.nextInt(60)));
      }
      world.time.advanceTo(reset.minusSeconds(1));
      long used = world.acme.calls().size();
      assertThat(used).as("of 400 a day").isBetween(390L, 400L);
      long served = chats.stream().filter(c -> c.isDone() && !c.isCompletedExceptionally()).count();
      assertThat(served / (double) chats.size()).isGreaterThan(0.9);
    }
  }

  @Test
  void tenants_take_turns() {
    world.model("a").answers("ok").after(Duration.ofSeconds(1));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      List<String> order = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        note(order, "big", router.submit(ChatRequest.of("x"), batch("big")));
      }
      for (int i = 0; i < 3; i++) {
        note(order, "small", router.submit(ChatRequest.of("x"), batch("small")));
      }
      world.time.advance(Duration.ofSeconds(10));
      assertThat(order.subList(0, 8)).filteredOn("small"::equals).hasSize(3);
    }
  }

  private static void note(List<String> order, String tenant, Submission work) {
    var unused = work.reply().thenRun(() -> order.add(tenant));
  }

  @Test
  void work_is_spread_over_all_pools() {
    for (String model : List.of("a", "b", "c")) {
      world.model(model).answers("ok").after(Duration.ofSeconds(1));
    }
    RouterBuilder builder = world.builder();
    for (String model : List.of("a", "b", "c")) {
      builder.lane("acme/" + model, l -> l.quota(q -> q.requestsPerMinute(4)));
    }
    try (Router router =
        builder.route("default", r -> r.fallback("acme/a", "acme/b", "acme/c")).build()) {
      for (int i = 0; i < 60; i++) {
        world.sent.add(router.submit(ChatRequest.of("x"), batch("t")).reply());
      }
      world.time.advance(Duration.ofMinutes(5));
      assertThat(world.sent).allMatch(CompletableFuture::isDone);
      assertThat(world.acme.calls("a")).hasSize(20);
      assertThat(world.acme.calls("c")).hasSize(20);
    }
  }

  @Test
  void too_much_work_is_refused_and_says_so() {
    world.model("a").neverAnswers();
    try (Router router =
        world.builder().maxWaiting(2).lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      List<Submission> work = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        work.add(router.submit(ChatRequest.of("x"), batch("t")));
      }
      assertThat(work)
          .extracting(Submission::state)
          .containsExactly(
              Submission.State.RUNNING,
              Submission.State.QUEUED,
              Submission.State.QUEUED,
              Submission.State.FAILED);
      assertThat(work.get(3).reply())
          .failsWithin(Duration.ofSeconds(1))
          .withThrowableOfType(ExecutionException.class)
          .withMessageContaining("2 requests wait already");
      work.get(1).reply().cancel(true);
      assertThat(work.get(1).state()).isEqualTo(Submission.State.CANCELLED);
    }
  }

  @Test
  void a_tenant_that_chats_does_not_push_its_batches_back() {
    world.model("a").answers("ok").after(Duration.ofSeconds(1));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      CallOptions tonight = World.within(Urgency.BATCH, Duration.ofHours(8));
      CallOptions anna = World.interactive(600).toBuilder().tenant("anna").build();
      world.send(router, anna, 21);
      world.send(router, tonight.toBuilder().tenant("ben").build(), 20);
      CompletableFuture<ChatReply> batch =
          router.chatAsync(ChatRequest.of("Hi"), tonight.toBuilder().tenant("anna").build());
      world.time.advance(Duration.ofSeconds(21 + 2));
      assertThat(batch).isDone();
    }
  }

  @Test
  void work_that_was_refused_once_does_not_go_behind_the_rest_of_its_tenant() {
    Duration second = Duration.ofSeconds(1);
    world.model("a").throttlesFor(second).after(second).answers("ok").after(Duration.ofSeconds(1));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      world.send(router, World.within(Urgency.BATCH, Duration.ofHours(8)), 20);
      world.time.advance(Duration.ofSeconds(4));
      assertThat(world.sent.get(0)).isDone();
    }
  }

  @Test
  void small_work_that_keeps_coming_does_not_starve_the_large() {
    world.model("a").answers("ok").using(10, 80);
    try (Router router =
        world
            .builder()
            .lane(
                "acme/a",
                l ->
                    l.quota(
                        q ->
                            q.limit(
                                Resource.TOKENS,
                                1_000,
                                Window.rolling(Duration.ofMinutes(1)),
                                QuotaSettings.TokenCharge.MAXIMUM_REFUNDED)))
            .build()) {
      CompletableFuture<ChatReply> large = null;
      for (int second = 0; second < 900; second += 5) {
        world.sent.add(router.submit(most(80), batch("t")).reply());
        if (second == 60) {
          large = router.submit(most(800), batch("t")).reply();
          assertThat(large).isNotDone();
        }
        world.time.advance(Duration.ofSeconds(5));
      }
      assertThat(large).isCompleted();
    }
  }

  private static ChatRequest most(int tokens) {
    return ChatRequest.builder().user("x").maxOutputTokens(tokens).build();
  }
}
