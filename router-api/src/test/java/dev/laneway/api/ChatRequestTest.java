package dev.laneway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ChatRequestTest {

  @Test
  void a_tool_that_must_be_called_must_be_there() {
    ChatRequest.Builder asking =
        ChatRequest.builder().user("Hi").tool(Tool.of("now", "Tells the time"));

    assertThat(asking.toolChoice(ToolChoice.tool("now")).build().toolChoice()).isPresent();
    assertThatThrownBy(() -> asking.toolChoice(ToolChoice.tool("later")).build())
        .hasMessage("toolChoice must name one of the tools [now], was 'later'");
  }
}
