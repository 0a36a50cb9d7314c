package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * One turn of a conversation. A message that came back from a model carries everything its vendor
 * wants to see again, so a tool loop appends {@link ChatReply#message()} and the results, no more.
 */
public record Message(Role role, List<Part> parts) {

  /** Copies the parts. */
  public Message {
    requireNonNull(role, "role");
    parts = List.copyOf(parts);
  }

  /** What the application says to set the scene. */
  public static Message system(String text) {
    return new Message(Role.SYSTEM, List.of(Part.text(text)));
  }

  /** What the person says. */
  public static Message user(String text) {
    return new Message(Role.USER, List.of(Part.text(text)));
  }

  /** What the person says, with attachments. */
  public static Message user(String text, Media... attachments) {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.text(text));
    for (Media media : attachments) {
      parts.add(new Part.Attachment(media));
    }
    return new Message(Role.USER, parts);
  }

  /** What the model said earlier. */
  public static Message assistant(String text) {
    return new Message(Role.ASSISTANT, List.of(Part.text(text)));
  }

  /** A tool's answer as plain or JSON text. */
  public static Message toolResult(ToolCall call, String content) {
    return new Message(Role.TOOL, List.of(new Part.ToolResult(call.id(), call.name(), content)));
  }

  /** A tool's answer as a record of yours, written as JSON. */
  public static Message toolResult(ToolCall call, Record content) {
    return toolResult(call, JsonBinding.installed().write(content));
  }

  // by hand: the JDK makes that of a record at first use, for milliseconds of a start
  @Override
  public int hashCode() {
    return 31 * role.hashCode() + parts.hashCode();
  }

  /** All that was said in plain text, joined. */
  public String text() {
    if (parts.size() == 1 && parts.get(0) instanceof Part.Text only) {
      return only.text();
    }
    StringBuilder joined = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Text text) {
        joined.append(text.text());
      }
    }
    return joined.toString();
  }

  /** The tools that the model asked for, in order. */
  public List<ToolCall> toolCalls() {
    List<ToolCall> calls = List.of();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i) instanceof Part.ToolUse use) {
        calls = calls.isEmpty() ? new ArrayList<>(parts.size() - i) : calls;
        calls.add(use.call());
      }
    }
    return calls.isEmpty() ? calls : List.copyOf(calls);
  }
}
