package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Requests for vectors in the form in which they are compared. Harmless differences: one text and a
 * list of one; numbers and base64 on the way back; Gemini's single and batch call; Ollama's {@code
 * truncate:false}.
 */
final class EmbeddingForm {

  private EmbeddingForm() {}

  static JsonNode of(JsonNode body) {
    JsonNode camel = GeminiForm.camelCase(body);
    JsonNode batch = camel.path("requests");
    return Form.of(batch.size() == 1 ? batch.path(0) : camel, EmbeddingForm::object);
  }

  private static JsonNode object(String name, ObjectNode object) {
    object.remove("encodingFormat");
    object.remove("truncate");
    if (object.path("input").isTextual()) {
      ArrayNode one = WireFile.JSON.createArrayNode().add(object.path("input"));
      object.set("input", one);
    }
    return object;
  }
}
