package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static dev.laneway.core.World.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure.Unauthorized;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.api.spi.Timeouts;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** For each reason for which a wait can end somebody looks again, at once. */
class WakingTest {

  private static final Duration LONG = Duration.ofHours(2);

  private final World world = new World();

  private static ChatRequest small() {
    return ChatRequest.builder().user("x").maxOutputTokens(10).build();
  }

  private CompletableFuture<ChatReply> send(Router router, Urgency urgency, Duration deadline) {
    return router.chatAsync(small(), within(urgency, deadline));
  }

  @Test
  void who_waits_for_money_that_is_reserved_goes_when_the_budget_renews() {
    world.model("a").neverAnswers();
    world.model("b").answers("ok").using(1, 4);
    try (Router router =
        world
            .builder()
            .timeouts(new Timeouts(LONG, LONG, LONG))
            .lane("acme/a", l -> l.price("1000000", "1000000"))
            .lane("acme/b", l -> l.price("1000000", "1000000"))
            .route("slow", r -> r.fallback("acme/a"))
            .route("default", r -> r.fallback("acme/b"))
            .budget(Budget.perHour("45"))
            .build()) {
      world.time.advanceTo(world.time.now().truncatedTo(ChronoUnit.HOURS).plusSeconds(3540));
      var used = send(router, Urgency.BATCH, LONG);
      assertThat(used).isDone();
      var slow =
          router.chatAsync(
              small(),
              CallOptions.builder().route("slow").urgency(Urgency.BATCH).deadline(LONG).build());
      var waiting = send(router, Urgency.BATCH, LONG);
      assertThat(waiting).isNotDone();
      assertThat(router.status().waiting()).isEqualTo(1);
      world.time.advance(Duration.ofSeconds(60));
      assertThat(slow).isNotDone();
      assertThat(waiting).isDone();
    }
  }

  /** Two accounts: the first is closed by a bad key, the only place of the second is taken. */
  private Router closedAndBusy() {
    world.model("a").failsWith(new Unauthorized(FailureDetails.of(401, "bad key"), "mend it"));
    world.model("c").answers("c");
    world.model("b").answers("slow").after(Duration.ofSeconds(50));
    Router router =
        world
            .builder()
            .account("acme@one", a -> a.apiKey("k1"))
            .account("acme@two", a -> a.apiKey("k2"))
            .lane("acme@one/a")
            .lane("acme@one/c")
            .lane("acme@two/b", l -> l.maxConcurrency(1))
            .route("default", r -> r.fallback("acme@one/a", "acme@two/b"))
            .build();
    world.send(router, interactive(60), 1);
    world.model("a").fromNowOn().answers("a");
    return router;
  }

  @Test
  void a_check_that_opens_an_account_wakes_who_waits_for_its_other_lanes() {
    try (Router router = closedAndBusy()) {
      var waiting = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(40));
      assertThat(waiting).isNotDone();
      router.check("acme@one/c");
      assertThat(waiting).isDone();
      assertThat(waiting.join().text()).isEqualTo("a");
    }
  }

  @Test
  void resuming_a_lane_wakes_who_waits_for_the_others_of_its_account() {
    try (Router router = closedAndBusy()) {
      var waiting = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(40));
      assertThat(waiting).isNotDone();
      router.resume("acme@one/c");
      assertThat(waiting).isDone();
    }
  }

  @Test
  void who_waits_for_an_account_that_is_closed_is_told_at_once() {
    world
        .model("a")
        .failsWith(new Unauthorized(FailureDetails.of(401, "bad key"), "mend it"))
        .after(Duration.ofSeconds(1));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      var first = send(router, Urgency.NEAR_REAL_TIME, Duration.ofSeconds(60));
      var waiting = send(router, Urgency.NEAR_REAL_TIME, Duration.ofSeconds(60));
      world.time.advance(Duration.ofSeconds(1));
      assertThat(first).isDone();
      RouterException error = World.errorOf(waiting);
      assertThat(error.reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(error).hasMessageContaining("closed");
      assertThat(error.receipt().waited()).isEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void who_waits_for_money_that_was_spent_meanwhile_is_told_at_once() {
    world.model("a").answers("ok").using(1, 20).after(Duration.ofSeconds(1));
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.price("1000000", "1000000"))
            .budget(Budget.perDay("40"))
            .build()) {
      var first = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(30));
      var waiting = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(30));
      assertThat(waiting).isNotDone();
      world.time.advance(Duration.ofSeconds(1));
      assertThat(first).isDone();
      RouterException error = World.errorOf(waiting);
      assertThat(error.reason()).isEqualTo(Reason.BUDGET);
      assertThat(error.retryAt()).isPresent();
    }
  }

  @Test
  void who_waits_for_a_pool_that_is_told_to_rest_longer_than_it_can_is_told_at_once() {
    world.model("a").throttlesFor(Duration.ofMinutes(10)).after(Duration.ofSeconds(1));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      var first = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(30));
      var waiting = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(30));
      world.time.advance(Duration.ofSeconds(1));
      assertThat(first).isDone();
      RouterException error = World.errorOf(waiting);
      assertThat(error.reason()).isEqualTo(Reason.LIMITED);
      assertThat(error.retryAt()).contains(world.time.now().plus(Duration.ofMinutes(10)));
    }
  }

  @Test
  void a_drained_lane_keeps_nobody_waiting_for_it_alone() {
    world.model("a").answers("slow").after(Duration.ofSeconds(20));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      var first = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(30));
      var waiting = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(60));
      router.drain("acme/a");
      assertThat(World.errorOf(waiting)).hasMessageContaining("draining");
      world.time.advance(Duration.ofSeconds(20));
      assertThat(first.join().text()).isEqualTo("slow");
    }
  }

  @Test
  void a_first_choice_that_is_drained_is_waited_for_no_longer() {
    world.model("a").answers("a");
    world.model("b").answers("b");
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.quota(q -> q.requestsPerSecond(1)))
            .lane("acme/b")
            .route("default", r -> r.fallback("acme/a", "acme/b"))
            .build()) {
      assertThat(send(router, Urgency.INTERACTIVE, Duration.ofSeconds(30))).isDone();
      var waiting = send(router, Urgency.INTERACTIVE, Duration.ofSeconds(30));
      assertThat(waiting).isNotDone();
      router.drain("acme/a");
      assertThat(waiting).isDone();
      assertThat(waiting.join().text()).isEqualTo("b");
    }
  }

  @Test
  void who_pauses_after_a_failure_holds_nobody_back() {
    Duration moment = Duration.ofMillis(1);
    world.model("a").isOverloaded().after(moment).answers("ok").after(moment);
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      world.send(router, interactive(20), 1);
      world.send(router, interactive(30), 200);
      world.time.advance(Duration.ofMillis(210)); // less than any pause after a failure
      assertThat(world.sent.get(0)).isNotDone();
      assertThat(world.sent.subList(1, 201)).allMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void who_is_short_of_money_of_its_own_holds_no_lane_back_from_the_less_urgent() {
    world.model("a").answers("ok").using(1, 8);
    world.model("b").answers("busy").using(1, 8).after(Duration.ofMinutes(4));
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.price("1000000", "1000000").maxConcurrency(1))
            .lane("acme/b", l -> l.price("1000000", "1000000"))
            .route("default", r -> r.fallback("acme/a"))
            .route("slow", r -> r.fallback("acme/b"))
            .budget(Budget.perHour("40").forTenant("poor"))
            .build()) {
      CallOptions poor =
          CallOptions.builder().tenant("poor").deadline(Duration.ofMinutes(5)).build();
      var unused = router.chatAsync(small(), poor.toBuilder().route("slow").build());
      var waiting = router.chatAsync(small(), poor);
      assertThat(waiting).isNotDone();
      world.model("a").fromNowOn().answers("ok").using(1, 8).after(Duration.ofSeconds(1));
      var one = send(router, Urgency.BATCH, LONG);
      var other = send(router, Urgency.BATCH, LONG);
      world.time.advance(Duration.ofSeconds(3));
      assertThat(one).isDone();
      assertThat(other).isDone();
      assertThat(waiting).isNotDone();
    }
  }
}
