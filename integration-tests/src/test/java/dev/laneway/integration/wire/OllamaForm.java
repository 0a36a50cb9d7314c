package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Requests of Ollama's protocol in the form in which they are compared. Harmless differences: empty
 * {@code options}, {@code tools} and {@code format} and none; {@code stream} that is said and its
 * default, which is true; {@code truncate:false}, which the adapter adds so that a prompt that does
 * not fit is refused instead of cut.
 */
final class OllamaForm {

  private OllamaForm() {}

  static JsonNode of(JsonNode body) {
    return Form.of(body, OllamaForm::object);
  }

  private static JsonNode object(String name, ObjectNode object) {
    if (name.isEmpty()) {
      object.put("stream", object.path("stream").asBoolean(true));
      Form.dropEmpty(object, "options", "tools", "format", "images");
      object.remove("truncate");
    }
    if (name.equals("messages")) {
      Form.dropEmpty(object, "images", "tool_calls", "thinking");
    }
    return object;
  }
}
