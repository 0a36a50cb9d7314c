package dev.laneway.api;

import static java.util.Objects.requireNonNull;

/** A piece of a message. The order of the pieces is the order in which they were said. */
public sealed interface Part {

  /** Plain text without vendor state. */
  static Part text(String text) {
    return new Text(text, VendorState.NONE);
  }

  /** Text that was said. */
  record Text(String text, VendorState state) implements Part {

    /** Checks that both are there. */
    public Text {
      requireNonNull(text, "text");
      requireNonNull(state, "state");
    }

    // by hand: the JDK makes that of a record at first use, for milliseconds of a start
    @Override
    public int hashCode() {
      return 31 * text.hashCode() + state.hashCode();
    }

    @Override
    public String toString() {
      return "text of " + text.length() + " characters";
    }
  }

  /** What the model thought before it spoke, as far as the vendor shows it. */
  record Reasoning(String text, VendorState state) implements Part {

    /** Checks that both are there. */
    public Reasoning {
      requireNonNull(text, "text");
      requireNonNull(state, "state");
    }

    @Override
    public String toString() {
      return "reasoning of " + text.length() + " characters";
    }
  }

  /** An image, a sound, a video or a document. */
  record Attachment(Media media) implements Part {

    /** Checks that it is there. */
    public Attachment {
      requireNonNull(media, "media");
    }
  }

  /** The model asks for a tool. */
  record ToolUse(ToolCall call) implements Part {

    /** Checks that it is there. */
    public ToolUse {
      requireNonNull(call, "call");
    }
  }

  /**
   * What a tool answered.
   *
   * @param callId the id of the call that is answered; may be empty where the vendor gave none
   * @param tool the tool's name
   * @param content the answer, plain or JSON text
   */
  record ToolResult(String callId, String tool, String content) implements Part {

    /** Checks that all are there. */
    public ToolResult {
      requireNonNull(callId, "callId");
      requireNonNull(tool, "tool");
      requireNonNull(content, "content");
    }

    @Override
    public String toString() {
      return "result of " + tool + ", " + content.length() + " characters";
    }
  }

  /** A piece that only its vendor understands, kept in place for the next turn. */
  record Opaque(VendorState state) implements Part {

    /** Checks that it is there. */
    public Opaque {
      requireNonNull(state, "state");
    }
  }
}
