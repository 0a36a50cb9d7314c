package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What two lanes share goes to the more urgent, at whichever of them he waits. */
class SharedPoolTest {

  private final World world = new World();

  private Router sharing(Consumer<QuotaSettings> quota) {
    world.model("a").answers("ok").after(Duration.ofSeconds(5));
    world.model("b").answers("ok").after(Duration.ofSeconds(5));
    return world
        .builder()
        .pool("both", quota)
        .lane("acme/a", l -> l.pool("both"))
        .lane("acme/b", l -> l.pool("both"))
        .route("one", r -> r.fallback("acme/a"))
        .route("other", r -> r.fallback("acme/b"))
        .build();
  }

  private static CompletableFuture<ChatReply> send(Router router, String route, Urgency urgency) {
    return router.chatAsync(
        ChatRequest.of("Hi"),
        CallOptions.builder()
            .route(route)
            .urgency(urgency)
            .deadline(Duration.ofMinutes(30))
            .build());
  }

  @Test
  void a_place_that_comes_free_goes_to_the_more_urgent_at_the_other_lane() {
    try (Router router = sharing(q -> q.concurrency(1))) {
      var running = send(router, "one", Urgency.INTERACTIVE);
      var batch = send(router, "one", Urgency.BATCH);
      var urgent = send(router, "other", Urgency.INTERACTIVE);
      world.time.advance(Duration.ofSeconds(10));
      assertThat(running).isDone();
      assertThat(urgent).isDone();
      assertThat(batch).isNotDone();
      world.time.advance(Duration.ofSeconds(5));
      assertThat(batch).isDone();
    }
  }

  @Test
  void a_window_that_turns_serves_the_more_urgent_at_the_other_lane() {
    try (Router router = sharing(q -> q.requestsPerMinute(1))) {
      var first = send(router, "one", Urgency.NEAR_REAL_TIME);
      var soon = send(router, "one", Urgency.NEAR_REAL_TIME);
      var urgent = send(router, "other", Urgency.INTERACTIVE);
      world.time.advance(Duration.ofSeconds(66));
      assertThat(first).isDone();
      assertThat(urgent).isDone();
      assertThat(soon).isNotDone();
    }
  }

  @Test
  void money_that_comes_back_goes_to_the_more_urgent_at_the_other_lane() {
    world.model("a").answers("ok").using(1, 1).after(Duration.ofSeconds(5));
    world.model("b").answers("ok").using(1, 1).after(Duration.ofSeconds(5));
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.price("1000000", "1000000"))
            .lane("acme/b", l -> l.price("1000000", "1000000"))
            .route("one", r -> r.fallback("acme/a"))
            .route("other", r -> r.fallback("acme/b"))
            .budget(Budget.perDay("5500"))
            .build()) {
      var running = send(router, "one", Urgency.INTERACTIVE);
      var batch = send(router, "one", Urgency.BATCH);
      var urgent = send(router, "other", Urgency.INTERACTIVE);
      assertThat(world.acme.running()).isEqualTo(1);
      world.time.advance(Duration.ofSeconds(10));
      assertThat(running).isDone();
      assertThat(urgent).isDone();
      assertThat(batch).isNotDone();
    }
  }
}
