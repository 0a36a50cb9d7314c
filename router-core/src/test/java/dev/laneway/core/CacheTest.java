package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.CacheMode;
import dev.laneway.api.CacheOutcome;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.FinishReason;
import dev.laneway.api.Message;
import dev.laneway.api.Money;
import dev.laneway.api.Reasoning;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolChoice;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.core.strategy.RoutingStrategy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Exact, bounded, shared by those who ask the same, and never with another tenant. */
class CacheTest {

  private static final ChatRequest HI = ChatRequest.of("Hi");

  private final World world = new World();

  private Router cached() {
    return world
        .builder()
        .lane("acme/a", l -> l.price("1", "1"))
        .cache(c -> c.timeToLive(Duration.ofMinutes(10)).maximumBytes(1 << 20))
        .build();
  }

  private static CallOptions tenant(String name) {
    return CallOptions.builder().tenant(name).build();
  }

  @Test
  void an_identical_request_is_answered_without_a_call() {
    world.model("a").answers("one").times(1).answers("two");
    try (Router router = cached()) {
      assertThat(router.chat(HI).receipt().cache()).isEqualTo(CacheOutcome.MISS);
      ChatReply again = router.chat(ChatRequest.of("Hi"));
      assertThat(again.text()).isEqualTo("one");
      assertThat(again.receipt().cache()).isEqualTo(CacheOutcome.HIT);
      assertThat(again.receipt().cost()).contains(Money.ZERO);
      assertThat(world.acme.calls()).hasSize(1);
      world.time.advance(Duration.ofMinutes(10));
      assertThat(router.chat(HI).text()).isEqualTo("two");
    }
  }

  @Test
  void listeners_hear_of_a_miss_as_they_hear_of_a_hit() {
    List<CacheOutcome> heard = new ArrayList<>();
    RouterListener listener =
        new RouterListener() {
          @Override
          public void onRequestFinished(RouterEvent.RequestFinished event) {
            heard.add(event.receipt().cache());
          }
        };
    world.model("a").answers("one");
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .cache(c -> c.timeToLive(Duration.ofMinutes(10)).maximumBytes(1 << 20))
            .listener(listener)
            .build()) {
      router.chat(HI);
      router.chat(HI);
    }
    assertThat(heard).containsExactly(CacheOutcome.MISS, CacheOutcome.HIT);
  }

  @Test
  void row_23_whatever_may_change_the_answer_changes_the_key() {
    List<UnaryOperator<ChatRequest.Builder>> changes =
        List.of(
            b -> b.system("be brief"),
            b -> b.user("more"),
            b -> b.message(Message.assistant("so")),
            b -> b.temperature(0.1),
            b -> b.topP(0.5),
            b -> b.topK(3),
            b -> b.presencePenalty(1),
            b -> b.frequencyPenalty(1),
            b -> b.seed(7),
            b -> b.stop("END"),
            b -> b.maxOutputTokens(9),
            b -> b.reasoning(Reasoning.Effort.LOW),
            b -> b.responseSchema(ResponseSchema.ANY_OBJECT),
            b -> b.tool(Tool.of("now", "the time")),
            b -> b.toolChoice(ToolChoice.NONE),
            b -> b.extra("acme", "flavour", "mint"));
    world.model("a").answers("ok");
    try (Router router = cached()) {
      router.chat(HI);
      int calls = 1;
      for (UnaryOperator<ChatRequest.Builder> change : changes) {
        router.chat(change.apply(HI.toBuilder()).build());
        assertThat(world.acme.calls()).hasSize(++calls);
      }
      router.chat(HI, CallOptions.builder().lane("acme/a").build());
      assertThat(world.acme.calls()).as("a pinned lane is another choice").hasSize(++calls);
    }
  }

  @Test
  void a_strict_call_gets_no_answer_for_which_a_parameter_may_have_been_dropped() {
    world.model("a").answers("ok").noting("acme drops topK");
    try (Router router = cached()) {
      CallOptions strict = CallOptions.builder().strict(true).build();
      router.chat(HI);
      assertThat(router.chat(HI, strict).receipt().cache()).isEqualTo(CacheOutcome.MISS);
      assertThat(router.chat(HI, strict).receipt().cache()).isEqualTo(CacheOutcome.HIT);
    }
  }

  @Test
  void tenants_never_share_unless_told() {
    world.model("a").answers("ok");
    try (Router router = cached()) {
      router.chat(HI, tenant("one"));
      router.chat(HI, tenant("two"));
      router.chat(HI, tenant("one"));
      assertThat(world.acme.calls()).hasSize(2);
    }
    World open = new World();
    open.model("a").answers("ok");
    try (Router router = open.builder().lane("acme/a").cache(CacheSettings::tenantsShare).build()) {
      router.chat(HI, tenant("one"));
      assertThat(router.chat(HI, tenant("two")).receipt().cache()).isEqualTo(CacheOutcome.HIT);
    }
  }

  @Test
  void identical_calls_under_way_share_one_answer_and_one_leaving_hurts_nobody() {
    world.model("a").answers("ok").using(5, 5).after(Duration.ofSeconds(3));
    try (Router router = cached()) {
      List<CompletableFuture<ChatReply>> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        all.add(router.chatAsync(HI, interactive(30)));
      }
      assertThat(world.acme.calls()).hasSize(1);
      all.get(0).cancel(true);
      all.get(3).cancel(true);
      world.time.advance(Duration.ofSeconds(3));
      assertThat(all.get(1).join().receipt().cache()).isEqualTo(CacheOutcome.SHARED);
      assertThat(all.get(4).join().receipt().cost()).contains(Money.ZERO);
      assertThat(world.acme.calls()).hasSize(1);
    }
  }

  @Test
  void when_all_have_left_the_call_is_cancelled() {
    world.model("a").neverAnswers();
    try (Router router = cached()) {
      world.send(router, interactive(30), 3);
      world.sent.forEach(reply -> reply.cancel(true));
      assertThat(world.acme.running()).isZero();
    }
  }

  @Test
  void a_shared_call_that_fails_for_the_first_callers_reasons_is_made_again_for_the_others() {
    world.model("a").neverAnswers().times(1).answers("ok");
    try (Router router = cached()) {
      CompletableFuture<ChatReply> hasty = router.chatAsync(HI, interactive(2));
      CompletableFuture<ChatReply> patient = router.chatAsync(HI, interactive(30));
      CompletableFuture<ChatReply> hastier = router.chatAsync(HI, interactive(1));
      world.time.advance(Duration.ofSeconds(1));
      assertThat(hastier).isCompletedExceptionally();
      world.time.advance(Duration.ofSeconds(1));
      assertThat(hasty).isCompletedExceptionally();
      world.time.advance(Duration.ofSeconds(10));
      assertThat(patient.join().text()).isEqualTo("ok");
    }
  }

  @Test
  void a_stale_answer_serves_when_every_lane_is_limited_and_the_caller_allows_it() {
    world.model("a").answers("old").times(1).throttlesFor(Duration.ofHours(3));
    try (Router router = cached()) {
      router.chat(HI);
      world.time.advance(Duration.ofMinutes(30));
      ChatReply stale =
          router.chat(
              HI,
              CallOptions.builder()
                  .deadline(Duration.ofSeconds(5))
                  .maxStale(Duration.ofHours(1))
                  .build());
      assertThat(stale.text()).isEqualTo("old");
      assertThat(stale.receipt().cache()).isEqualTo(CacheOutcome.STALE);
      assertThat(world.refusal(router, interactive(5)).reason()).isEqualTo(Reason.LIMITED);
    }
  }

  @Test
  void a_stale_answer_may_be_allowed_to_be_of_any_age() {
    world.model("a").answers("old").times(1).throttlesFor(Duration.ofHours(3));
    try (Router router = cached()) {
      router.chat(HI);
      world.time.advance(Duration.ofHours(23));
      CallOptions anyAge =
          interactive(5).toBuilder().maxStale(ChronoUnit.FOREVER.getDuration()).build();
      assertThat(world.finish(router, anyAge).text()).isEqualTo("old");
    }
  }

  @Test
  void answers_may_be_fresh_for_ever() {
    world.model("a").answers("one");
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .cache(c -> c.timeToLive(ChronoUnit.FOREVER.getDuration()))
            .build()) {
      router.chat(HI);
      world.time.advance(Duration.ofDays(10_000));
      assertThat(router.chat(HI).receipt().cache()).isEqualTo(CacheOutcome.HIT);
    }
  }

  @Test
  void a_call_that_cannot_be_sent_leaves_nobody_waiting_for_it() {
    RoutingStrategy broken =
        (lanes, context) -> {
          throw new IllegalStateException("a bug");
        };
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .route("default", r -> r.strategy(broken, "acme/a"))
            .cache(c -> {})
            .build()) {
      world.send(router, interactive(30), 2);
      assertThat(world.sent).allMatch(CompletableFuture::isCompletedExceptionally);
    }
  }

  @Test
  void a_stream_gets_a_stale_answer_too_unless_something_was_shown() {
    world.model("a").answers("old").times(1).throttlesFor(Duration.ofHours(3));
    try (Router router = cached()) {
      router.chat(HI);
      world.time.advance(Duration.ofMinutes(30));
      CallOptions patient =
          CallOptions.builder()
              .deadline(Duration.ofSeconds(5))
              .maxStale(Duration.ofHours(1))
              .build();
      try (ChatStream stream = router.stream(HI, patient)) {
        StringBuilder heard = new StringBuilder();
        stream.forEachText(heard::append);
        assertThat(heard).hasToString("old");
        assertThat(stream.reply().receipt().cache()).isEqualTo(CacheOutcome.STALE);
      }
      CallOptions strict = CallOptions.builder().deadline(Duration.ofSeconds(5)).build();
      try (ChatStream stream = router.stream(HI, strict)) {
        assertThatThrownBy(stream::reply)
            .isInstanceOfSatisfying(
                RouterException.class,
                error -> assertThat(error.reason()).isEqualTo(Reason.LIMITED));
      }
    }
  }

  @Test
  void a_call_may_go_around_renew_or_want_only_what_is_stored() {
    world.model("a").answers("one").times(1).answers("two").times(1).answers("three");
    try (Router router = cached()) {
      CallOptions only = CallOptions.builder().cache(CacheMode.CACHED_ONLY).build();
      RouterException error = world.refusal(router, only);
      assertThat(error.reason()).isEqualTo(Reason.NOT_CACHED);
      router.chat(HI);
      assertThat(router.chat(HI, only).text()).isEqualTo("one");
      CallOptions around = CallOptions.builder().cache(CacheMode.BYPASS).build();
      assertThat(router.chat(HI, around).text()).isEqualTo("two");
      assertThat(router.chat(HI).text()).isEqualTo("one");
      CallOptions renew = CallOptions.builder().cache(CacheMode.REFRESH).build();
      assertThat(router.chat(HI, renew).text()).isEqualTo("three");
      assertThat(router.chat(HI).text()).isEqualTo("three");
    }
  }

  @Test
  void cut_answers_and_tool_turns_are_never_kept() {
    world
        .model("a")
        .answers(
            ChatReply.builder(Message.assistant("cut")).finishReason(FinishReason.LENGTH).build())
        .times(1)
        .callsTool("1", "now", "{}")
        .times(1)
        .answers("whole");
    try (Router router = cached()) {
      router.chat(HI);
      router.chat(HI);
      assertThat(router.chat(HI).text()).isEqualTo("whole");
      assertThat(world.acme.calls()).hasSize(3);
    }
  }

  @Test
  void a_stored_answer_is_replayed_in_pieces() {
    String text = "A sentence that is longer than one piece, with a \uD83D\uDE80 in it.";
    world.model("a").answers(text);
    try (Router router = cached()) {
      router.stream(HI).reply();
      try (ChatStream stream = router.stream(HI)) {
        StringBuilder read = new StringBuilder();
        int pieces = 0;
        for (ChatEvent event : stream) {
          if (event instanceof ChatEvent.TextDelta delta) {
            read.append(delta.text());
            pieces++;
          }
        }
        assertThat(read).hasToString(text);
        assertThat(pieces).isGreaterThan(1);
        assertThat(stream.reply().receipt().cache()).isEqualTo(CacheOutcome.HIT);
      }
      assertThat(world.acme.calls()).hasSize(1);
    }
  }

  @Test
  void the_cache_is_bounded_by_bytes() {
    world.model("a").answers("x".repeat(10_000));
    try (Router router =
        world.builder().lane("acme/a").cache(c -> c.maximumBytes(100_000)).build()) {
      for (int i = 0; i < 50; i++) {
        router.chat(ChatRequest.of("question " + i));
      }
      int before = world.acme.calls().size();
      for (int i = 0; i < 50; i++) {
        router.chat(ChatRequest.of("question " + i));
      }
      assertThat(world.acme.calls().size() - before).isGreaterThan(40);
    }
  }
}
