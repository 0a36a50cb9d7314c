package dev.laneway.core;

import static dev.laneway.core.World.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is under way when a router closes ends, and says that, and what had happened. */
class ClosingTest {

  private static final ChatRequest HI = ChatRequest.of("Hi");

  private final World world = new World();

  @Test
  void a_call_under_way_tells_what_was_tried() {
    world.model("a").breaks().times(1);
    world.model("b").neverAnswers();
    Router router = world.fallback("a", "b");
    CompletableFuture<ChatReply> reply = router.chatAsync(HI, World.interactive(20));
    world.time.advance(Duration.ofSeconds(1));
    router.close();
    RouterException error = errorOf(reply);
    assertThat(error.reason()).isEqualTo(Reason.CLOSED);
    assertThat(error.receipt().attempts()).hasSize(2);
    assertThat(world.acme.running()).isZero();
  }

  @Test
  void a_call_that_waits_is_told_as_well() {
    world.model("a").neverAnswers();
    Router router =
        world.builder().lane("acme/a", lane -> lane.quota(q -> q.requestsPerMinute(1))).build();
    world.send(router, World.interactive(20), 1);
    CompletableFuture<ChatReply> waiting =
        router.chatAsync(HI, World.within(Urgency.BATCH, Duration.ofMinutes(5)));
    assertThat(waiting).isNotDone();
    router.close();
    assertThat(errorOf(waiting).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void all_who_share_a_call_are_told() {
    world.model("a").neverAnswers();
    Router router =
        world
            .builder()
            .lane("acme/a")
            .cache(cache -> cache.timeToLive(Duration.ofMinutes(1)))
            .build();
    CompletableFuture<ChatReply> first = router.chatAsync(HI);
    CompletableFuture<ChatReply> second = router.chatAsync(HI);
    router.close();
    assertThat(errorOf(first).reason()).isEqualTo(Reason.CLOSED);
    assertThat(errorOf(first).receipt().attempts()).hasSize(1);
    assertThat(errorOf(second).reason()).isEqualTo(Reason.CLOSED);
    assertThat(world.acme.running()).isZero();
  }

  @Test
  void a_stream_hands_out_the_text_so_far() {
    world.model("a").answers("one two three four").stallingAfter(1);
    Router router = world.fallback("a");
    ChatStream stream = router.stream(HI, World.interactive(20));
    world.time.advance(Duration.ofSeconds(1));
    Iterator<ChatEvent> events = stream.iterator();
    assertThat(events.next()).isInstanceOf(ChatEvent.TextDelta.class);
    router.close();
    RouterException error =
        catchThrowableOfType(RouterException.class, () -> events.forEachRemaining(event -> {}));
    assertThat(error.reason()).isEqualTo(Reason.CLOSED);
    assertThat(error.textSoFar()).contains("one ");
    assertThat(error.receipt().attempts()).hasSize(1);
  }

  @Test
  void vectors_under_way_are_not_waited_for() {
    world.model("embed").neverAnswers();
    Router router = world.builder().lane("acme/embed").build();
    CompletableFuture<EmbeddingReply> reply =
        router.embedAsync(EmbeddingRequest.of("a"), World.interactive(20));
    router.close();
    assertThat(errorOf(reply).reason()).isEqualTo(Reason.CLOSED);
  }

  @Test
  void a_closed_router_refuses_new_calls_and_has_cancelled_the_old() {
    world.model("a").neverAnswers();
    Router router = world.fallback("a");
    CompletableFuture<ChatReply> under = router.chatAsync(ChatRequest.of("x"));
    router.close();
    router.close();
    assertThat(under).isCompletedExceptionally();
    assertThatThrownBy(() -> router.chat(ChatRequest.of("y")))
        .isInstanceOfSatisfying(
            RouterException.class, error -> assertThat(error.reason()).isEqualTo(Reason.CLOSED));
    assertThat(world.acme.isClosed()).isTrue();
  }

  @Test
  void a_call_that_is_sent_while_the_router_closes_is_cancelled_like_the_others() {
    List<Router> closing = new ArrayList<>();
    CompletableFuture<ChatReply> atVendor = new CompletableFuture<>();
    Provider provider =
        new Provider() {
          @Override
          public ProviderCapabilities capabilities() {
            return ProviderCapabilities.of(Capability.CHAT);
          }

          @Override
          public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
            closing.get(0).close();
            return atVendor;
          }
        };
    closing.add(
        world
            .builder()
            .provider(ScriptedProvider.factory("late", settings -> provider))
            .lane("late/a")
            .build());
    assertThat(closing.get(0).chatAsync(ChatRequest.of("x"))).isCompletedExceptionally();
    assertThat(atVendor).isCancelled();
  }
}
