package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Money;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.testkit.ScriptedProvider;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Settings change while calls run: none is dropped, and what was counted stays counted. */
class ReconfigureTest {

  private static final Duration LATER = Duration.ofSeconds(5);
  private static final CallOptions ANNA = CallOptions.builder().tenant("anna").build();
  private static final ChatRequest SMALL =
      ChatRequest.builder().user("x").maxOutputTokens(10).build();

  private final World world = new World();

  private RouterBuilder perMinute(int requests) {
    return world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(requests)));
  }

  private static long leftOf(Router router) {
    return router.status().pools().get(0).limits().get(0).left();
  }

  @Test
  void routes_are_swapped_and_the_next_call_takes_the_new_ones() {
    world.model("a").answers("a");
    world.model("b").answers("b");
    try (Router router = world.fallback("a", "b")) {
      assertThat(world.finish(router, CallOptions.DEFAULT).text()).isEqualTo("a");
      router.reconfigure(
          world
              .builder()
              .lane("acme/a")
              .lane("acme/b")
              .route("default", r -> r.fallback("acme/b", "acme/a")));
      assertThat(world.finish(router, CallOptions.DEFAULT).text()).isEqualTo("b");
    }
  }

  @Test
  void a_call_under_way_ends_on_its_old_lane_and_then_the_account_is_closed() {
    world.model("a").answers("late").after(Duration.ofSeconds(5));
    ScriptedProvider other = ScriptedProvider.under(world.time);
    other.anyModel().answers("other");
    try (Router router = world.fallback("a")) {
      CompletableFuture<ChatReply> early = router.chatAsync(ChatRequest.of("hi"));
      router.reconfigure(world.builder().provider(other.asFactory("other")).lane("other/x"));
      assertThat(world.finish(router, CallOptions.DEFAULT).text()).isEqualTo("other");
      assertThat(early).isNotDone();
      assertThat(world.acme.isClosed()).isFalse();
      world.time.advanceUntil(early::isDone, Duration.ofSeconds(10));
      assertThat(early.join().text()).isEqualTo("late");
      assertThat(world.acme.isClosed()).isTrue();
    }
  }

  @Test
  void a_request_that_waits_is_served_under_the_settings_it_began_with() {
    world.model("a").answers("ok");
    try (Router router = perMinute(1).build()) {
      world.finish(router, CallOptions.DEFAULT);
      CompletableFuture<ChatReply> waiting =
          router.chatAsync(
              ChatRequest.of("hi"), World.within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(3)));
      assertThat(router.status().waiting()).isEqualTo(1);
      router.reconfigure(world.builder().lane("acme/a", l -> l.weight(2)));
      world.time.advanceUntil(waiting::isDone, Duration.ofMinutes(3));
      assertThat(waiting.join().text()).isEqualTo("ok");
      assertThat(router.status().waiting()).isZero();
    }
  }

  @Test
  void a_pool_keeps_its_count_when_its_limit_changes() {
    world.model("a").answers("ok");
    try (Router router = perMinute(10).build()) {
      for (int i = 0; i < 4; i++) {
        world.finish(router, CallOptions.DEFAULT);
      }
      assertThat(leftOf(router)).isEqualTo(6);
      router.reconfigure(perMinute(10).route("more", r -> r.fallback("acme/a")));
      assertThat(leftOf(router)).isEqualTo(6);
      router.reconfigure(perMinute(5));
      assertThat(leftOf(router)).isEqualTo(1);
      router.reconfigure(perMinute(20));
      assertThat(leftOf(router)).isEqualTo(16);
    }
  }

  @Test
  void what_was_spent_stays_spent_and_a_drained_lane_stays_drained() {
    world.model("a").answers("ok");
    try (Router router =
        perMinute(10).lane("acme/b", l -> l.price(1, 1)).budget(Budget.perDay("5")).build()) {
      router.drain("acme/a");
      world.model("b").answers("b");
      world.finish(router, CallOptions.DEFAULT);
      var spent = router.status().budgets().get(0).spent();
      router.reconfigure(
          perMinute(9).lane("acme/b", l -> l.price(2, 2)).budget(Budget.perDay("5")));
      assertThat(router.status().budgets().get(0).spent()).isEqualTo(spent);
      assertThat(router.status().lanes().get(0).ready()).isFalse();
    }
  }

  @Test
  void wrong_settings_change_nothing() {
    world.model("a").answers("ok");
    try (Router router = world.fallback("a")) {
      RouterBuilder wrong = world.builder().lane("acme/a", l -> l.weight(0));
      assertThatThrownBy(() -> router.reconfigure(wrong)).hasMessageContaining("weight must be");
      assertThat(world.finish(router, CallOptions.DEFAULT).text()).isEqualTo("ok");
    }
  }

  @Test
  void a_router_without_lanes_gets_some_later() {
    world.model("a").answers("ok");
    try (Router router = world.builder().lanesLater("set ACME_KEY").build()) {
      assertThatThrownBy(() -> router.chatAsync(ChatRequest.of("hi")))
          .hasMessageContaining("the router has no lane: set ACME_KEY");
      router.reconfigure(
          world
              .builder()
              .account("acme", a -> a.baseUrl(URI.create("http://x.example")))
              .lane("acme/a"));
      assertThat(world.finish(router, CallOptions.DEFAULT).text()).isEqualTo("ok");
    }
  }

  @Test
  void many_changes_leave_nothing_behind() {
    world.model("a").answers("ok");
    try (Router router = perMinute(1_000).build()) {
      for (int i = 0; i < 100; i++) {
        router.reconfigure(perMinute(1_000 + i % 2));
      }
      assertThat(world.finish(router, CallOptions.DEFAULT).text()).isEqualTo("ok");
    }
  }

  @Test
  void who_waits_under_older_settings_shares_the_window_with_who_comes_under_the_new_ones() {
    world.model("a").answers("ok");
    try (Router router = perMinute(2).build()) {
      world.send(router, World.within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(5)), 6);
      assertThat(world.acme.calls()).hasSize(2);
      router.reconfigure(perMinute(3));
      assertThat(world.acme.calls()).hasSize(3); // one of those who wait goes at once
      world.send(router, World.within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(5)), 3);
      for (int most = 3; most <= 9; most += 3) {
        assertThat(world.acme.calls()).hasSize(most);
        world.time.advance(Duration.ofMinutes(1));
      }
      assertThat(world.sent).allMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void a_place_that_comes_free_under_another_key_goes_to_who_waits_now() {
    world.model("a").answers("ok").after(LATER);
    try (Router router = keyed("one", 1).build()) {
      world.send(router, World.interactive(30), 2);
      router.reconfigure(keyed("two", 2));
      world.send(router, World.interactive(30), 2);
      assertThat(world.acme.calls()).hasSize(2);
      world.time.advance(LATER);
      assertThat(world.acme.calls()).hasSize(4);
    }
  }

  private RouterBuilder keyed(String key, int places) {
    return world
        .builder()
        .account("acme", a -> a.apiKey(key))
        .lane("acme/a", l -> l.maxConcurrency(places));
  }

  @Test
  void no_more_run_at_the_same_time_than_the_new_settings_allow() {
    world.model("a").answers("ok").after(Duration.ofSeconds(20));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(3)).build()) {
      world.send(router, World.interactive(120), 4);
      assertThat(world.acme.running()).isEqualTo(3);
      router.reconfigure(world.builder().lane("acme/a", l -> l.maxConcurrency(2)));
      world.send(router, World.interactive(120), 3);
      assertThat(world.acme.running()).isEqualTo(3);
      world.time.advance(Duration.ofSeconds(20));
      assertThat(world.acme.running()).isBetween(2, 3); // the fourth waits under the old ones
      world.time.advance(Duration.ofSeconds(20));
      assertThat(world.acme.running()).isEqualTo(2);
      world.time.advance(Duration.ofSeconds(60));
      assertThat(world.sent).allMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void what_was_spent_counts_under_another_amount_and_so_does_what_is_under_way() {
    world.model("a").answers("ok").using(4, 6).times(2).answers("late").using(4, 6).after(LATER);
    try (Router router = dollarAToken("60", "50").build()) {
      router.chatAsync(SMALL, ANNA).join();
      router.chatAsync(SMALL, ANNA).join();
      var under = router.chatAsync(SMALL, ANNA);
      router.reconfigure(dollarAToken("90", "80"));
      assertThat(router.status().budgets()).allMatch(b -> b.spent().equals(Money.usd("20")));
      assertThat(router.status().budgets()).noneMatch(b -> b.reserved().equals(Money.ZERO));
      world.time.advance(LATER);
      assertThat(under).isDone();
      assertThat(router.status().budgets()).allMatch(b -> b.spent().equals(Money.usd("30")));
      router.reconfigure(dollarAToken("40", "80"));
      assertThat(World.errorOf(router.chatAsync(SMALL, ANNA)).reason()).isEqualTo(Reason.BUDGET);
    }
  }

  @Test
  void a_drain_holds_for_who_waits_under_older_settings_and_so_does_its_end() {
    world.model("a").answers("ok").after(Duration.ofSeconds(10));
    world.model("b").answers("ok").after(Duration.ofSeconds(20));
    try (Router router = onePlaceEach().build()) {
      world.send(router, World.interactive(60), 3);
      router.reconfigure(onePlaceEach().lane("acme/c"));
      router.drain("acme/a");
      world.time.advance(Duration.ofSeconds(15));
      assertThat(world.acme.calls("a")).hasSize(1);
      router.resume("acme/a");
      assertThat(world.acme.calls("a")).hasSize(2);
    }
  }

  private RouterBuilder onePlaceEach() {
    return world
        .builder()
        .lane("acme/a", l -> l.maxConcurrency(1).weight(1 + world.sent.size()))
        .lane("acme/b", l -> l.maxConcurrency(1).weight(1 + world.sent.size()))
        .route("default", r -> r.roundRobin("acme/a", "acme/b"));
  }

  private RouterBuilder dollarAToken(String all, String each) {
    return world
        .builder()
        .lane("acme/a", l -> l.price("1000000", "1000000"))
        .budget(Budget.perDay(all))
        .budget(Budget.perDay(each).forEachTenant());
  }
}
