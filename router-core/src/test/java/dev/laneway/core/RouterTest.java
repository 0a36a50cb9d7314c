package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.RouterException;
import dev.laneway.api.Submission;
import dev.laneway.api.Urgency;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RouterTest {

  private final ManualTime time = new ManualTime();
  private final ScriptedProvider acme = ScriptedProvider.under(time);

  private RouterBuilder builder() {
    return Router.builder()
        .provider(acme.asFactory("acme"))
        .timeSource(time)
        .random(new Random(7))
        .executor(Runnable::run)
        .grace(Duration.ZERO);
  }

  @Test
  void a_reply_names_the_lane_that_answered() {
    acme.model("small").answers("Hello").using(12, 3);
    try (Router router = builder().lane("acme/small").build()) {
      ChatReply reply = router.chat(ChatRequest.of("Hi"));
      assertThat(reply.text()).isEqualTo("Hello");
      assertThat(reply.receipt().lane()).contains(LaneId.of("acme/small"));
      assertThat(reply.receipt().attempts()).hasSize(1);
      assertThat(reply.receipt().fallback()).isFalse();
    }
  }

  @Test
  void a_throttled_lane_hands_over_at_once_and_rests_as_long_as_it_said() {
    acme.model("first").throttlesFor(Duration.ofSeconds(34)).answers("back");
    acme.model("second").answers("there");
    try (Router router =
        builder()
            .lane("acme/first")
            .lane("acme/second")
            .route("default", r -> r.fallback("acme/first", "acme/second"))
            .build()) {
      ChatReply reply = router.chat(ChatRequest.of("Hi"));
      assertThat(reply.text()).isEqualTo("there");
      assertThat(reply.receipt().fallback()).isTrue();
      assertThat(reply.receipt().attempts()).hasSize(2);
      time.advance(Duration.ofSeconds(31));
      acme.model("second").answers("again");
      assertThat(router.chat(ChatRequest.of("Hi")).text()).isEqualTo("again");
    }
  }

  @Test
  void a_request_waits_for_a_permit_and_no_longer_than_its_deadline() {
    acme.model("only").answers("one").answers("two");
    try (Router router =
        builder().lane("acme/only", l -> l.quota(q -> q.requestsPerMinute(1))).build()) {
      router.chat(ChatRequest.of("1"));
      CompletableFuture<ChatReply> second =
          router.chatAsync(
              ChatRequest.of("2"),
              CallOptions.builder()
                  .urgency(Urgency.NEAR_REAL_TIME)
                  .deadline(Duration.ofSeconds(61))
                  .build());
      assertThat(second).isNotDone();
      time.advance(Duration.ofSeconds(60));
      assertThat(second).isDone();
      assertThat(second.join().receipt().waited()).isEqualTo(Duration.ofSeconds(60));

      RouterException error =
          catchThrowableOfType(
              RouterException.class,
              () ->
                  router.chat(
                      ChatRequest.of("3"),
                      CallOptions.builder().deadline(Duration.ofSeconds(5)).build()));
      assertThat(error.reason()).isEqualTo(RouterException.Reason.LIMITED);
      assertThat(error.retryAt()).contains(time.now().plus(Duration.ofSeconds(60)));
    }
  }

  @Test
  void a_stream_shows_its_pieces_and_ends_with_the_whole_reply() {
    acme.model("small").answers("one two three");
    try (Router router = builder().lane("acme/small").build();
        ChatStream stream = router.stream(ChatRequest.of("count"))) {
      List<ChatEvent> events = new ArrayList<>();
      stream.forEach(events::add);
      assertThat(events).last().isInstanceOf(ChatEvent.Completed.class);
      assertThat(stream.reply().text()).isEqualTo("one two three");
      assertThat(stream.reply().receipt().lane()).contains(LaneId.of("acme/small"));
    }
  }

  @Test
  void texts_become_vectors() {
    acme.model("text-embed").embedsBy(text -> new float[] {1, 2});
    try (Router router = builder().lane("acme/text-embed").build()) {
      assertThat(router.embed(EmbeddingRequest.of("a", "b")).vectors()).hasSize(2);
    }
  }

  @Test
  void a_router_without_a_lane_for_vectors_says_so() {
    try (Router router = builder().lane("acme/small").build()) {
      assertThatThrownBy(() -> router.embed(EmbeddingRequest.of("a")))
          .isInstanceOf(RouterException.class)
          .hasMessage("no lane makes vectors: declare one whose model does");
    }
  }

  @Test
  void a_route_that_does_not_embed_is_named_to_whoever_embeds_on_it() {
    try (Router router =
        builder()
            .lane("acme/text-embed")
            .lane("acme/small")
            .lane("acme/large")
            .route("fast", r -> r.fallback("acme/small", "acme/large"))
            .build()) {
      CallOptions fast = CallOptions.builder().route("fast").build();
      assertThatThrownBy(() -> router.embed(EmbeddingRequest.of("a"), fast))
          .hasMessageContaining(
              "no lane of route 'fast' makes vectors: name a route of such lanes");
    }
  }

  @Test
  void work_prints_its_id_and_its_state() {
    acme.model("small").answers("done");
    try (Router router = builder().lane("acme/small").build()) {
      Submission work =
          router.submit("invoice-4711", ChatRequest.of("a"), CallOptions.of(Urgency.BATCH));
      work.reply().join();
      assertThat(work).hasToString("work invoice-4711, DONE");
    }
  }
}
