package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day's quotas are kept for the calls that need them. */
class DayPlanTest {

  private static final Instant RESET = Instant.parse("2026-03-03T00:00:00Z");

  private final World world = new World();
  private final List<CompletableFuture<ChatReply>> chats = new ArrayList<>();

  /** One vendor counts the calls of a day, the other its tokens. */
  private Router countingCallsAndTokens() {
    world.model("calls").answers("ok").after(Duration.ofMillis(700));
    world.model("tokens").answers("ok").after(Duration.ofMillis(700));
    return world
        .builder()
        .lane("acme/calls", l -> l.quota(q -> q.requestsPerDay(150).dayOf(ZoneOffset.UTC)))
        .lane("acme/tokens", l -> l.quota(q -> q.tokensPerDay(60_000).dayOf(ZoneOffset.UTC)))
        .build();
  }

  private static ChatRequest weighing(int tokens) {
    return ChatRequest.builder().user("word ".repeat(tokens)).maxOutputTokens(20).build();
  }

  private static long served(List<CompletableFuture<ChatReply>> replies) {
    return replies.stream().filter(r -> r.isDone() && !r.isCompletedExceptionally()).count();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void long_prompts_go_where_calls_are_counted_and_short_ones_where_tokens_are(long seed) {
    Random random = new Random(seed);
    List<CompletableFuture<ChatReply>> replies = new ArrayList<>();
    try (Router router = countingCallsAndTokens()) {
      Duration rest = Duration.between(world.time.now(), RESET);
      for (int i = 0; i < 420; i++) { // a third of them long
        int tokens = random.nextInt(3) == 0 ? 2_000 : 60;
        replies.add(router.chatAsync(weighing(tokens), World.interactive(20)));
        world.time.advance(rest.dividedBy(425));
      }
    }
    assertThat(served(replies) / 420.0).isGreaterThan(0.95);
    assertThat(world.acme.calls("calls")).hasSizeBetween(125, 150);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void patient_work_leaves_a_day_that_will_not_do_for_all_to_those_who_cannot_wait(long seed) {
    Random random = new Random(seed);
    List<CompletableFuture<ChatReply>> work = new ArrayList<>();
    try (Router router = countingCallsAndTokens()) {
      Duration rest = Duration.between(world.time.now(), RESET);
      for (int i = 0; i < 300; i++) { // 150 fit, and about 150 chats come
        if (random.nextBoolean()) {
          chats.add(router.chatAsync(weighing(2_000), World.interactive(20)));
        } else {
          var patient = World.within(Urgency.BATCH, Duration.ofDays(3));
          work.add(router.submit(weighing(2_000), patient).reply());
        }
        world.time.advance(rest.dividedBy(305));
      }
      assertThat(served(chats) / (double) chats.size()).isGreaterThan(0.95);
      world.time.advance(Duration.ofDays(2));
      assertThat(served(work)).isEqualTo(work.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 3_000})
  void work_whose_last_chance_comes_is_found_behind_any_number_of_its_own_tenant(int more) {
    try (Router router = keeping(more)) {
      CompletableFuture<ChatReply> pressed =
          router.chatAsync(ChatRequest.of("x"), World.within(Urgency.BATCH, Duration.ofMinutes(4)));
      assertThat(pressed).isNotDone();
      world.time.advance(Duration.ofMinutes(4));
      assertThat(pressed).isCompleted();
    }
  }

  /** A lane whose day is kept from work that can wait, and so much of that. */
  private Router keeping(int more) {
    world.model("a").answers("ok").using(10, 10).after(Duration.ofMillis(500));
    Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerDay(3_000))).build();
    for (int i = 0; i < 700; i++) {
      world.send(router, World.within(Urgency.BATCH, Duration.ofHours(3)), 1);
      world.time.advance(Duration.ofSeconds(4));
    }
    world.send(router, World.within(Urgency.BATCH, Duration.ofHours(3)), more);
    return router;
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 20, 29, 40, 50})
  void work_that_a_day_is_kept_from_goes_when_its_last_chance_comes(int seconds) {
    world.model("a").answers("ok").using(10, 10).after(Duration.ofMillis(500));
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerDay(3_000))).build()) {
      for (int i = 0; i < 700; i++) {
        world.send(router, World.within(Urgency.BATCH, Duration.ofHours(3)), 1);
        world.time.advance(Duration.ofSeconds(4));
      }
      CompletableFuture<ChatReply> pressed =
          router.chatAsync(
              ChatRequest.of("x"),
              World.within(Urgency.BATCH, Duration.ofSeconds(seconds)).toBuilder()
                  .tenant("pressed")
                  .build());
      world.time.advance(Duration.ofSeconds(seconds));
      assertThat(pressed.join().receipt().waited())
          .isBetween(Duration.ofSeconds(seconds - 2L), Duration.ofSeconds(seconds));
    }
  }
}
