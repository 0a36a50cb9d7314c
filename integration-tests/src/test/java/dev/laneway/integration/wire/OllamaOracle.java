package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.laneway.api.FinishReason;
import dev.laneway.api.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a body of Ollama's own protocol says, worked out without the adapter. */
final class OllamaOracle {

  private OllamaOracle() {}

  static Expected of(String body) throws IOException {
    StringBuilder text = new StringBuilder();
    List<Expected.Call> calls = new ArrayList<>();
    boolean thinks = false;
    JsonNode last = WireFile.JSON.nullNode();
    for (JsonNode line : EventStream.documents(body)) {
      JsonNode message = line.has("message") ? line.path("message") : line;
      text.append(message.path("content").asText("")).append(message.path("response").asText(""));
      thinks |= !message.path("thinking").asText("").isBlank();
      for (JsonNode call : message.path("tool_calls")) {
        JsonNode function = call.path("function");
        calls.add(
            new Expected.Call(
                call.path("id").asText(""),
                function.path("name").asText(),
                function.path("arguments")));
      }
      last = line;
    }
    FinishReason reason =
        switch (last.path("done_reason").asText("stop")) {
          case "stop" -> calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
          case "length" -> FinishReason.LENGTH;
          default -> FinishReason.OTHER;
        };
    Usage used =
        Usage.of(last.path("prompt_eval_count").asLong(), last.path("eval_count").asLong());
    return new Expected(
        text.toString(), thinks, calls, reason, used, last.path("model").asText(""), false);
  }
}
