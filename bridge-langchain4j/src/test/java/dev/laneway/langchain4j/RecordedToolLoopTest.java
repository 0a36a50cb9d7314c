package dev.laneway.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.Recording;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.tool.ToolExecutor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real vendors' tool calls go through AiServices and back. */
class RecordedToolLoopTest {

  private static final Pattern NAME =
      Pattern.compile("\"function\":\\s*\\{.*?\"name\":\\s*\"([^\"]+)\"", Pattern.DOTALL);

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

  private static Recording recorded(String file) {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/wire");
      if (Files.exists(folder.resolve(file))) {
        return Recording.read(folder.resolve(file));
      }
    }
    System.out.println("skipped: no recording ../shared/wire/" + file + " beside this project");
    assumeTrue(false, "no recordings");
    throw new IllegalStateException(file);
  }

  private Map<ToolSpecification, ToolExecutor> toolOf(Recording recording) {
    Matcher called = NAME.matcher(recording.reply().bodyText());
    assertThat(called.find()).as("a call in %s", recording.name()).isTrue();
    ToolSpecification tool =
        ToolSpecification.builder().name(called.group(1)).description("as recorded").build();
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
    Recording recording = recorded(file);
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
    Recording recording = recorded(file);
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
