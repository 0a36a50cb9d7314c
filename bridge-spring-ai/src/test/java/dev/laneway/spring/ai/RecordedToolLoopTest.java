package dev.laneway.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.fixtures.Recordings;
import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.Recording;
import dev.laneway.testkit.VendorRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.DefaultToolDefinition;
import org.springframework.ai.tool.definition.ToolDefinition;

/** Real vendors' tool calls go through ChatClient and back. */
@NullUnmarked // Spring AI says of nearly everything that it may be absent
class RecordedToolLoopTest {

  private final TwoVendors vendors = new TwoVendors();
  private final ChatClient client = ChatClient.create(RouterChatModel.of(vendors.router));
  private final List<String> asked = new ArrayList<>();

  @AfterEach
  void close() {
    vendors.close();
  }

  private ToolCallback toolOf(Recording recording) {
    ToolDefinition definition =
        DefaultToolDefinition.builder()
            .name(Recordings.calledIn(recording))
            .description("as recorded")
            .inputSchema("{\"type\": \"object\"}")
            .build();
    return new ToolCallback() {
      @Override
      public ToolDefinition getToolDefinition() {
        return definition;
      }

      @Override
      public String call(String input) {
        asked.add(input);
        return "\"fine\"";
      }
    };
  }

  private void assertLoop() {
    List<VendorRequest> requests = vendors.asOne().requests();
    assertThat(requests).hasSize(2);
    assertThat(asked).isNotEmpty().allSatisfy(input -> assertThat(input).startsWith("{"));
    assertThat(requests.get(1).bodyText()).contains("\"role\":\"tool\"", "fine");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"groq/tool-call-1.json", "groq/tool-call-3.json", "openai/tool-call-1.json"})
  void a_recorded_tool_call_is_made_and_answered(String file) {
    Recording recording = Recordings.of(file);
    vendors.reply(recording.reply(), ChatCompletions.text("done"));
    String answer = client.prompt().user("Go").tools(toolOf(recording)).call().content();
    assertThat(answer).isEqualTo("done");
    assertLoop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "groq/stream-tool-call-1.json",
        "openai/stream-tool-call-1.json",
        "openai/stream-tool-call-2.json"
      })
  void a_recorded_tool_call_in_pieces_is_made_and_answered(String file) {
    Recording recording = Recordings.of(file);
    vendors.reply(recording.reply().inChunksOf(17), ChatCompletions.stream("do", "ne"));
    List<String> pieces =
        client.prompt().user("Go").tools(toolOf(recording)).stream()
            .content()
            .collectList()
            .block();
    assertThat(String.join("", pieces)).endsWith("done");
    assertLoop();
  }
}
