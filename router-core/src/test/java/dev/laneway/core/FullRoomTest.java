package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static dev.laneway.core.World.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of those who come when as many wait as may. */
class FullRoomTest {

  private static final CallOptions TONIGHT = within(Urgency.BATCH, Duration.ofHours(8));
  private static final CallOptions SOON = within(Urgency.NEAR_REAL_TIME, Duration.ofHours(1));

  private final World world = new World();

  private CompletableFuture<ChatReply> send(Router router, int most, CallOptions options) {
    return router.chatAsync(ChatRequest.builder().user("x").maxOutputTokens(most).build(), options);
  }

  @Test
  void the_patient_leave_a_part_of_the_room_to_the_more_urgent() {
    world.model("a").answers("ok").after(Duration.ofSeconds(1));
    try (Router router =
        world.builder().maxWaiting(10).lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      world.send(router, TONIGHT, 9);
      RouterException error = World.errorOf(send(router, 10, TONIGHT));
      assertThat(error.reason()).isEqualTo(Reason.LIMITED);
      assertThat(error)
          .hasMessageContaining(
              "8 requests wait already, which is the most allowed: "
                  + "the rest of 10 places is for more urgent ones");
      assertThat(send(router, 10, SOON)).isNotDone();
      assertThat(World.errorOf(send(router, 10, SOON))).hasMessageContaining("9 requests wait");
      CompletableFuture<ChatReply> urgent = send(router, 10, interactive(30));
      assertThat(World.errorOf(send(router, 10, interactive(30))))
          .hasMessageContaining("10 requests wait already, which is the most allowed (");
      world.time.advance(Duration.ofSeconds(2));
      assertThat(urgent).isCompleted();
      world.time.advance(Duration.ofSeconds(10));
      assertThat(world.sent).allMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void who_has_a_place_keeps_it_when_any_lane_will_do() {
    world.model("a").answers("a");
    world.model("b").answers("b").after(Duration.ofSeconds(20));
    world.model("c").answers("c").after(Duration.ofMinutes(5));
    try (Router router =
        world
            .builder()
            .maxWaiting(10)
            .lane("acme/a", l -> l.quota(q -> q.limit(Resource.REQUESTS, 1, eightSeconds())))
            .lane("acme/b", l -> l.maxConcurrency(1))
            .lane("acme/c", l -> l.maxConcurrency(1))
            .route("default", r -> r.fallback("acme/a", "acme/b"))
            .route("other", r -> r.fallback("acme/c"))
            .build()) {
      CallOptions there =
          CallOptions.builder().route("other").deadline(Duration.ofHours(1)).build();
      assertThat(send(router, 10, SOON)).isDone();
      world.send(router, SOON.toBuilder().lane("acme/b").build(), 1);
      CompletableFuture<ChatReply> early = send(router, 10, SOON);
      world.send(router, there, 10);
      assertThat(router.status().waiting()).isEqualTo(10);
      router.drain("acme/a");
      assertThat(early).isNotDone();
      world.time.advance(Duration.ofSeconds(40));
      assertThat(early).isCompleted();
      assertThat(early.join().text()).isEqualTo("b");
    }
  }

  private static Window eightSeconds() {
    return Window.rolling(Duration.ofSeconds(8));
  }

  @Test
  void who_fits_where_the_first_does_not_goes_also_when_nobody_more_may_wait() {
    world.model("a").answers("ok").using(2, 600).after(Duration.ofSeconds(20));
    try (Router router =
        world
            .builder()
            .maxWaiting(1)
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
      var running = send(router, 600, interactive(90));
      CompletableFuture<ChatReply> large = send(router, 900, interactive(90));
      CompletableFuture<ChatReply> small = send(router, 100, interactive(120));
      assertThat(world.acme.running()).isEqualTo(2);
      assertThat(World.errorOf(send(router, 800, interactive(120)))).hasMessageContaining("wait");
      assertThat(router.status().waiting()).isEqualTo(1);
      world.time.advance(Duration.ofSeconds(20));
      assertThat(List.of(running, small)).allMatch(CompletableFuture::isDone);
      assertThat(large).isNotDone();
    }
  }

  @Test
  void nobody_waits_for_a_first_choice_where_nobody_more_may_wait() {
    world.model("a").answers("a");
    world.model("b").answers("b");
    world.model("c").neverAnswers();
    try (Router router =
        world
            .builder()
            .maxWaiting(1)
            .lane("acme/a", l -> l.quota(q -> q.requestsPerSecond(1)))
            .lane("acme/b")
            .lane("acme/c", l -> l.maxConcurrency(1))
            .route("default", r -> r.fallback("acme/a", "acme/b"))
            .route("other", r -> r.fallback("acme/c"))
            .build()) {
      world.send(router, interactive(30).toBuilder().route("other").build(), 2);
      assertThat(send(router, 10, interactive(30))).isCompleted();
      assertThat(router.status().waiting()).isEqualTo(1);
      CompletableFuture<ChatReply> second = send(router, 10, interactive(30));
      assertThat(second).isCompleted();
      assertThat(second.join().text()).isEqualTo("b");
    }
  }
}
