package dev.laneway.integration.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.laneway.api.ChatReply;
import dev.laneway.api.FinishReason;
import dev.laneway.api.Usage;
import java.util.List;

/**
 * A reply as far as two readers of the same bytes must agree on it.
 *
 * @param thinks whether thoughts are shown
 * @param cites whether sources are named
 * @param calls what the model asks for, arguments as JSON
 */
record Expected(
    String text,
    boolean thinks,
    List<Call> calls,
    FinishReason finishReason,
    Usage usage,
    String model,
    boolean cites) {

  record Call(String id, String name, JsonNode arguments) {

    static Call of(String id, String name, String arguments) {
      return new Call(id, name, parsed(arguments));
    }

    private static JsonNode parsed(String arguments) {
      try {
        return WireFile.JSON.readTree(arguments.isBlank() ? "{}" : arguments);
      } catch (JsonProcessingException written_by_a_model) {
        return TextNode.valueOf(arguments);
      }
    }
  }

  static Expected of(ChatReply reply) {
    List<Call> calls =
        reply.toolCalls().stream()
            .map(call -> Call.of(call.id(), call.name(), call.arguments()))
            .toList();
    return new Expected(
        reply.text(),
        !reply.reasoning().isBlank(),
        calls,
        reply.finishReason(),
        reply.usage(),
        reply.model(),
        !reply.citations().isEmpty());
  }
}
