package dev.laneway.provider.openai;

import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.ModelInfo;
import dev.laneway.provider.http.HttpAnswer;
import dev.laneway.provider.http.json.Json;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads vectors and lists of models. */
final class Listings {

  private static final String LONG_FORM = "models/";

  private Listings() {}

  static EmbeddingReply vectors(HttpAnswer answer, EmbeddingRequest request) {
    int expected = request.texts().size();
    Json json = answer.json();
    ReplyReader.requireNoError(json, answer);
    List<Json> data = json.get("data").elements();
    if (data.size() != expected) {
      throw answer.unreadable(
          "the answer has %d vectors for %d texts".formatted(data.size(), expected));
    }
    List<float @Nullable []> sorted = new ArrayList<>(Collections.nCopies(expected, null));
    for (int i = 0; i < expected; i++) {
      long index = data.get(i).get("index").number(i);
      if (index < 0 || index >= expected || sorted.get((int) index) != null) {
        throw answer.unreadable("the answer counts its vectors wrongly");
      }
      sorted.set((int) index, vector(data.get(i).get("embedding"), request, answer));
    }
    List<float[]> vectors = new ArrayList<>(expected);
    for (float @Nullable [] vector : sorted) {
      if (vector != null) {
        vectors.add(vector);
      }
    }
    return EmbeddingReply.of(vectors, Figures.usage(json.get("usage")), json.get("model").text());
  }

  /** Numbers or, by the vendor's choice, base 64 of little-endian floats or of single bytes. */
  private static float[] vector(Json embedding, EmbeddingRequest request, HttpAnswer answer) {
    if (embedding.isArray()) {
      return embedding.floats();
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(embedding.text());
      if (bytes.length == 0) {
        throw answer.unreadable("a vector is empty");
      }
      if (bytes.length % Float.BYTES != 0 || bytes.length == request.dimensions().orElse(0)) {
        return singles(bytes);
      }
      FloatBuffer floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      float[] vector = new float[floats.remaining()];
      floats.get(vector);
      return vector;
    } catch (IllegalArgumentException neither) {
      throw answer.unreadable("a vector is neither numbers nor base 64");
    }
  }

  private static float[] singles(byte[] bytes) {
    float[] vector = new float[bytes.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = bytes[i];
    }
    return vector;
  }

  static List<ModelInfo> models(HttpAnswer answer) {
    Json json = answer.json();
    ReplyReader.requireNoError(json, answer);
    List<ModelInfo> models = new ArrayList<>();
    if (json.get("object").is("model")) {
      models.add(model(json));
      return models;
    }
    Json list = json.isArray() ? json : json.get("data");
    if (!list.isArray()) {
      throw answer.unreadable("the answer has no list of models");
    }
    list.elements().forEach(model -> models.add(model(model)));
    models.removeIf(model -> model.id().isEmpty());
    return models;
  }

  private static ModelInfo model(Json model) {
    String id = model.get("id").nonEmptyText().orElseGet(() -> model.get("model_id").text());
    return new ModelInfo(
        id.startsWith(LONG_FORM) ? id.substring(LONG_FORM.length()) : id,
        model.get("name").text(),
        first(
            model.get("context_length"),
            model.get("context_window"),
            model.get("max_model_len"),
            model.get("max_context_length"),
            model.get("limits", "max_context_length")),
        first(
            model.get("top_provider", "max_completion_tokens"),
            model.get("max_completion_tokens"),
            model.get("max_output_tokens")),
        Set.of());
  }

  private static OptionalLong first(Json... candidates) {
    for (Json candidate : candidates) {
      OptionalLong number = candidate.number();
      if (number.isPresent() && number.getAsLong() > 0) {
        return number;
      }
    }
    return OptionalLong.empty();
  }
}
