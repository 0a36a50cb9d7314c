package dev.laneway.provider.ollama;

import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.provider.http.HttpAnswer;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** {@code embed}, and the answers of its predecessor {@code embeddings}, which hold one vector. */
final class Embedding {

  private Embedding() {}

  static byte[] write(EmbeddingRequest request, String model) {
    JsonWriter json = JsonWriter.withExtras(request.extras(OllamaProvider.ID));
    json.object().member("model", model).array("input");
    request.texts().forEach(json::value);
    json.endArray();
    json.member("truncate", false);
    request.dimensions().ifPresent(length -> json.member("dimensions", length));
    return json.endObject().toBytes();
  }

  static EmbeddingReply read(HttpAnswer answer, EmbeddingRequest request, CallControl control) {
    Json json = OllamaProvider.readable(answer);
    List<float[]> vectors = new ArrayList<>();
    json.get("embeddings").elements().forEach(one -> vectors.add(one.floats()));
    if (json.get("embedding").isPresent()) {
      vectors.add(json.get("embedding").floats());
    }
    if (vectors.size() != request.texts().size()) {
      throw answer.unreadable(
          "%d texts were sent and %d vectors came back"
              .formatted(request.texts().size(), vectors.size()));
    }
    return EmbeddingReply.of(
        vectors,
        Usage.of(json.get("prompt_eval_count").number(0), 0),
        json.get("model").nonEmptyText().orElse(control.model()));
  }
}
