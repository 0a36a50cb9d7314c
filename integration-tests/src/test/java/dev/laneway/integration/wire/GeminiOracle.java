package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.FinishReason;
import dev.laneway.api.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a body of Gemini's protocol says, worked out without the adapter. */
final class GeminiOracle {

  private final StringBuilder text = new StringBuilder();
  private final List<Expected.Call> calls = new ArrayList<>();
  private boolean thinks;
  private boolean cites;
  private String finish = "";
  private String model = "";
  private JsonNode usage = WireFile.JSON.nullNode();

  private GeminiOracle() {}

  static Expected of(String body) throws IOException {
    GeminiOracle oracle = new GeminiOracle();
    for (JsonNode document : EventStream.documents(body)) {
      oracle.read(document);
    }
    return oracle.answer();
  }

  private void read(JsonNode document) {
    model = document.path("modelVersion").asText(model);
    if (document.path("usageMetadata").isObject()) {
      usage = document.path("usageMetadata");
    }
    JsonNode candidate = document.path("candidates").path(0);
    finish = candidate.path("finishReason").asText(finish);
    cites |= !candidate.path("groundingMetadata").path("groundingChunks").isEmpty();
    cites |= !candidate.path("citationMetadata").path("citationSources").isEmpty();
    for (JsonNode part : candidate.path("content").path("parts")) {
      if (part.path("thought").asBoolean()) {
        thinks |= !part.path("text").asText("").isBlank();
      } else {
        text.append(part.path("text").asText(""));
      }
      if (part.has("functionCall")) {
        call(part.path("functionCall"));
      }
    }
  }

  /** A call begins with its name; what has none goes on with the one before. */
  private void call(JsonNode call) {
    if (!call.path("name").asText("").isEmpty()) {
      JsonNode arguments = call.path("args");
      calls.add(
          new Expected.Call(
              call.path("id").asText(""),
              call.path("name").asText(),
              arguments.isObject() ? arguments : WireFile.JSON.createObjectNode()));
    }
    for (JsonNode piece : call.path("partialArgs")) {
      ObjectNode arguments = (ObjectNode) calls.get(calls.size() - 1).arguments();
      String name = piece.path("jsonPath").asText().substring("$.".length());
      arguments.put(name, arguments.path(name).asText("") + piece.path("stringValue").asText(""));
    }
  }

  private Expected answer() {
    long prompt = usage.path("promptTokenCount").asLong();
    long tools = usage.path("toolUsePromptTokenCount").asLong();
    long thoughts = usage.path("thoughtsTokenCount").asLong();
    Usage used =
        Usage.of(
            prompt + tools,
            usage.path("candidatesTokenCount").asLong() + thoughts,
            usage.path("cachedContentTokenCount").asLong(),
            thoughts);
    return new Expected(text.toString(), thinks, calls, reason(), used, model, cites);
  }

  private FinishReason reason() {
    return switch (finish) {
      case "STOP", "1" -> calls.isEmpty() ? FinishReason.STOP : FinishReason.TOOL_CALLS;
      case "MAX_TOKENS", "2" -> FinishReason.LENGTH;
      case "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "LANGUAGE",
          "IMAGE_SAFETY",
          "MODEL_ARMOR" ->
          FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }
}
