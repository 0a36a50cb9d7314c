package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.core.event.RouterEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money: reserved before, settled after, exact. One dollar a token makes the sums easy to read. */
class BudgetTest {

  private static final String DOLLAR_A_TOKEN = "1000000";

  private final World world = new World();

  private static ChatRequest small() {
    return ChatRequest.builder().user("x").maxOutputTokens(10).build();
  }

  private RouterBuilder paid(String... models) {
    RouterBuilder builder = world.builder();
    for (String model : models) {
      builder.lane("acme/" + model, l -> l.price(DOLLAR_A_TOKEN, DOLLAR_A_TOKEN));
    }
    return builder;
  }

  private Money spentOf(RouterStatus status) {
    return status.budgets().get(0).spent();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void row_21_a_hard_budget_is_never_exceeded_whatever_is_under_way(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      world
          .model("a")
          .answers("ok")
          .using(2 + random.nextInt(5), random.nextInt(11))
          .after(Duration.ofMillis(random.nextInt(3_000)));
    }
    try (Router router = paid("a").budget(Budget.inAll("500")).build()) {
      List<CompletableFuture<ChatReply>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(router.chatAsync(small(), interactive(10)));
        world.time.advance(Duration.ofMillis(random.nextInt(300)));
        assertThat(spentOf(router.status())).isLessThanOrEqualTo(Money.usd("500"));
      }
      world.time.advance(Duration.ofMinutes(1));
      assertThat(all).allMatch(CompletableFuture::isDone);
      RouterStatus status = router.status();
      assertThat(spentOf(status)).isBetween(Money.usd("470"), Money.usd("500"));
      assertThat(status.budgets().get(0).reserved()).isEqualTo(Money.ZERO);
    }
  }

  @Test
  void row_21_the_error_names_the_budget_what_was_spent_and_when_it_renews() {
    world.model("a").answers("ok").using(5, 5);
    try (Router router = paid("a").budget(Budget.perDay("28")).build()) {
      router.chat(small());
      RouterException error = world.refusal(router, interactive(5));
      assertThat(error.reason()).isEqualTo(Reason.BUDGET);
      assertThat(error.status()).isEqualTo(429);
      assertThat(error.getMessage()).contains("budget $28.00 per day", "$10.00 spent", "renews at");
    }
  }

  @Test
  void a_count_of_tokens_that_makes_no_sense_spends_the_budget_and_hangs_nobody() {
    world.model("a").answers("ok").using(Long.MAX_VALUE, Long.MAX_VALUE);
    try (Router router = paid("a").budget(Budget.perDay("28")).build()) {
      assertThat(router.chat(small()).text()).isEqualTo("ok");
      assertThat(world.refusal(router, interactive(5)).reason()).isEqualTo(Reason.BUDGET);
      assertThat(router.status().lanes().get(0).underWay()).isZero();
    }
  }

  @Test
  void the_largest_answer_that_can_be_asked_for_is_priced_and_not_paid_for() {
    world.model("a").answers("ok");
    ChatRequest endless = ChatRequest.builder().user("Hi").maxOutputTokens(Long.MAX_VALUE).build();
    try (Router router = paid("a").budget(Budget.perDay("28")).build()) {
      assertThat(router.estimate(endless, interactive(5))).hasSize(1);
      assertThat(world.acme.calls()).isEmpty();
      CompletableFuture<ChatReply> reply = router.chatAsync(endless, interactive(5));
      world.time.advance(Duration.ofSeconds(6));
      assertThat(World.errorOf(reply).reason()).isEqualTo(Reason.BUDGET);
    }
  }

  @Test
  void a_renewed_budget_is_spent_again() {
    world.model("a").answers("ok").using(5, 5);
    try (Router router = paid("a").budget(Budget.perDay("28")).build()) {
      assertThat(router.chat(small()).receipt().cost()).contains(Money.usd("10"));
      CompletableFuture<ChatReply> second = router.chatAsync(small(), interactive(5));
      assertThat(second).isCompletedExceptionally();
      world.time.advanceTo(Instant.parse("2026-03-03T00:00:00Z"));
      assertThat(router.chat(small()).text()).isEqualTo("ok");
      assertThat(world.told(RouterEvent.BudgetSpent.class)).hasSize(1);
    }
  }

  @Test
  void free_lanes_go_on_when_the_money_is_gone() {
    world.model("paid").answers("paid").using(5, 5);
    world.model("free").answers("free");
    try (Router router =
        paid("paid")
            .lane("acme/free", LaneSettings::free)
            .route("default", r -> r.fallback("acme/paid", "acme/free"))
            .budget(Budget.inAll("28"))
            .build()) {
      assertThat(router.chat(small()).text()).isEqualTo("paid");
      assertThat(router.chat(small()).text()).isEqualTo("free");
      assertThat(router.chat(small()).receipt().cost()).contains(Money.ZERO);
    }
  }

  @Test
  void a_soft_budget_is_reported_and_not_enforced() {
    world.model("a").answers("ok").using(5, 5);
    try (Router router = paid("a").budget(Budget.perHour("15").soft()).build()) {
      for (int i = 0; i < 4; i++) {
        router.chat(small());
      }
      assertThat(world.told(RouterEvent.BudgetSpent.class)).hasSize(1);
      assertThat(spentOf(router.status())).isEqualTo(Money.usd("40"));
    }
  }

  @Test
  void fallback_spend_is_a_budget_of_its_own() {
    world.model("first").throttlesFor(Duration.ofHours(1));
    world.model("second").answers("second").using(5, 5);
    try (Router router =
        paid("first", "second")
            .route("default", r -> r.fallback("acme/first", "acme/second"))
            .budget(Budget.perDay("35").forFallback())
            .build()) {
      assertThat(router.chat(small()).text()).isEqualTo("second");
      assertThat(router.chat(small()).text()).isEqualTo("second");
      RouterException error = world.refusal(router, interactive(5));
      assertThat(error.reason()).isEqualTo(Reason.BUDGET);
      assertThat(error.getMessage()).contains("for fallback");
    }
  }

  @Test
  void each_tenant_has_its_own_purse_and_tags_theirs() {
    world.model("a").answers("ok").using(5, 5);
    try (Router router =
        paid("a")
            .budget(Budget.inAll("28").forEachTenant())
            .budget(Budget.inAll("28").forTag("team", "red"))
            .build()) {
      CallOptions one = CallOptions.builder().tenant("one").build();
      CallOptions two = CallOptions.builder().tenant("two").build();
      CallOptions red = CallOptions.builder().tag("team", "red").build();
      assertThat(router.chat(small(), one).text()).isEqualTo("ok");
      assertThat(router.chatAsync(small(), one)).isCompletedExceptionally();
      assertThat(router.chat(small(), two).text()).isEqualTo("ok");
      assertThat(router.chat(small(), red).text()).isEqualTo("ok");
      assertThat(router.chatAsync(small(), red)).isCompletedExceptionally();
      assertThat(router.chat(small()).text()).isEqualTo("ok");
    }
  }

  @Test
  void a_call_may_bound_its_own_cost() {
    world.model("a").answers("ok").using(5, 5);
    world.model("cheap").answers("cheap").using(5, 5);
    try (Router router =
        paid("a")
            .lane("acme/cheap", l -> l.price("1", "1"))
            .route("default", r -> r.fallback("acme/a", "acme/cheap"))
            .build()) {
      CallOptions bounded = CallOptions.builder().maxCost("0.01").build();
      ChatReply reply = router.chat(small(), bounded);
      assertThat(reply.receipt().lane()).contains(LaneId.of("acme/cheap"));
      assertThat(reply.receipt().cost()).contains(Money.usd("0.00001"));
    }
  }

  @Test
  void what_nobody_can_price_is_unknown_and_not_free() {
    world.model("a").answers("ok");
    try (Router router = world.builder().lane("acme/a").build()) {
      assertThat(router.chat(small()).receipt().cost()).isEmpty();
      assertThat(router.chat(small()).receipt().toString()).contains("cost unknown");
      RouterException error = world.refusal(router, CallOptions.builder().maxCost("1").build());
      assertThat(error.getMessage()).contains("price is unknown");
    }
    World strict = new World();
    strict.model("a").answers("ok");
    try (Router router = strict.builder().lane("acme/a").budget(Budget.perDay("5")).build()) {
      assertThat(strict.refusal(router, interactive(5)).reason()).isEqualTo(Reason.BUDGET);
    }
  }

  @Test
  void a_request_is_priced_on_each_lane_without_being_sent() {
    try (Router router =
        paid("a").lane("acme/free", LaneSettings::free).lane("acme/unpriced").build()) {
      List<LaneEstimate> estimates = router.estimate(small(), CallOptions.DEFAULT);
      assertThat(estimates).hasSize(3);
      assertThat(estimates)
          .filteredOn(estimate -> estimate.lane().model().equals("a"))
          .singleElement()
          .satisfies(
              estimate ->
                  assertThat(estimate.maxCost())
                      .contains(Money.usd("1").times(estimate.inputTokens() + 10)));
      assertThat(estimates)
          .filteredOn(estimate -> estimate.lane().model().equals("unpriced"))
          .singleElement()
          .satisfies(estimate -> assertThat(estimate.expectedCost()).isEmpty());
      assertThat(world.acme.calls()).isEmpty();
    }
  }

  @Test
  void a_vendor_that_counts_prices_the_prompt_by_its_own_count() throws Exception {
    try (Router router = paid("a").build()) {
      long guessed = router.estimate(small(), CallOptions.DEFAULT).get(0).inputTokens();
      LaneEstimate counted = router.count(small(), CallOptions.DEFAULT).get().get(0);
      assertThat(counted.counted()).isTrue();
      assertThat(counted.inputTokens()).isNotEqualTo(guessed);
      assertThat(counted.maxCost())
          .contains(Money.usd("1").times(counted.inputTokens() + counted.maxOutputTokens()));
    }
    world.acme.capableOf(Capability.CHAT);
    try (Router router = paid("a").build()) {
      LaneEstimate guessed = router.count(small(), CallOptions.DEFAULT).get().get(0);
      assertThat(guessed.counted()).isFalse();
    }
  }

  @Test
  void what_is_reserved_is_waited_for_when_it_may_come_back() {
    world.model("a").answers("ok").using(1, 1).after(Duration.ofSeconds(1));
    try (Router router = paid("a").budget(Budget.inAll("30")).build()) {
      CompletableFuture<ChatReply> first = router.chatAsync(small(), interactive(10));
      CompletableFuture<ChatReply> second = router.chatAsync(small(), interactive(10));
      assertThat(world.acme.calls("a")).hasSize(1);
      world.time.advance(Duration.ofSeconds(2));
      assertThat(first).isDone();
      assertThat(second).isCompletedWithValueMatching(reply -> reply.text().equals("ok"));
    }
  }
}
