package dev.laneway.langchain4j;

import dev.laneway.api.ChatReply;
import dev.laneway.api.LaneId;
import dev.laneway.api.ToolCall;
import dev.laneway.api.Usage;
import dev.laneway.core.bridge.Turn;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.List;

/** The router's replies in LangChain4j's words. */
final class Answers {

  private Answers() {}

  static ChatResponse whole(ChatReply reply, Turn turn) {
    AiMessage.Builder message =
        AiMessage.builder()
            .toolExecutionRequests(calls(reply.toolCalls()))
            .attributes(turn.keepsakeOf(reply.message()));
    if (!reply.text().isEmpty()) {
      message.text(reply.text());
    }
    if (!reply.reasoning().isEmpty()) {
      message.thinking(reply.reasoning());
    }
    return ChatResponse.builder()
        .aiMessage(message.build())
        .id(reply.id())
        .modelName(modelOf(reply))
        .tokenUsage(usage(reply.usage()))
        .finishReason(finish(reply))
        .build();
  }

  private static List<ToolExecutionRequest> calls(List<ToolCall> calls) {
    return calls.stream().map(Answers::call).toList();
  }

  static ToolExecutionRequest call(ToolCall call) {
    return ToolExecutionRequest.builder()
        .id(call.id())
        .name(call.name())
        .arguments(call.arguments())
        .build();
  }

  private static String modelOf(ChatReply reply) {
    return reply.model().isEmpty()
        ? reply.receipt().lane().map(LaneId::model).orElse("")
        : reply.model();
  }

  static TokenUsage usage(Usage usage) {
    return new TokenUsage(
        count(usage.inputTokens()), count(usage.outputTokens()), count(usage.totalTokens()));
  }

  private static int count(long tokens) {
    return (int) Math.min(tokens, Integer.MAX_VALUE);
  }

  private static FinishReason finish(ChatReply reply) {
    return switch (reply.finishReason()) {
      case STOP -> FinishReason.STOP;
      case LENGTH -> FinishReason.LENGTH;
      case TOOL_CALLS -> FinishReason.TOOL_EXECUTION;
      case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
      case OTHER -> FinishReason.OTHER;
    };
  }
}
