package dev.laneway.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.VendorReply;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterStreamingChatModelTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final VendorReply TWO_PIECES = ChatCompletions.stream("one ", "two");

  private final TwoVendors vendors = new TwoVendors();
  private final RouterStreamingChatModel model = RouterStreamingChatModel.of(vendors.router);
  private final Heard heard = new Heard();

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void a_handler_hears_the_pieces_and_the_end_once() throws Exception {
    vendors.reply(TWO_PIECES);
    model.chat("Hi", heard);
    ChatResponse whole = heard.whole();
    assertThat(heard.told).containsExactly("one ", "two", "end");
    assertThat(whole.aiMessage().text()).isEqualTo("one two");
    assertThat(whole.tokenUsage().totalTokenCount()).isEqualTo(15);
  }

  @Test
  void a_call_of_a_tool_is_heard_in_parts_and_whole() throws Exception {
    vendors.reply(ChatCompletions.streamedToolCall("call-1", "weather", "{\"city\":1}", "sig-1"));
    model.chat(
        ChatRequest.builder()
            .messages(UserMessage.from("Weather?"))
            .toolSpecifications(RouterChatModelTest.WEATHER)
            .build(),
        heard);
    ChatResponse whole = heard.whole();
    assertThat(heard.told).containsExactly("part weather{\"city\":1}", "call weather 0", "end");
    assertThat(whole.aiMessage().toolExecutionRequests().get(0).id()).isEqualTo("call-1");
    assertThat(whole.aiMessage().attributes().toString()).contains("sig-1");
  }

  @Test
  void a_stream_that_breaks_is_one_error_of_their_family() {
    vendors.reply(VendorReply.json(400, "{\"error\": {\"message\": \"no\"}}"));
    model.chat("Hi", heard);
    assertThatThrownBy(heard::whole).rootCause().isInstanceOf(Throwable.class);
    assertThat(heard.told).containsExactly("error");
    Heard nowhere = new Heard();
    model.chat(
        ChatRequest.builder().messages(UserMessage.from("Hi")).modelName("nowhere").build(),
        nowhere);
    assertThatThrownBy(nowhere::whole).cause().hasCauseInstanceOf(RouterException.class);
    assertThat(nowhere.told).containsExactly("error");
  }

  @Test
  void a_handler_that_throws_hears_its_own_error_and_no_more() {
    vendors.reply(TWO_PIECES);
    Heard clumsy =
        new Heard() {
          @Override
          public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            throw new IllegalStateException("clumsy");
          }
        };
    model.chat("Hi", clumsy);
    assertThatThrownBy(clumsy::whole).hasRootCauseMessage("clumsy");
    assertThat(clumsy.told).containsExactly("error");
  }

  @Test
  void cancelling_by_the_handle_closes_the_exchange_with_the_vendor() {
    int first = TWO_PIECES.bodyText().indexOf("\n\n") + 2;
    try (FaultyVendor stalling =
            FaultyVendor.that(Fault.stallAfter(TWO_PIECES.inChunksOf(64), first));
        Router router =
            Router.builder()
                .account("openai", a -> a.apiKey("k").baseUrl(stalling.url().resolve("/v1")))
                .lane("openai/small")
                .build()) {
      RouterStreamingChatModel.of(router)
          .chat(
              "Hi",
              new Heard() {
                @Override
                public void onPartialResponse(
                    PartialResponse piece, PartialResponseContext context) {
                  context.streamingHandle().cancel();
                }
              });
      stalling.awaitVisit(0, PATIENCE).awaitClosedByClient(PATIENCE);
    }
  }

  @Test
  void a_request_that_cannot_be_right_is_heard_by_the_handler() {
    model.chat(RouterChatModelTest.WRONG, heard);
    assertThatThrownBy(heard::whole)
        .cause()
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("maxOutputTokens must be positive, was 0");
    assertThat(heard.told).containsExactly("error");
  }
}
