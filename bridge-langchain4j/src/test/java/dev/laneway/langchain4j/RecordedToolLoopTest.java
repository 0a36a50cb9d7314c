package dev.laneway.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.fixtures.Recordings;
import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.Recording;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolExecutor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real vendors' tool calls go through AiServices and back. */
class RecordedToolLoopTest {

  private final TwoVendors vendors = new TwoVendors();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  interface Assistant {

    String answer(String question);
  }

  interface Streaming {

    TokenStream answer(String question);
  }

  @AfterEach
  void close() {
    vendors.close();
  }

  private Map<ToolSpecification, ToolExecutor> toolOf(Recording recording) {
    ToolSpecification tool =
        ToolSpecification.builder()
            .name(Recordings.calledIn(recording))
            .description("as recorded")
            .build();
    return Map.of(
        tool,
        (call, memory) -> {
          asked.add(call.arguments());
          return "fine";
        });
  }

  private void assertLoop() {
    assertThat(asked).isNotEmpty().allSatisfy(input -> assertThat(input).startsWith("{"));
    assertThat(vendors.asked()).isEqualTo(2);
    assertThat(vendors.asOne().lastRequest().bodyText()).contains("\"role\":\"tool\"", "fine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"groq/tool-call-1.json", "groq/tool-call-3.json", "openai/tool-call-1.json"})
  void a_recorded_tool_call_is_made_and_answered(String file) {
    Recording recording = Recordings.of(file);
    vendors.reply(recording.reply(), ChatCompletions.text("done"));
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(RouterChatModel.of(vendors.router))
            .tools(toolOf(recording))
            .build();
    assertThat(assistant.answer("Go")).isEqualTo("done");
    assertLoop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groq/stream-tool-call-1.json",
        "openai/stream-tool-call-1.json",
        "openai/stream-tool-call-2.json"
      })
  void a_recorded_tool_call_in_pieces_is_made_and_answered(String file) throws Exception {
    Recording recording = Recordings.of(file);
    vendors.reply(recording.reply().inChunksOf(17), ChatCompletions.stream("do", "ne"));
    Streaming assistant =
        AiServices.builder(Streaming.class)
            .streamingChatModel(RouterStreamingChatModel.of(vendors.router))
            .tools(toolOf(recording))
            .build();
    CompletableFuture<ChatResponse> end = new CompletableFuture<>();
    assistant
        .answer("Go")
        .onPartialResponse(piece -> {})
        .onCompleteResponse(end::complete)
        .onError(end::completeExceptionally)
        .start();
    assertThat(end.get(20, TimeUnit.SECONDS).aiMessage().text()).isEqualTo("done");
    assertLoop();
  }
}
