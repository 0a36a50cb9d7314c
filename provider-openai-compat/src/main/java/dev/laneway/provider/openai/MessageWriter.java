package dev.laneway.provider.openai;

import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.api.VendorState;
import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes the conversation. */
final class MessageWriter {

  private final Dialect dialect;
  private final JsonWriter json;
  private final Notes notes;
  private final CallIds ids;

  MessageWriter(Dialect dialect, JsonWriter json, Notes notes) {
    this.dialect = dialect;
    this.json = json;
    this.notes = notes;
    ids = new CallIds(dialect.request().shortCallIds());
  }

  void write(List<Message> messages) {
    json.array("messages");
    for (Message message : messages) {
      write(message);
    }
    json.endArray();
  }

  private void write(Message message) {
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        toolResult(result);
      }
    }
    if (message.role() == Role.ASSISTANT) {
      assistant(message);
    } else if (message.role() != Role.TOOL) {
      said(message);
    }
  }

  private void toolResult(Part.ToolResult result) {
    json.object()
        .member("role", "tool")
        .member("tool_call_id", ids.ofResult(result.callId(), result.tool()))
        .member("content", result.content())
        .endObject();
  }

  private void said(Message message) {
    boolean plain = true;
    int texts = 0;
    for (Part part : message.parts()) {
      plain &= part instanceof Part.Text;
      texts += part instanceof Part.ToolResult ? 0 : 1;
    }
    if (texts == 0) {
      return; // nothing but results of tools
    }
    json.object().member("role", message.role() == Role.SYSTEM ? "system" : "user");
    if (plain && (texts == 1 || message.role() == Role.SYSTEM)) {
      json.member("content", message.text());
    } else {
      json.array("content");
      message.parts().forEach(this::piece);
      json.endArray();
    }
    json.endObject();
  }

  private void piece(Part part) {
    if (part instanceof Part.Text text) {
      text(text.text());
    } else if (part instanceof Part.Attachment attachment) {
      media(attachment.media());
    }
  }

  private void text(String text) {
    json.object().member("type", "text").member("text", text).endObject();
  }

  private void media(Media media) {
    Media.Kind kind = media.kind();
    if (kind == Media.Kind.DOCUMENT && isText(media)) {
      text(new String(media.bytes().orElseThrow(), StandardCharsets.UTF_8));
      return;
    }
    if (!dialect.request().media().contains(kind)) {
      throw notes.refuse("messages", "takes no " + kind.name().toLowerCase(Locale.ROOT));
    }
    json.object();
    switch (kind) {
      case IMAGE -> addressed("image_url", media);
      case VIDEO -> addressed("video_url", media);
      case AUDIO -> audio(media);
      case DOCUMENT -> document(media);
    }
    json.endObject();
  }

  private static boolean isText(Media media) {
    return media.bytes().isPresent()
        && (media.mimeType().startsWith("text/") || media.mimeType().equals("application/json"));
  }

  private void addressed(String type, Media media) {
    json.member("type", type).object(type);
    address("url", media);
    json.endObject();
  }

  private void address(String member, Media media) {
    if (media.uri().isPresent()) {
      json.member(member, media.uri().get().toString());
    } else {
      json.base64(member, "data:" + media.mimeType() + ";base64,", media.bytes().orElseThrow());
    }
  }

  private void audio(Media media) {
    if (media.uri().isPresent()) {
      throw notes.refuse("messages", "takes sound by its bytes, not by address");
    }
    String subtype = media.mimeType().substring(media.mimeType().indexOf('/') + 1);
    String format =
        switch (subtype) {
          case "mpeg", "mpga", "x-mp3" -> "mp3";
          case "x-wav", "wave", "vnd.wave" -> "wav";
          default -> subtype;
        };
    json.member("type", "input_audio").object("input_audio");
    json.base64("data", "", media.bytes().orElseThrow()).member("format", format);
    json.endObject();
  }

  private void document(Media media) {
    if (dialect.request().documentUrl()) {
      json.member("type", "document_url");
      address("document_url", media);
      return;
    }
    json.member("type", "file").object("file");
    json.member("filename", media.name().isEmpty() ? "document.pdf" : media.name());
    address("file_data", media);
    json.endObject();
  }

  private void assistant(Message message) {
    json.object().member("role", "assistant");
    boolean calls = message.parts().stream().anyMatch(Part.ToolUse.class::isInstance);
    content(message, calls);
    reasoning(message, calls);
    if (calls) {
      json.array("tool_calls");
      for (Part part : message.parts()) {
        if (part instanceof Part.ToolUse use) {
          call(use.call());
        }
      }
      json.endArray();
    }
    json.endObject();
  }

  private void content(Message message, boolean calls) {
    boolean typed =
        message.parts().stream()
            .anyMatch(part -> part instanceof Part.Reasoning thought && isTyped(thought.state()));
    String text = message.text();
    if (typed) {
      json.array("content");
      for (Part part : message.parts()) {
        if (part instanceof Part.Reasoning thought && isTyped(thought.state())) {
          thinking(thought);
        } else {
          piece(part);
        }
      }
      json.endArray();
    } else if (text.isEmpty() && calls) {
      json.nullMember("content");
    } else {
      json.member("content", text);
    }
  }

  private void thinking(Part.Reasoning thought) {
    if (thought.state().json().startsWith("{")) {
      json.raw(thought.state().json());
      return;
    }
    json.object().member("type", "thinking").array("thinking");
    text(thought.text());
    json.endArray().endObject();
  }

  /** Reasoning that is a piece of the content at this vendor. */
  private boolean isTyped(VendorState state) {
    return state.isOf(dialect.id())
        && !state.json().startsWith("[")
        && (state.json().startsWith("{") || state.json().equals(ReasoningState.IN_CONTENT));
  }

  /** Members of the message that the vendor wants to see again. */
  private void reasoning(Message message, boolean calls) {
    String member = "";
    StringBuilder thoughts = new StringBuilder();
    for (Part part : message.parts()) {
      if (part instanceof Part.Opaque opaque && opaque.state().isOf(dialect.id())) {
        Json.parse(opaque.state().json()).members((name, value) -> json.name(name).value(value));
      } else if (part instanceof Part.Reasoning thought
          && thought.state().isOf(dialect.id())
          && !isTyped(thought.state())) {
        if (thought.state().json().startsWith("[")) {
          json.raw(ReasoningState.DETAILS, thought.state().json());
        } else {
          member = Json.parse(thought.state().json()).text();
          thoughts.append(thought.text());
        }
      }
    }
    boolean wanted = dialect.echo() == Echo.ALWAYS || (calls && dialect.echo() == Echo.TOOL_LOOPS);
    if (wanted && !member.isEmpty()) {
      json.member(member, thoughts.toString());
    }
  }

  private void call(ToolCall call) {
    json.object()
        .member("id", ids.ofCall(call.id(), call.name()))
        .member("type", "function")
        .object("function")
        .member("name", call.name())
        .member("arguments", call.arguments().isBlank() ? "{}" : call.arguments())
        .endObject();
    if (call.state().isOf(dialect.id())) {
      json.raw("extra_content", call.state().json());
    }
    json.endObject();
  }
}
