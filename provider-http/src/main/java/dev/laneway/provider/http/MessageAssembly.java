package dev.laneway.provider.http;

import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.api.VendorState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts a model's turn together from pieces, in the order in which they began. Pieces of text follow
 * one another into one part.
 */
public final class MessageAssembly {

  private final List<Growing> parts = new ArrayList<>(2);
  private Map<Integer, GrowingCall> calls = Map.of(); // most turns have none
  private @Nullable Growing last;

  /** A turn of which nothing is known yet. */
  public MessageAssembly() {}

  /** A part that may still grow. */
  private interface Growing {

    Part part();
  }

  private static final class GrowingText implements Growing {

    private final boolean thought;
    private final String first;
    private @Nullable StringBuilder joined; // most parts of whole answers never grow

    GrowingText(boolean thought, String first) {
      this.thought = thought;
      this.first = first;
    }

    void append(String piece) {
      if (joined == null) {
        joined = new StringBuilder(first);
      }
      joined.append(piece);
    }

    private String text() {
      return joined == null ? first : joined.toString();
    }

    @Override
    public Part part() {
      return thought
          ? new Part.Reasoning(text(), VendorState.NONE)
          : new Part.Text(text(), VendorState.NONE);
    }
  }

  private static final class GrowingCall implements Growing {

    private String id = "";
    private String name = "";
    private VendorState state = VendorState.NONE;
    private final StringBuilder arguments = new StringBuilder();

    @Override
    public Part part() {
      return new Part.ToolUse(new ToolCall(id, name, arguments.toString(), state));
    }
  }

  /** The next piece of text. */
  public void text(String piece) {
    grow(false, piece);
  }

  /** The next piece of reasoning. */
  public void reasoning(String piece) {
    grow(true, piece);
  }

  private void grow(boolean thought, String piece) {
    if (piece.isEmpty()) {
      return;
    }
    if (last instanceof GrowingText text && text.thought == thought) {
      text.append(piece);
    } else {
      add(new GrowingText(thought, piece));
    }
  }

  /**
   * A piece of a tool call; the first piece of an index begins a call.
   *
   * @param id empty in pieces that do not repeat it
   * @param name empty in pieces that do not repeat it
   */
  public void toolCall(int index, String id, String name, String arguments) {
    GrowingCall call = calls.get(index);
    if (call == null) {
      call = new GrowingCall();
      calls = calls.isEmpty() ? new HashMap<>() : calls;
      calls.put(index, call);
      add(call);
    }
    call.id = call.id.isEmpty() ? id : call.id;
    call.name = call.name.isEmpty() ? name : call.name;
    call.arguments.append(arguments);
  }

  /** What the vendor wants back with a call that has begun. */
  public void toolCallState(int index, VendorState state) {
    GrowingCall call = calls.get(index);
    if (call != null) {
      call.state = state;
    }
  }

  private void add(Growing part) {
    parts.add(part);
    last = part;
  }

  /** Whether nothing has come. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether the model asks for a tool. */
  public boolean hasToolCalls() {
    return !calls.isEmpty();
  }

  /** The turn so far. */
  public Message message() {
    List<Part> whole = new ArrayList<>(parts.size());
    parts.forEach(part -> whole.add(part.part()));
    return new Message(Role.ASSISTANT, whole);
  }
}
