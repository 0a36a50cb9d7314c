package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.api.StreamRecovery;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.testkit.EventLog;
import dev.laneway.testkit.ScriptedProvider;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Streams of nothing, and of vendors that tell while they are asked or tell what is no event. */
@NullUnmarked
class OddStreamsTest {

  private static final ChatEvent ONE = new ChatEvent.TextDelta("one ");
  private static final ChatEvent TWO = new ChatEvent.TextDelta("two");
  private static final ChatEvent END = new ChatEvent.Completed(ChatReply.of("one two"));

  private final World world = new World();

  /** A vendor that tells these events, each as soon as it is asked for. */
  private record Prompt(List<ChatEvent> events) implements Provider {

    @Override
    public ProviderCapabilities capabilities() {
      return ProviderCapabilities.of(Capability.CHAT, Capability.STREAM);
    }

    @Override
    public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Flow.Publisher<ChatEvent> stream(ChatRequest request, CallControl control) {
      Iterator<ChatEvent> left = events.iterator();
      return subscriber ->
          subscriber.onSubscribe(
              new Flow.Subscription() {
                @Override
                public void request(long n) {
                  for (long i = 0; i < n && left.hasNext(); i++) {
                    subscriber.onNext(left.next());
                  }
                }

                @Override
                public void cancel() {}
              });
    }
  }

  private Router after(ChatEvent... events) {
    return world
        .builder()
        .provider(ScriptedProvider.factory("prompt", settings -> new Prompt(Arrays.asList(events))))
        .lane("prompt/a")
        .lane("acme/b")
        .route("default", route -> route.fallback("prompt/a", "acme/b"))
        .build();
  }

  private static EventLog read(Router router, StreamRecovery recovery) {
    CallOptions options = CallOptions.builder().streamRecovery(recovery).build();
    ChatStream stream = router.stream(ChatRequest.of("Hi"), options);
    EventLog log = EventLog.askingForAll();
    stream.publisher().subscribe(log);
    return log;
  }

  @Test
  void a_vendor_that_tells_while_it_is_asked_is_shown_in_its_order() {
    try (Router router = after(ONE, TWO, END)) {
      EventLog log = read(router, StreamRecovery.FAIL);
      assertThat(log.text()).isEqualTo("one two");
    }
  }

  @Test
  void an_event_that_is_null_before_the_first_content_moves_the_call_unseen() {
    world.model("b").answers("three");
    try (Router router = after((ChatEvent) null)) {
      EventLog log = read(router, StreamRecovery.FAIL);
      assertThat(log.reply().text()).isEqualTo("three");
      assertThat(log.reply().receipt().attempts().get(0).failure().orElseThrow().detail())
          .contains("null");
    }
  }

  @Test
  void an_event_that_is_null_after_content_breaks_the_stream() {
    try (Router router = after(ONE, null, END)) {
      RouterException broken = (RouterException) read(router, StreamRecovery.FAIL).error();
      assertThat(broken.reason()).isEqualTo(RouterException.Reason.BROKEN);
      assertThat(broken.textSoFar()).contains("one ");
    }
  }

  @Test
  void a_stream_of_nothing_is_no_answer() {
    world.model("b").answers("three");
    try (Router router = after(new ChatEvent.Completed(ChatReply.of("")))) {
      EventLog log = read(router, StreamRecovery.FAIL);
      assertThat(log.reply().text()).isEqualTo("three");
    }
  }

  @Test
  void a_lane_that_goes_on_may_have_nothing_to_add() {
    world.model("b").answers("");
    try (Router router = after(ONE, TWO, null)) {
      EventLog log = read(router, StreamRecovery.CONTINUE);
      assertThat(log.text()).isEqualTo("one two");
      assertThat(log.reply().text()).isEqualTo("one two");
      assertThat(log.reply().receipt().lane()).hasToString("Optional[acme/b]");
    }
  }
}
