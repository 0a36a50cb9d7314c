package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * One lane takes a call at a time, the other four a minute, of which two are left: a short call is
 * cheap on the first, and may wait for it.
 */
class BargainTest {

  private static final ChatRequest SHORT =
      ChatRequest.builder().user("Hi").maxOutputTokens(20).build();
  private static final ChatRequest LONG =
      ChatRequest.builder().user("lorem ipsum ".repeat(30_000)).maxOutputTokens(20).build();

  private final World world = new World();
  private int mostWaiting = 100;

  @Test
  void a_short_call_waits_for_the_place_where_it_takes_little() {
    try (Router router = halfSpent(r -> r.adaptive("acme/place", "acme/minute"))) {
      CompletableFuture<ChatReply> first = router.chatAsync(SHORT, interactive(20));
      CompletableFuture<ChatReply> second = router.chatAsync(SHORT, interactive(20));
      world.time.advance(Duration.ofMillis(900));
      assertThat(second).isNotDone();
      world.time.advance(Duration.ofSeconds(2));
      assertThat(laneOf(first)).isEqualTo("acme/place");
      assertThat(laneOf(second)).isEqualTo("acme/place");
      assertThat(second.join().receipt().waited()).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_long_call_takes_the_permit_that_was_left_to_it() {
    try (Router router = halfSpent(r -> r.adaptive("acme/place", "acme/minute"))) {
      var unused = router.chatAsync(SHORT, interactive(20));
      CompletableFuture<ChatReply> large = router.chatAsync(LONG, interactive(20));
      world.time.advance(Duration.ofMillis(10));
      assertThat(laneOf(large)).isEqualTo("acme/minute");
    }
  }

  @Test
  void whoever_waits_too_long_for_a_place_takes_the_permit_in_time() {
    world.model("place").neverAnswers();
    try (Router router = halfSpent(r -> r.adaptive("acme/place", "acme/minute"))) {
      var unused = router.chatAsync(SHORT, interactive(60));
      CompletableFuture<ChatReply> second = router.chatAsync(SHORT, interactive(5));
      world.time.advance(Duration.ofSeconds(2));
      assertThat(second).isNotDone();
      world.time.advance(Duration.ofSeconds(3));
      assertThat(laneOf(second)).isEqualTo("acme/minute");
    }
  }

  @Test
  void those_who_wait_already_count_against_the_place() {
    try (Router router = halfSpent(r -> r.adaptive("acme/place", "acme/minute"))) {
      for (int i = 0; i < 5; i++) {
        var unused = router.chatAsync(SHORT, CallOptions.builder().lane("acme/place").build());
      }
      CompletableFuture<ChatReply> urgent = router.chatAsync(SHORT, interactive(3));
      world.time.advance(Duration.ofMillis(10));
      assertThat(laneOf(urgent)).isEqualTo("acme/minute");
    }
  }

  @Test
  void an_order_that_somebody_chose_is_kept() {
    try (Router router = halfSpent(r -> r.fallback("acme/minute", "acme/place"))) {
      CompletableFuture<ChatReply> preferred = router.chatAsync(SHORT, interactive(20));
      var unused = router.chatAsync(SHORT, CallOptions.builder().lane("acme/place").build());
      CompletableFuture<ChatReply> next = router.chatAsync(SHORT, interactive(20));
      world.time.advance(Duration.ofMillis(10));
      assertThat(laneOf(preferred)).isEqualTo("acme/minute");
      assertThat(laneOf(next)).isEqualTo("acme/minute");
    }
  }

  @Test
  void nobody_is_turned_away_from_a_permit_because_too_many_wait() {
    mostWaiting = 1;
    try (Router router = halfSpent(r -> r.adaptive("acme/place", "acme/minute"))) {
      CallOptions there = CallOptions.builder().lane("acme/place").build();
      world.send(router, there, 2);
      CompletableFuture<ChatReply> third = router.chatAsync(SHORT, interactive(20));
      world.time.advance(Duration.ofMillis(10));
      assertThat(world.sent.get(1)).isNotDone();
      assertThat(laneOf(third)).isEqualTo("acme/minute");
    }
  }

  @Test
  void optional_work_has_this_moment_or_none() {
    try (Router router = halfSpent(r -> r.adaptive("acme/place", "acme/minute"))) {
      var unused = router.chatAsync(SHORT, interactive(20));
      CompletableFuture<ChatReply> optional =
          router.chatAsync(SHORT, World.within(Urgency.OPTIONAL, Duration.ofSeconds(20)));
      world.time.advance(Duration.ofMillis(10));
      assertThat(laneOf(optional)).isEqualTo("acme/minute");
    }
  }

  private static String laneOf(CompletableFuture<ChatReply> reply) {
    assertThat(reply).isCompleted();
    return reply.join().receipt().lane().orElseThrow().toString();
  }

  private Router halfSpent(Consumer<RouteSettings> route) {
    world.model("place").answers("ok").after(Duration.ofSeconds(1));
    world.model("minute").answers("ok");
    Router router =
        world
            .builder()
            .maxWaiting(mostWaiting)
            .lane(
                "acme/place",
                l -> l.quota(q -> q.concurrency(1)).pace(Duration.ofMillis(500), 10_000, 100))
            .lane(
                "acme/minute",
                l -> l.quota(q -> q.requestsPerMinute(4)).pace(Duration.ofMillis(500), 50_000, 100))
            .route("default", route)
            .build();
    CallOptions there = CallOptions.builder().lane("acme/minute").build();
    for (int i = 0; i < 2; i++) {
      var unused = router.chatAsync(SHORT, there);
    }
    world.time.advance(Duration.ofMillis(1));
    return router;
  }
}
