package dev.laneway.provider.gemini;

import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.api.VendorState;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.List;

/**
 * Writes a conversation: {@code systemInstruction} and {@code contents}. Parts go back as they came
 * and in their order; what only another vendor understands is left out.
 */
final class ContentWriter {

  /**
   * Google's own word for calls that no Gemini model made: without a signature, newer models refuse
   * the calls of the current turn.
   */
  private static final String FOREIGN_CALL = "skip_thought_signature_validator";

  private final JsonWriter json;
  private final boolean signsCalls;

  ContentWriter(JsonWriter json, GeminiModel model) {
    this.json = json;
    this.signsCalls = model.thinksByLevel();
  }

  void write(List<Message> messages) {
    systemInstruction(messages);
    json.array("contents");
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (message.role() == Role.TOOL) {
        i = results(messages, i);
      } else if (message.role() != Role.SYSTEM && message.parts().stream().anyMatch(this::isOurs)) {
        begin(message.role() == Role.ASSISTANT ? "model" : "user");
        parts(message);
        end();
      }
    }
    json.endArray();
  }

  private void systemInstruction(List<Message> messages) {
    if (messages.stream().noneMatch(message -> message.role() == Role.SYSTEM)) {
      return;
    }
    json.object("systemInstruction").array("parts");
    for (Message message : messages) {
      if (message.role() == Role.SYSTEM) {
        parts(message);
      }
    }
    end();
  }

  /** All results of one turn stand in one content, as many as there were calls. */
  private int results(List<Message> messages, int from) {
    begin("user");
    int last = from;
    for (int i = from; i < messages.size() && messages.get(i).role() == Role.TOOL; i++) {
      parts(messages.get(i));
      last = i;
    }
    end();
    return last;
  }

  private void begin(String role) {
    json.object().member("role", role).array("parts");
  }

  private void end() {
    json.endArray().endObject();
  }

  private void parts(Message message) {
    boolean foreign = signsCalls && isForeign(message);
    for (Part part : message.parts()) {
      if (!isOurs(part)) {
        continue;
      }
      json.object();
      if (part instanceof Part.Text text) {
        json.member("text", text.text());
        signature(Gemini.signatureOf(text.state()));
      } else if (part instanceof Part.Reasoning thought) {
        json.member("text", thought.text()).member("thought", true);
        signature(Gemini.signatureOf(thought.state()));
      } else if (part instanceof Part.Attachment attachment) {
        media(attachment.media());
      } else if (part instanceof Part.ToolUse use) {
        call(use.call());
        if (foreign) {
          json.member("thoughtSignature", FOREIGN_CALL);
          foreign = false;
        }
        signature(Gemini.signatureOf(use.call().state()));
      } else if (part instanceof Part.ToolResult result) {
        result(result);
      } else if (part instanceof Part.Opaque opaque) {
        Json.parse(opaque.state().json()).members((name, value) -> json.raw(name, value.raw()));
      }
      json.endObject();
    }
  }

  /** Not ours is what only another vendor understands. */
  private boolean isOurs(Part part) {
    boolean ofOneVendor = part instanceof Part.Opaque || part instanceof Part.Reasoning;
    return !ofOneVendor || stateOf(part).isOf(Gemini.ID);
  }

  /** Whether nothing in a message is a Gemini model's. */
  private static boolean isForeign(Message message) {
    return message.parts().stream().noneMatch(part -> stateOf(part).isOf(Gemini.ID));
  }

  private static VendorState stateOf(Part part) {
    if (part instanceof Part.ToolUse use) {
      return use.call().state();
    }
    if (part instanceof Part.Text text) {
      return text.state();
    }
    if (part instanceof Part.Reasoning thought) {
      return thought.state();
    }
    return part instanceof Part.Opaque opaque ? opaque.state() : VendorState.NONE;
  }

  private void signature(Json signature) {
    if (signature.isPresent()) {
      json.raw("thoughtSignature", signature.raw());
    }
  }

  private void media(Media media) {
    if (media.uri().isPresent()) {
      json.object("fileData")
          .member("mimeType", media.mimeType())
          .member("fileUri", media.uri().get().toString())
          .endObject();
    } else {
      json.object("inlineData")
          .member("mimeType", media.mimeType())
          .base64("data", "", media.bytes().orElseThrow())
          .endObject();
    }
  }

  private void call(ToolCall call) {
    json.object("functionCall");
    if (!call.id().isEmpty()) {
      json.member("id", call.id());
    }
    json.member("name", call.name());
    object("args", "arguments", call.arguments());
    json.endObject();
  }

  private void result(Part.ToolResult result) {
    json.object("functionResponse");
    if (!result.callId().isEmpty()) {
      json.member("id", result.callId());
    }
    json.member("name", result.tool());
    object("response", "output", result.content());
    json.endObject();
  }

  /** The vendor wants objects: what is none stands inside one, under the given word. */
  private void object(String name, String word, String text) {
    Json value = Json.parseOrMissing(text);
    if (value.isObject()) {
      json.raw(name, value.raw());
      return;
    }
    json.object(name);
    if (value.isArray()) {
      json.raw(word, value.raw());
    } else if (!text.isBlank()) {
      json.member(word, text);
    }
    json.endObject();
  }
}
