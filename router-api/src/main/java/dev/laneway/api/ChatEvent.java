package dev.laneway.api;

import static java.util.Objects.requireNonNull;

/**
 * What a stream tells, in order: pieces, then exactly one {@link Completed}. A stream that ends
 * without it ends with an error.
 */
public sealed interface ChatEvent {

  /** A piece of the answer. */
  record TextDelta(String text) implements ChatEvent {

    /** Checks that it is there. */
    public TextDelta {
      requireNonNull(text, "text");
    }

    @Override
    public String toString() {
      return "text of " + text.length() + " characters";
    }
  }

  /** A piece of what the model thinks. */
  record ReasoningDelta(String text) implements ChatEvent {

    /** Checks that it is there. */
    public ReasoningDelta {
      requireNonNull(text, "text");
    }

    @Override
    public String toString() {
      return "reasoning of " + text.length() + " characters";
    }
  }

  /**
   * A piece of a tool call.
   *
   * @param index which call of this answer, from 0
   * @param id the call's id, empty in pieces that do not repeat it
   * @param name the tool's name, empty in pieces that do not repeat it
   * @param arguments the next piece of the arguments' JSON text
   */
  record ToolCallDelta(int index, String id, String name, String arguments) implements ChatEvent {

    /** Checks that all are there. */
    public ToolCallDelta {
      requireNonNull(id, "id");
      requireNonNull(name, "name");
      requireNonNull(arguments, "arguments");
    }

    @Override
    public String toString() {
      return "call " + index + ", " + arguments.length() + " characters";
    }
  }

  /**
   * The lane broke after something had been shown, and another takes over. After {@link
   * StreamRecovery#RESTART} what was shown is void and the whole answer follows; after {@link
   * StreamRecovery#CONTINUE} the text goes on from here.
   */
  record Switched(LaneId from, LaneId to, StreamRecovery recovery) implements ChatEvent {

    /** Checks that all are there. */
    public Switched {
      requireNonNull(from, "from");
      requireNonNull(to, "to");
      requireNonNull(recovery, "recovery");
    }
  }

  /** The end, with the whole reply. */
  record Completed(ChatReply reply) implements ChatEvent {

    /** Checks that it is there. */
    public Completed {
      requireNonNull(reply, "reply");
    }
  }
}
