package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** The request that a recording answers, in the neutral words; a simple one if it is unknown. */
final class Requests {

  private static final Set<String> SAID_OTHERWISE =
      Set.of(
          "model",
          "input",
          "prompt",
          "requests",
          "content",
          "dimensions",
          "outputDimensionality",
          "encoding_format");

  private Requests() {}

  static ChatRequest chat(WireFile file) {
    if (file.request().isMissingNode() || !(file.request().has("messages") || isGemini(file))) {
      return ChatRequest.of("Hello");
    }
    return switch (Scope.provider(file)) {
      case "gemini" -> GeminiRequest.of(file);
      case "ollama" -> OllamaRequest.of(file);
      default -> OpenAiRequest.of(file);
    };
  }

  private static boolean isGemini(WireFile file) {
    return file.request().has("contents") || file.request().has("generateContentRequest");
  }

  static EmbeddingRequest embedding(WireFile file) {
    JsonNode body = file.request();
    List<String> texts = new ArrayList<>();
    JsonNode input = body.path("input");
    if (input.isTextual()) {
      texts.add(input.asText());
    }
    input.forEach(text -> texts.add(text.asText()));
    for (JsonNode one : body.path("requests")) {
      texts.add(one.path("content").path("parts").path(0).path("text").asText());
    }
    JsonNode first = body.path("requests").path(0);
    Map<String, Object> extras = new TreeMap<>();
    for (JsonNode holder : List.of(body, first)) {
      Plain.withoutNulls(holder)
          .properties()
          .forEach(
              member -> {
                if (!SAID_OTHERWISE.contains(member.getKey())) {
                  extras.put(member.getKey(), Plain.value(member.getValue()));
                }
              });
    }
    EmbeddingRequest request =
        new EmbeddingRequest(
            texts.isEmpty() ? List.of("Hello") : texts,
            OptionalInt.empty(),
            Map.of(Scope.provider(file), extras));
    int dimensions = body.path("dimensions").asInt(first.path("outputDimensionality").asInt());
    return dimensions > 0 ? request.withDimensions(dimensions) : request;
  }
}
