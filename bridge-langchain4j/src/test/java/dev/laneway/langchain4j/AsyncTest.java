package dev.laneway.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.core.Router;
import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What LangChain4j has from 1.20 on. */
class AsyncTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TwoVendors vendors = new TwoVendors();

  /** Takes events one at a time and writes them down. */
  @NullUnmarked // the subscription is there before it is used
  private static final class OneByOne implements Flow.Subscriber<ChatModelStreamingEvent> {

    final List<ChatModelStreamingEvent> events = new CopyOnWriteArrayList<>();
    final CompletableFuture<List<ChatModelStreamingEvent>> end = new CompletableFuture<>();
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1);
    }

    @Override
    public void onNext(ChatModelStreamingEvent event) {
      events.add(event);
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failed) {
      end.completeExceptionally(failed);
    }

    @Override
    public void onComplete() {
      end.complete(events);
    }

    List<ChatModelStreamingEvent> whole() throws Exception {
      return end.get(20, TimeUnit.SECONDS);
    }
  }

  @AfterEach
  void close() {
    vendors.close();
  }

  private static ChatRequest to(String model) {
    return ChatRequest.builder().messages(UserMessage.from("Hi")).modelName(model).build();
  }

  @Test
  void a_future_brings_the_reply_or_an_error_of_their_family() throws Exception {
    vendors.reply(ChatCompletions.text("Hello"));
    RouterChatModel model = RouterChatModel.of(vendors.router);
    assertThat(model.chatAsync("Hi").get(20, TimeUnit.SECONDS)).isEqualTo("Hello");
    assertThatThrownBy(() -> model.chatAsync(to("nowhere")).get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void cancelling_the_future_closes_the_exchange_with_the_vendor() {
    try (FaultyVendor silent = FaultyVendor.that(Fault.noHeaders());
        Router router =
            Router.builder()
                .account("openai", a -> a.apiKey("k").baseUrl(silent.url().resolve("/v1")))
                .lane("openai/small")
                .build()) {
      CompletableFuture<ChatResponse> reply =
          RouterChatModel.of(router).chatAsync(UserMessage.from("Hi"));
      silent.awaitVisit(0, PATIENCE);
      reply.cancel(true);
      silent.awaitVisit(0, PATIENCE).awaitClosedByClient(PATIENCE);
    }
  }

  @Test
  void a_publisher_asks_for_each_subscriber_and_keeps_to_its_pace() throws Exception {
    vendors.reply(ChatCompletions.stream("one ", "two"));
    Flow.Publisher<ChatModelStreamingEvent> publisher =
        RouterStreamingChatModel.of(vendors.router).chat(to("second"));
    assertThat(vendors.asked()).isZero();
    for (int i = 0; i < 2; i++) {
      OneByOne subscriber = new OneByOne();
      publisher.subscribe(subscriber);
      assertThat(subscriber.whole().subList(0, 2))
          .containsExactly(new PartialResponse("one "), new PartialResponse("two"));
      assertThat(subscriber.events.get(2)).isInstanceOf(CompleteResponse.class);
      assertThat(subscriber.events).hasSize(3);
    }
    assertThat(vendors.other.requests()).hasSize(2);
  }

  @Test
  void a_publisher_that_cannot_begin_says_so_to_its_subscriber() {
    OneByOne subscriber = new OneByOne();
    RouterStreamingChatModel.of(vendors.router).chat(to("nowhere")).subscribe(subscriber);
    assertThatThrownBy(subscriber::whole).hasCauseInstanceOf(ModelNotFoundException.class);
  }

  @Test
  void a_request_that_cannot_be_right_fails_the_future_and_the_subscription() {
    assertThatThrownBy(
            () ->
                RouterChatModel.of(vendors.router)
                    .doChatAsync(RouterChatModelTest.WRONG)
                    .get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InvalidRequestException.class);
    OneByOne subscriber = new OneByOne();
    RouterStreamingChatModel.of(vendors.router)
        .doChat(RouterChatModelTest.WRONG)
        .subscribe(subscriber);
    assertThatThrownBy(subscriber::whole).hasCauseInstanceOf(InvalidRequestException.class);
  }
}
