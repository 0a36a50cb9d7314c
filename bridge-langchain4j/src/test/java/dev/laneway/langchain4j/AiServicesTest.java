package dev.laneway.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.VendorReply;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What LangChain4j's users write, over the router. */
class AiServicesTest {

  private static final VendorReply ASKS =
      ChatCompletions.signedToolCall("call-1", "weather", "{\"city\": \"Oslo\"}", "sig-1");

  private final TwoVendors vendors = new TwoVendors();
  private final Weather weather = new Weather();

  /** A tool as LangChain4j's users write it. */
  static class Weather {

    final List<String> asked = new ArrayList<>();

    @Tool("The weather in a city")
    String weather(@P(name = "city", value = "the city") String city) {
      asked.add(city);
      return "sunny in " + city;
    }
  }

  /** An answer as LangChain4j's users want it. */
  record Verdict(String label, int score) {}

  interface Assistant {

    String answer(String question);
  }

  interface Streaming {

    TokenStream answer(String question);
  }

  interface Classifier {

    Verdict classify(String text);
  }

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void a_tool_loop_with_memory_is_one_turn_on_one_lane() {
    vendors.reply(ASKS, ChatCompletions.text("It is sunny."));
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(RouterChatModel.of(vendors.router))
            .chatMemory(MessageWindowChatMemory.withMaxMessages(10))
            .tools(weather)
            .build();
    assertThat(assistant.answer("Weather in Oslo?")).isEqualTo("It is sunny.");
    assertLoop();
  }

  @Test
  void a_streamed_tool_loop_is_one_turn_on_one_lane() throws Exception {
    vendors.reply(
        ChatCompletions.streamedToolCall("call-1", "weather", "{\"city\": \"Oslo\"}", "sig-1"),
        ChatCompletions.stream("It is ", "sunny."));
    Streaming assistant =
        AiServices.builder(Streaming.class)
            .streamingChatModel(RouterStreamingChatModel.of(vendors.router))
            .tools(weather)
            .build();
    List<String> pieces = new CopyOnWriteArrayList<>();
    CompletableFuture<ChatResponse> end = new CompletableFuture<>();
    assistant
        .answer("Weather in Oslo?")
        .onPartialResponse(pieces::add)
        .onCompleteResponse(end::complete)
        .onError(end::completeExceptionally)
        .start();
    assertThat(end.get(20, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("It is sunny.");
    assertThat(pieces).containsExactly("It is ", "sunny.");
    assertLoop();
  }

  private void assertLoop() {
    assertThat(weather.asked).containsExactly("Oslo");
    assertThat(vendors.asked()).isEqualTo(2);
    assertThat(vendors.asOne().requests()).hasSize(2);
    assertThat(vendors.asOne().requests().get(0).bodyText())
        .contains("\"name\":\"weather\"", "\"city\"");
    assertThat(vendors.asOne().lastRequest().bodyText())
        .contains("sunny in Oslo", "\"thought_signature\"", "sig-1");
  }

  @Test
  void a_record_is_asked_for_by_a_native_schema() {
    vendors.reply(ChatCompletions.text("{\"label\": \"refund\", \"score\": 3}"));
    Classifier classifier = AiServices.create(Classifier.class, RouterChatModel.of(vendors.router));
    assertThat(classifier.classify("refund please")).isEqualTo(new Verdict("refund", 3));
    assertThat(vendors.asOne().lastRequest().bodyText())
        .contains("\"response_format\"", "\"json_schema\"", "\"score\"")
        .doesNotContain("You must answer strictly");
  }
}
