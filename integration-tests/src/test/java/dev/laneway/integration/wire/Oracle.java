package dev.laneway.integration.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.ProviderFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says whether an adapter understood a recording, from the raw body alone. */
final class Oracle {

  private Oracle() {}

  static void judge(WireFile file, Played played) throws IOException {
    Optional<ExpectedFailures.ExpectedFailure> failure = ExpectedFailures.of(file);
    if (failure.isPresent()) {
      assertThat(played).isInstanceOf(Played.Failed.class);
      failure.get().isMetBy(((Played.Failed) played).failure());
    } else if (played instanceof Played.Replied replied) {
      agrees(expected(file), Expected.of(replied.reply()));
    } else if (played instanceof Played.Streamed streamed) {
      agrees(expected(file), Expected.of(streamed.reply()));
      piecesMakeTheWhole(streamed);
    } else if (played instanceof Played.Embedded embedded) {
      vectors(file, embedded);
    } else if (played instanceof Played.Counted counted) {
      long expected = WireFile.JSON.readTree(file.body()).path("totalTokens").asLong();
      assertThat(counted.tokens()).isEqualTo(expected);
    } else if (played instanceof Played.Listed listed) {
      models(file, listed.models());
    } else if (played instanceof Played.Failed failed) {
      refused(file, failed);
    }
  }

  private static Expected expected(WireFile file) throws IOException {
    return switch (Scope.provider(file)) {
      case "gemini" -> GeminiOracle.of(file.body());
      case "ollama" -> OllamaOracle.of(file.body());
      default ->
          Scope.operation(file) == Operation.STREAM
              ? OpenAiOracle.streamed(file.body())
              : OpenAiOracle.whole(file.body());
    };
  }

  /** Ids may be the adapter's own where the vendor gave none. */
  private static void agrees(Expected expected, Expected found) {
    List<Expected.Call> calls = new ArrayList<>();
    for (int i = 0; i < found.calls().size(); i++) {
      Expected.Call call = found.calls().get(i);
      boolean idGiven = i < expected.calls().size() && !expected.calls().get(i).id().isEmpty();
      calls.add(idGiven ? call : new Expected.Call("", call.name(), call.arguments()));
    }
    Expected comparable =
        new Expected(
            found.text(),
            found.thinks(),
            calls,
            found.finishReason(),
            found.usage(),
            found.model(),
            found.cites());
    assertThat(comparable).isEqualTo(expected);
  }

  private static void piecesMakeTheWhole(Played.Streamed streamed) {
    StringBuilder text = new StringBuilder();
    StringBuilder thoughts = new StringBuilder();
    Map<Integer, String[]> calls = new TreeMap<>();
    for (ChatEvent event : streamed.events()) {
      if (event instanceof ChatEvent.TextDelta piece) {
        text.append(piece.text());
      } else if (event instanceof ChatEvent.ReasoningDelta piece) {
        thoughts.append(piece.text());
      } else if (event instanceof ChatEvent.ToolCallDelta piece) {
        String[] call = calls.computeIfAbsent(piece.index(), i -> new String[] {"", "", ""});
        call[0] = piece.id().isEmpty() ? call[0] : piece.id();
        call[1] = piece.name().isEmpty() ? call[1] : piece.name();
        call[2] += piece.arguments();
      }
    }
    assertThat(text).hasToString(streamed.reply().text());
    assertThat(thoughts).hasToString(streamed.reply().reasoning());
    assertThat(
            calls.values().stream()
                .map(call -> Expected.Call.of(call[0], call[1], call[2]))
                .toList())
        .isEqualTo(Expected.of(streamed.reply()).calls());
    long ends = streamed.events().stream().filter(ChatEvent.Completed.class::isInstance).count();
    assertThat(ends).isOne();
  }

  /**
   * An answer of which nothing came but that it was withheld may be a failure; of an error that the
   * table does not know, no more can be said than that it must be understood.
   */
  private static void refused(WireFile file, Played.Failed failed) throws IOException {
    if (file.status() != 200) {
      assertThat(failed.failure().kind()).isNotEqualTo(ProviderFailure.Kind.UNREADABLE);
      return;
    }
    Expected expected = expected(file);
    assertThat(failed.failure().kind())
        .describedAs("%s", failed.failure())
        .isEqualTo(ProviderFailure.Kind.REFUSED);
    assertThat(expected.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(expected.text()).isEmpty();
  }

  private static void vectors(WireFile file, Played.Embedded embedded) throws IOException {
    JsonNode body = WireFile.JSON.readTree(file.body());
    List<float[]> expected = new ArrayList<>();
    List<JsonNode> data = new ArrayList<>();
    body.path("data").forEach(data::add);
    data.sort((a, b) -> a.path("index").asInt() - b.path("index").asInt());
    for (JsonNode entry : data) {
      expected.add(vector(entry.path("embedding"), file));
    }
    for (JsonNode entry : body.path("embeddings")) {
      expected.add(vector(entry.has("values") ? entry.path("values") : entry, file));
    }
    if (body.path("embedding").isObject()) {
      expected.add(vector(body.path("embedding").path("values"), file));
    } else if (body.path("embedding").isArray()) {
      expected.add(vector(body.path("embedding"), file));
    }
    assertThat(expected).isNotEmpty();
    assertThat(embedded.reply().vectors()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(embedded.reply().vectors().get(i)).containsExactly(expected.get(i));
    }
    long input =
        body.path("usage")
            .path("prompt_tokens")
            .asLong(
                body.path("usageMetadata")
                    .path("promptTokenCount")
                    .asLong(body.path("prompt_eval_count").asLong()));
    if (!embedded.reply().usage().estimated()) {
      assertThat(embedded.reply().usage().inputTokens()).isEqualTo(input);
    }
    assertThat(embedded.reply().model()).isIn(body.path("model").asText(""), file.askedModel());
  }

  /** Base64 holds floats, or single bytes where there are just as many as dimensions. */
  private static float[] vector(JsonNode numbers, WireFile file) {
    if (numbers.isTextual()) {
      byte[] bytes = Base64.getDecoder().decode(numbers.asText());
      if (bytes.length == file.request().path("dimensions").asInt()) {
        float[] single = new float[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
          single[i] = bytes[i];
        }
        return single;
      }
      float[] floats = new float[bytes.length / Float.BYTES];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
      return floats;
    }
    float[] floats = new float[numbers.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = numbers.get(i).floatValue();
    }
    return floats;
  }

  private static void models(WireFile file, List<ModelInfo> found) throws IOException {
    JsonNode body = WireFile.JSON.readTree(file.body());
    if (Scope.operation(file) == Operation.SHOW) {
      long context = 0;
      for (var fact : body.path("model_info").properties()) {
        if (fact.getKey().endsWith(".context_length")) {
          context = fact.getValue().asLong();
        }
      }
      assertThat(found).hasSize(1);
      assertThat(found.get(0).id()).isEqualTo("shown");
      assertThat(found.get(0).contextWindow().orElse(0)).isEqualTo(context);
      return;
    }
    List<String> expected = new ArrayList<>();
    JsonNode rows =
        body.isArray() ? body : body.has("data") ? body.path("data") : body.path("models");
    for (JsonNode row : rows) {
      String id = row.path("id").asText(row.path("model_id").asText(row.path("name").asText()));
      expected.add(id.replaceFirst("^models/", ""));
    }
    if (body.path("object").asText().equals("model")) {
      expected.add(body.path("id").asText());
    }
    assertThat(expected).isNotEmpty();
    assertThat(found.stream().map(ModelInfo::id)).containsExactlyInAnyOrderElementsOf(expected);
  }
}
