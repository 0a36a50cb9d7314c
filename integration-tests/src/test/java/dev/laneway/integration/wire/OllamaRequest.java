package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Tool;

/** Reads a recorded request of Ollama's own chat into the neutral words. */
final class OllamaRequest {

  private OllamaRequest() {}

  static ChatRequest of(WireFile file) {
    ChatRequest.Builder request = ChatRequest.builder();
    JsonNode body = Plain.withoutNulls(Healed.of(file.request()));
    for (JsonNode message : body.path("messages")) {
      String text = message.path("content").asText();
      switch (message.path("role").asText()) {
        case "system" -> request.system(text);
        case "assistant" -> Echo.of(file, message).ifPresent(request::message);
        default -> request.user(text);
      }
    }
    body.properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              switch (member.getKey()) {
                case "model", "messages", "stream" -> {}
                case "options" -> options(request, value);
                case "tools" -> value.forEach(tool -> request.tool(tool(tool.path("function"))));
                case "format" -> format(request, value);
                default -> request.extra("ollama", member.getKey(), Plain.value(value));
              }
            });
    return request.build();
  }

  private static void options(ChatRequest.Builder request, JsonNode options) {
    ObjectNode more = WireFile.JSON.createObjectNode();
    options
        .properties()
        .forEach(
            member -> {
              JsonNode value = member.getValue();
              switch (member.getKey()) {
                case "temperature" -> request.temperature(value.asDouble());
                case "seed" -> request.seed(value.asLong());
                case "num_predict" -> request.maxOutputTokens(value.asLong());
                default -> more.set(member.getKey(), value);
              }
            });
    if (!more.isEmpty()) {
      request.extra("ollama", "options", Plain.value(more));
    }
  }

  private static void format(ChatRequest.Builder request, JsonNode format) {
    if (format.isObject()) {
      request.responseSchema(ResponseSchema.ofJson(format.toString()));
    } else if (format.asText().equals("json")) {
      request.responseSchema(ResponseSchema.ANY_OBJECT);
    }
  }

  private static Tool tool(JsonNode function) {
    return new Tool(
        function.path("name").asText(),
        function.path("description").asText(""),
        function.path("parameters").toString());
  }
}
