package dev.laneway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatEvent.Completed;
import dev.laneway.api.ChatEvent.TextDelta;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.Usage;
import dev.laneway.api.Window;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.api.spi.ProviderSettings;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ScriptedProviderTest {

  private final ManualTime time = new ManualTime();
  private final ScriptedProvider acme = ScriptedProvider.under(time);
  private final ChatRequest hello = ChatRequest.of("Hello there, who are you?");

  @Test
  void an_answer_without_delay_is_there_at_once() {
    acme.model("small").answers("I am a script").using(9, 4);

    CompletableFuture<ChatReply> reply = acme.chat(hello, CallControl.of("small"));

    assertThat(reply).isCompleted();
    assertThat(reply.join().text()).isEqualTo("I am a script");
    assertThat(reply.join().usage()).isEqualTo(Usage.of(9, 4));
    assertThat(reply.join().model()).isEqualTo("small");
    assertThat(acme.calls()).singleElement().matches(ScriptedCall::wasAnswered);
    assertThat(acme.calls("small").get(0).request()).isEqualTo(hello);
  }

  @Test
  void steps_follow_each_other_and_the_last_one_stays() {
    acme.model("small").throttlesFor(Duration.ofSeconds(7)).times(2).breaks().answers("at last");

    assertThat(failure("small").retryIn()).contains(Duration.ofSeconds(7));
    assertThat(failure("small")).isInstanceOf(ProviderFailure.Throttled.class);
    assertThat(failure("small").status()).isEqualTo(500);
    assertThat(text("small")).isEqualTo("at last");
    assertThat(text("small")).isEqualTo("at last");

    acme.model("small").fromNowOn().isOverloaded();
    assertThat(failure("small").status()).isEqualTo(503);
  }

  @Test
  void delays_pass_on_the_given_time() {
    acme.model("small").answers("slow").after(Duration.ofSeconds(3));

    CompletableFuture<ChatReply> reply = acme.chat(hello, CallControl.of("small"));
    time.advance(Duration.ofMillis(2_999));
    assertThat(reply).isNotDone();
    assertThat(acme.running()).isEqualTo(1);

    time.advance(Duration.ofMillis(1));
    assertThat(reply).isCompleted();
    assertThat(acme.running()).isZero();
  }

  @Test
  void what_never_answers_meets_the_time_out_of_the_call() {
    acme.model("dead").neverAnswers();

    CompletableFuture<ChatReply> reply = acme.chat(hello, CallControl.of("dead"));
    time.advance(Duration.ofSeconds(59));
    assertThat(reply).isNotDone();
    time.advance(Duration.ofSeconds(1));

    assertThat(failureOf(reply)).isInstanceOf(ProviderFailure.Unavailable.class);
    assertThat(time.waiting()).isZero();
  }

  @Test
  void a_cancelled_call_is_seen_and_leaves_nothing_behind() {
    acme.model("dead").neverAnswers();

    acme.chat(hello, CallControl.of("dead")).cancel(true);

    assertThat(acme.calls().get(0).wasCancelled()).isTrue();
    assertThat(time.waiting()).isZero();
  }

  @Test
  void closing_cancels_what_is_under_way() {
    acme.model("dead").neverAnswers();
    CompletableFuture<ChatReply> reply = acme.chat(hello, CallControl.of("dead"));
    EventLog log = stream("dead", Long.MAX_VALUE);

    acme.close();
    acme.close();

    assertThat(failureOf(reply).detail()).isEqualTo("the provider is closed");
    assertThat(log.failure().detail()).isEqualTo("the provider is closed");
    assertThat(acme.isClosed()).isTrue();
    assertThat(time.waiting()).isZero();
    assertThat(failure("dead")).isInstanceOf(ProviderFailure.Unavailable.class);
  }

  @Test
  void a_model_without_a_script_is_not_found() {
    assertThat(failure("other")).isInstanceOf(ProviderFailure.ModelGone.class);

    acme.anyModel().answers("anything");
    assertThat(text("other")).isEqualTo("anything");
  }

  @Test
  void a_stream_shows_its_pieces_at_their_times_and_ends_with_the_whole() {
    acme.model("small")
        .answers("one two three")
        .after(Duration.ofSeconds(1))
        .withGapsOf(Duration.ofMillis(100));
    EventLog log = stream("small", Long.MAX_VALUE);

    time.advance(Duration.ofMillis(999));
    assertThat(log.events()).isEmpty();
    time.advance(Duration.ofMillis(101));
    assertThat(log.events()).containsExactly(new TextDelta("one "), new TextDelta("two "));
    time.advance(Duration.ofMillis(200));

    assertThat(log.isComplete()).isTrue();
    assertThat(log.reply().text()).isEqualTo("one two three");
    assertThat(time.waiting()).isZero();
  }

  @Test
  void a_stream_hands_out_no_more_than_was_asked_for() {
    acme.model("small").answers("abc").inPieces("a", "b", "c");
    EventLog log = stream("small", 1);

    assertThat(log.events()).containsExactly(new TextDelta("a"));
    log.request(2);
    assertThat(log.events()).hasSize(3);
    assertThat(log.isComplete()).isFalse();
    log.request(1);
    assertThat(log.events().get(3)).isInstanceOf(Completed.class);
    assertThat(log.isComplete()).isTrue();
  }

  @Test
  void a_cut_stream_shows_what_it_had_and_fails() {
    acme.model("small").answers("abc").inPieces("a", "b", "c").cutAfter(2);
    EventLog log = stream("small", Long.MAX_VALUE);

    assertThat(log.text()).isEqualTo("ab");
    assertThat(log.failure()).isInstanceOf(ProviderFailure.Unreadable.class);
    assertThat(failure("small")).isInstanceOf(ProviderFailure.Unreadable.class);
  }

  @Test
  void a_stalled_stream_meets_the_idle_time_out() {
    acme.model("small").answers("abc").inPieces("a", "b", "c").stallingAfter(1);
    EventLog log = stream("small", Long.MAX_VALUE);

    time.advance(Duration.ofSeconds(29));
    assertThat(log.hasEnded()).isFalse();
    time.advance(Duration.ofSeconds(1));

    assertThat(log.text()).isEqualTo("a");
    assertThat(log.failure()).isInstanceOf(ProviderFailure.Unavailable.class);
  }

  @Test
  void a_stream_may_fail_half_way() {
    ProviderFailure gone = new ProviderFailure.Unreadable(FailureDetails.of("gone"));
    acme.model("small").answers("one two").failingAfter(1, gone);

    EventLog log = stream("small", Long.MAX_VALUE);

    assertThat(log.text()).isEqualTo("one ");
    assertThat(log.failure()).isEqualTo(gone);
  }

  @Test
  void a_cancelled_stream_stops() {
    acme.model("small").answers("one two").withGapsOf(Duration.ofSeconds(1));
    EventLog log = stream("small", Long.MAX_VALUE);

    log.cancel();
    time.advance(Duration.ofMinutes(10));

    assertThat(log.events()).hasSize(1);
    assertThat(log.hasEnded()).isFalse();
    assertThat(acme.calls().get(0).wasCancelled()).isTrue();
  }

  @Test
  void nothing_is_asked_before_somebody_subscribes() {
    acme.model("small").answers("x");

    assertThat(acme.stream(hello, CallControl.of("small"))).isNotNull();

    assertThat(acme.calls()).isEmpty();
  }

  @Test
  void tools_are_asked_for_whole_or_in_pieces() {
    acme.model("small").callsTool("c1", "weather", "{\"city\":\"Oslo\"}");

    EventLog log = stream("small", Long.MAX_VALUE);

    ChatReply reply = log.reply();
    assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.toolCalls()).singleElement().matches(call -> call.name().equals("weather"));
    assertThat(log.events().get(0))
        .isEqualTo(new ChatEvent.ToolCallDelta(0, "c1", "weather", "{\"city\":\"Oslo\"}"));
  }

  @Test
  void readings_and_notes_reach_the_control() {
    RateLimitReading reading =
        new RateLimitReading(
            Resource.REQUESTS,
            Window.rolling(Duration.ofMinutes(1)),
            OptionalLong.of(30),
            OptionalLong.of(29),
            Optional.empty());
    acme.model("small").answers("x").telling(reading).noting("dropped topK");
    List<Object> told = new ArrayList<>();

    acme.chat(hello, new ListeningControl("small", told)).join();

    assertThat(told).containsExactly(reading, "dropped topK");
  }

  @Test
  void the_same_text_has_the_same_vector() {
    acme.model("embedder").answers("");

    List<float[]> vectors =
        acme.embed(EmbeddingRequest.of("a", "b", "a"), CallControl.of("embedder")).join().vectors();

    assertThat(vectors.get(0)).isEqualTo(vectors.get(2)).isNotEqualTo(vectors.get(1));
  }

  @Test
  void a_factory_lends_the_time_of_its_router() {
    ScriptedProvider timeless = ScriptedProvider.create();
    timeless.model("small").answers("slow").after(Duration.ofSeconds(1));
    ProviderFactory factory = timeless.asFactory("acme");

    factory.create(
        ProviderSettings.of("acme", ApiKey.NONE),
        new ProviderContext(time, HttpClient.newHttpClient()));
    CompletableFuture<ChatReply> reply = timeless.chat(hello, CallControl.of("small"));
    time.runUntilIdle();

    assertThat(factory.id()).isEqualTo("acme");
    assertThat(reply).isCompleted();
  }

  private String text(String model) {
    return acme.chat(hello, CallControl.of(model)).join().text();
  }

  private ProviderFailure failure(String model) {
    return failureOf(acme.chat(hello, CallControl.of(model)));
  }

  private static ProviderFailure failureOf(CompletableFuture<?> future) {
    try {
      future.getNow(null);
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof ProviderException told) {
        return told.failure();
      }
    }
    throw new AssertionError("it did not fail");
  }

  private EventLog stream(String model, long demand) {
    EventLog log = EventLog.asking(demand);
    acme.stream(hello, CallControl.of(model)).subscribe(log);
    return log;
  }

  private record ListeningControl(String model, List<Object> told) implements CallControl {

    @Override
    public void observed(List<RateLimitReading> readings) {
      told.addAll(readings);
    }

    @Override
    public void noted(String note) {
      told.add(note);
    }
  }
}
