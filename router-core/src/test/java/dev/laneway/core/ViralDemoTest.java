package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Attempt;
import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.RouterException;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * A demo goes viral: the better vendor says 429 in waves, chat keeps its deadline on the faster
 * one, the nightly batch waits and finishes, autocomplete is dropped, the fallback budget stops the
 * bill at the cent, and the events tell it all.
 */
class ViralDemoTest {

  private static final Money PURSE = Money.usd("0.02");

  private final World world = new World();
  private final List<CompletableFuture<ChatReply>> chats = new ArrayList<>();
  private final List<CompletableFuture<ChatReply>> completions = new ArrayList<>();
  private final List<Submission> nightly = new ArrayList<>();

  private static ChatRequest ask(String what) {
    return ChatRequest.builder().user(what).maxOutputTokens(200).build();
  }

  private Router router() {
    for (int wave = 0; wave < 40; wave++) {
      world
          .model("quality")
          .answers("thoughtful")
          .using(20, 150)
          .after(Duration.ofMillis(900))
          .times(6);
      world.model("quality").throttlesFor(Duration.ofSeconds(34));
    }
    world.model("speed").answers("quick").using(20, 60).after(Duration.ofMillis(200));
    return world
        .builder()
        .lane("acme/quality", LaneSettings::free)
        .lane("acme/speed", l -> l.price("0.50", "3").quota(q -> q.requestsPerMinute(60)))
        .route("chat", r -> r.fallback("acme/quality", "acme/speed"))
        .route("nightly", r -> r.fallback("acme/quality"))
        .budget(Budget.perDay("0.02").forFallback().named("the bill"))
        .build();
  }

  @Test
  void everybody_gets_what_can_be_had_and_the_bill_stops_at_the_cent() {
    try (Router router = router()) {
      CallOptions chat =
          CallOptions.builder().route("chat").deadline(Duration.ofSeconds(10)).build();
      CallOptions autocomplete =
          CallOptions.builder().route("nightly").urgency(Urgency.OPTIONAL).build();
      CallOptions batch = CallOptions.builder().route("nightly").urgency(Urgency.BATCH).build();
      for (int i = 0; i < 10; i++) {
        nightly.add(router.submit(ask("summarise"), batch));
      }
      for (int second = 0; second < 600; second++) {
        if (second % 2 == 0) {
          chats.add(router.chatAsync(ask("hello"), chat));
        }
        if (second % 5 == 0) {
          completions.add(router.chatAsync(ask("comp"), autocomplete));
        }
        world.time.advance(Duration.ofSeconds(1));
        assertThat(router.status().budgets().get(0).spent()).isLessThanOrEqualTo(PURSE);
      }
      world.time.advance(Duration.ofMinutes(30));
      chatKeptItsDeadlineOrWasToldWhen(router);
      assertThat(nightly).extracting(Submission::state).containsOnly(Submission.State.DONE);
      assertThat(reasonsOf(completions)).containsOnly(RouterException.Reason.DROPPED);
      assertThat(world.told(RouterEvent.RequestDropped.class)).isNotEmpty();
      assertThat(world.told(RouterEvent.PoolResting.class)).hasSizeGreaterThan(5);
      assertThat(world.told(RouterEvent.BudgetSpent.class)).hasSize(1);
      everyFallbackIsNamed();
    }
  }

  private void chatKeptItsDeadlineOrWasToldWhen(Router router) {
    assertThat(chats).allMatch(CompletableFuture::isDone);
    assertThat(answered(chats).size()).isGreaterThan(150);
    assertThat(answered(chats))
        .allMatch(reply -> reply.receipt().took().compareTo(Duration.ofSeconds(10)) <= 0);
    assertThat(reasonsOf(chats))
        .containsAnyOf(RouterException.Reason.BUDGET, RouterException.Reason.LIMITED);
    Money spent = router.status().budgets().get(0).spent();
    assertThat(PURSE.minus(spent)).isLessThan(Money.usd("0.001"));
  }

  private void everyFallbackIsNamed() {
    List<ChatReply> elsewhere =
        answered(chats).stream().filter(reply -> reply.receipt().fallback()).toList();
    assertThat(elsewhere).isNotEmpty();
    assertThat(elsewhere)
        .allSatisfy(
            reply ->
                assertThat(reply.receipt().attempts())
                    .extracting(Attempt::lane)
                    .endsWith(LaneId.of("acme/speed")));
  }

  private static List<ChatReply> answered(List<CompletableFuture<ChatReply>> calls) {
    return calls.stream()
        .filter(call -> !call.isCompletedExceptionally())
        .map(CompletableFuture::join)
        .toList();
  }

  private static List<RouterException.Reason> reasonsOf(List<CompletableFuture<ChatReply>> calls) {
    List<RouterException.Reason> reasons = new ArrayList<>();
    for (CompletableFuture<ChatReply> call : calls) {
      Throwable thrown = call.handle((reply, why) -> why).join();
      if (thrown instanceof RouterException error) {
        reasons.add(error.reason());
      }
    }
    return reasons;
  }
}
