package dev.laneway.integration.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.laneway.testkit.VendorRequest;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A recorded request, read into the neutral model and written back by the adapter, is the same. */
class RequestsTest {

  /** Recordings whose requests were wrong on purpose, or say what the neutral model cannot. */
  private static final Map<String, String> NOT_OURS =
      Map.of(
          "openai/error-400-3.json", "messages inside a message: wrong on purpose",
          "openai/error-400-6.json", "a message without content: wrong on purpose",
          "vertex/error-400-2.json", "a role that does not exist: wrong on purpose",
          "ollama-openai/vision-1.json", "a picture as the result of a tool",
          "openrouter/vision-5.json", "a picture as the result of a tool",
          "gemini/batch-embed-2.json", "a picture to be embedded",
          "mistral/document-1.json", "a data address that was cut before its data");

  @TestFactory
  Stream<DynamicTest> every_recorded_request_is_written_as_it_was() {
    return WireFile.all().stream()
        .filter(file -> Scope.outside(file).isEmpty())
        .filter(file -> !file.request().isMissingNode() && isAsked(file))
        .filter(file -> !NOT_OURS.containsKey(file.name()))
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> check(file)));
  }

  /** Errors were recorded at endpoints, too, that no adapter asks. */
  private static boolean isAsked(WireFile file) {
    String path = file.path();
    return switch (Scope.operation(file)) {
      case CHAT, STREAM ->
          path.endsWith("/chat/completions")
              || path.endsWith("/api/chat")
              || path.contains("enerateContent");
      case EMBED -> !path.endsWith("/api/embeddings");
      case COUNT_TOKENS -> true;
      case MODELS, SHOW -> false;
    };
  }

  private static void check(WireFile file) throws Exception {
    try {
      rewrite(file);
    } catch (AssertionError wrong) {
      throw new AssertionError(file.name(), wrong);
    }
  }

  private static void rewrite(WireFile file) throws Exception {
    CompletableFuture<VendorRequest> asked = new CompletableFuture<>();
    Played.of(file, 0, asked);
    JsonNode written = WireFile.JSON.readTree(asked.get(1, TimeUnit.SECONDS).bodyText());
    JsonNode recorded = Healed.of(file.request());
    assertThat(pretty(written(file, written, recorded))).isEqualTo(pretty(form(file, recorded)));
    assertThat(endpoint(asked.get().path())).isEqualTo(endpoint(file.path()));
  }

  private static JsonNode written(WireFile file, JsonNode written, JsonNode recorded) {
    return written.has("messages") && !Scope.provider(file).equals("ollama")
        ? OpenAiForm.written(written, recorded, Scope.provider(file))
        : form(file, written);
  }

  private static JsonNode form(WireFile file, JsonNode body) {
    if (Scope.operation(file) == Operation.EMBED) {
      return EmbeddingForm.of(body);
    }
    return switch (Scope.provider(file)) {
      case "gemini" -> GeminiForm.of(body);
      case "ollama" -> OllamaForm.of(body);
      default -> OpenAiForm.of(body, Scope.provider(file));
    };
  }

  /** A batch of one text and a single call are the same question. */
  private static String endpoint(String path) {
    return path.replaceAll("[<>]", "")
        .replaceAll("/+", "/")
        .replace(":batchEmbedContents", ":embedContent");
  }

  private static String pretty(JsonNode node) throws IOException {
    return WireFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node);
  }
}
