package dev.laneway.provider.ollama;

import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.api.VendorState;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Writes a conversation: one text for each message, with images and calls beside it. */
final class MessageWriter {

  private final JsonWriter json;
  private final BiConsumer<String, String> dropped;

  /**
   * A writer into an object.
   *
   * @param dropped is told what cannot be said, and why
   */
  MessageWriter(JsonWriter json, BiConsumer<String, String> dropped) {
    this.json = json;
    this.dropped = dropped;
  }

  void write(List<Message> messages) {
    json.array("messages");
    for (Message message : messages) {
      boolean resultsOnly =
          !message.parts().isEmpty()
              && message.parts().stream().allMatch(Part.ToolResult.class::isInstance);
      if (!resultsOnly) {
        said(message);
      }
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolResult result) {
          result(result);
        }
      }
    }
    json.endArray();
  }

  private void said(Message message) {
    json.object()
        .member("role", message.role().name().toLowerCase(Locale.ROOT))
        .member("content", message.text());
    if (message.role() == Role.ASSISTANT) {
      thinking(message);
      calls(message.toolCalls());
    }
    images(message);
    json.endObject();
  }

  private void thinking(Message message) {
    StringBuilder thoughts = new StringBuilder();
    for (Part part : message.parts()) {
      if (part instanceof Part.Reasoning thought && thought.state().equals(VendorState.NONE)) {
        thoughts.append(thought.text());
      }
    }
    if (!thoughts.isEmpty()) {
      json.member("thinking", thoughts.toString());
    }
  }

  private void calls(List<ToolCall> calls) {
    if (calls.isEmpty()) {
      return;
    }
    json.array("tool_calls");
    for (ToolCall call : calls) {
      json.object();
      if (!call.id().isEmpty()) {
        json.member("id", call.id());
      }
      json.object("function").member("name", call.name());
      arguments(call.arguments());
      json.endObject().endObject();
    }
    json.endArray();
  }

  /** The vendor wants an object; what a model wrote instead goes into one. */
  private void arguments(String text) {
    Json arguments = Json.parseOrMissing(text);
    if (arguments.isObject()) {
      json.raw("arguments", arguments.raw());
      return;
    }
    json.object("arguments");
    if (!text.isBlank()) {
      json.member("arguments", text);
    }
    json.endObject();
  }

  private void result(Part.ToolResult result) {
    json.object()
        .member("role", "tool")
        .member("content", result.content())
        .member("tool_name", result.tool());
    if (!result.callId().isEmpty()) {
      json.member("tool_call_id", result.callId());
    }
    json.endObject();
  }

  private void images(Message message) {
    List<Media> media =
        message.parts().stream()
            .filter(Part.Attachment.class::isInstance)
            .map(part -> ((Part.Attachment) part).media())
            .filter(this::isTaken)
            .toList();
    if (!media.isEmpty()) {
      json.array("images");
      for (Media image : media) {
        json.value(Base64.getEncoder().encodeToString(image.bytes().orElseThrow()));
      }
      json.endArray();
    }
  }

  private boolean isTaken(Media media) {
    if (media.kind() != Media.Kind.IMAGE) {
      dropped.accept("an attachment of " + media.mimeType(), "Ollama takes images only");
      return false;
    }
    if (media.bytes().isEmpty()) {
      dropped.accept("an image by address", "Ollama takes images by their bytes only");
      return false;
    }
    return true;
  }
}
