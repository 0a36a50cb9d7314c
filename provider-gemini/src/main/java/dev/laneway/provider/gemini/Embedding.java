package dev.laneway.provider.gemini;

import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.provider.http.HttpAnswer;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code embedContent} for one text, {@code batchEmbedContents} for more, which stay in order. */
final class Embedding {

  private Embedding() {}

  static boolean isSingle(EmbeddingRequest request) {
    return request.texts().size() == 1;
  }

  static byte[] write(EmbeddingRequest request, String model) {
    JsonWriter json = JsonWriter.create();
    if (isSingle(request)) {
      one(json, request, model, request.texts().get(0));
      return json.toBytes();
    }
    json.object().array("requests");
    request.texts().forEach(text -> one(json, request, model, text));
    return json.endArray().endObject().toBytes();
  }

  private static void one(JsonWriter json, EmbeddingRequest request, String model, String text) {
    json.object()
        .member("model", "models/" + Gemini.plainName(model))
        .object("content")
        .array("parts")
        .object()
        .member("text", text)
        .endObject()
        .endArray()
        .endObject();
    request.dimensions().ifPresent(length -> json.member("outputDimensionality", length));
    request.extras(Gemini.ID).forEach((name, value) -> json.name(name).value(value));
    json.endObject();
  }

  static EmbeddingReply read(HttpAnswer answer, EmbeddingRequest request, CallControl control) {
    Json json = GeminiProvider.readable(answer);
    List<float[]> vectors = new ArrayList<>();
    if (json.get("embedding").isPresent()) {
      vectors.add(json.get("embedding", "values").floats());
    }
    json.get("embeddings").elements().forEach(one -> vectors.add(one.get("values").floats()));
    if (vectors.size() != request.texts().size()) {
      throw answer.unreadable(
          "%d texts were sent and %d vectors came back"
              .formatted(request.texts().size(), vectors.size()));
    }
    long tokens = json.get("usageMetadata", "promptTokenCount").number(0);
    return EmbeddingReply.of(vectors, Usage.of(tokens, 0), control.model());
  }
}
