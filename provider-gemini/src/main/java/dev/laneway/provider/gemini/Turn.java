package dev.laneway.provider.gemini;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.api.VendorState;
import dev.laneway.provider.http.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The model's turn, part by part. Texts that follow one another become one part, but for those that
 * carry a signature: they stay as they came, since they go back as they came. What is not text,
 * call or attachment is kept in its place, unread.
 */
final class Turn {

  private final Consumer<ChatEvent> shown;
  private final List<Part> parts = new ArrayList<>();
  private StringBuilder growing = new StringBuilder();
  private boolean growingThought;
  private @Nullable OpenCall open;
  private int calls;

  /** A call whose arguments are still coming. */
  private record OpenCall(
      int index, String id, String name, VendorState state, PartialArguments arguments) {}

  Turn(Consumer<ChatEvent> shown) {
    this.shown = shown;
  }

  void read(Json part) {
    if (part.get("functionCall").isObject()) {
      call(part.get("functionCall"), Gemini.stateOf(part, VendorState.NONE));
    } else if (part.get("text").isText()) {
      text(part);
    } else if (part.get("inlineData").isObject() && part.get("thoughtSignature").isMissing()) {
      attachment(part.get("inlineData"));
    } else if (!part.isEmpty()) {
      add(new Part.Opaque(new VendorState(Gemini.ID, part.raw())));
    }
  }

  private void text(Json part) {
    String text = part.get("text").text();
    boolean thought = part.get("thought").isTrue();
    if (part.get("thoughtSignature").isPresent()) {
      VendorState state = Gemini.stateOf(part, VendorState.NONE);
      add(thought ? new Part.Reasoning(text, state) : new Part.Text(text, state));
    } else if (!text.isEmpty()) {
      if (thought != growingThought) {
        endText();
        growingThought = thought;
      }
      endCall();
      growing.append(text);
    }
    if (!text.isEmpty()) {
      shown.accept(thought ? new ChatEvent.ReasoningDelta(text) : new ChatEvent.TextDelta(text));
    }
  }

  private void call(Json call, VendorState state) {
    String name = call.get("name").text();
    boolean goesOn = call.get("willContinue").isTrue();
    if (name.isEmpty()) {
      continued(call, goesOn);
      return;
    }
    endCall();
    String id = call.get("id").text();
    if (goesOn || call.get("partialArgs").isPresent()) {
      open = new OpenCall(calls++, id, name, state, new PartialArguments());
      continued(call, goesOn);
    } else {
      Json arguments = call.get("args");
      whole(calls++, id, name, state, arguments.isPresent() ? arguments.raw() : "{}");
    }
  }

  /** More of the call that is open; without one there is nothing that it could belong to. */
  private void continued(Json call, boolean goesOn) {
    if (open != null) {
      open.arguments().add(call.get("partialArgs"));
      if (!goesOn) {
        endCall();
      }
    }
  }

  private void endCall() {
    OpenCall call = open;
    if (call != null) {
      open = null;
      whole(call.index(), call.id(), call.name(), call.state(), call.arguments().json());
    }
  }

  private void whole(int index, String id, String name, VendorState state, String arguments) {
    add(new Part.ToolUse(new ToolCall(id, name, arguments, state)));
    shown.accept(new ChatEvent.ToolCallDelta(index, id, name, arguments));
  }

  private void attachment(Json data) {
    String type = data.get("mimeType").text();
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(standard(data.get("data").text()));
      add(new Part.Attachment(Media.of(type, bytes)));
    } catch (IllegalArgumentException unreadable) {
      add(new Part.Opaque(new VendorState(Gemini.ID, "{\"inlineData\":" + data.raw() + "}")));
    }
  }

  private static String standard(String base64) {
    return base64.replace('-', '+').replace('_', '/');
  }

  private void add(Part part) {
    endCall();
    endText();
    parts.add(part);
  }

  private void endText() {
    if (!growing.isEmpty()) {
      String text = growing.toString();
      growing = new StringBuilder();
      parts.add(
          growingThought
              ? new Part.Reasoning(text, Gemini.UNSIGNED)
              : new Part.Text(text, VendorState.NONE));
    }
  }

  /** No more parts will come. */
  void end() {
    endCall();
    endText();
  }

  boolean hasCalls() {
    return calls > 0;
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  Message message() {
    return new Message(Role.ASSISTANT, parts);
  }
}
