package dev.laneway.core.bridge;

import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.ToolCall;
import dev.laneway.api.VendorState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a vendor wants to see again of its reply, such as thought signatures, in plain texts that
 * the metadata of any library's messages can hold, also when they are stored as JSON.
 */
public final class Keepsake {

  private static final String PARTS = "laneway.parts";

  private Keepsake() {}

  static Map<String, Object> of(Message reply) {
    boolean plain =
        reply.parts().stream()
            .allMatch(
                part ->
                    part instanceof Part.Attachment
                        || (part instanceof Part.Text text && isNone(text.state()))
                        || (part instanceof Part.ToolUse use && isNone(use.call().state())));
    if (plain) {
      return Map.of();
    }
    List<Map<String, String>> parts = new ArrayList<>();
    for (Part part : reply.parts()) {
      if (part instanceof Part.Text text) {
        parts.add(written("text", text.text(), text.state()));
      } else if (part instanceof Part.Reasoning thought) {
        parts.add(written("reasoning", thought.text(), thought.state()));
      } else if (part instanceof Part.Opaque opaque) {
        parts.add(written("opaque", "", opaque.state()));
      } else if (part instanceof Part.ToolUse use) {
        Map<String, String> written = written("call", use.call().arguments(), use.call().state());
        written.put("id", use.call().id());
        written.put("name", use.call().name());
        parts.add(written);
      }
    }
    return Map.of(PARTS, List.copyOf(parts));
  }

  private static boolean isNone(VendorState state) {
    return state.equals(VendorState.NONE);
  }

  private static Map<String, String> written(String part, String text, VendorState state) {
    Map<String, String> written = new LinkedHashMap<>();
    written.put("part", part);
    written.put("text", text);
    if (!isNone(state)) {
      written.put("vendor", state.vendor());
      written.put("state", state.json());
    }
    return written;
  }

  /**
   * The reply as it was, if its message has kept it and still says the same; else what is seen of
   * it now.
   *
   * @param metadata the metadata of the library's message
   * @param seen the message as far as the library itself knows it
   */
  public static Message restored(Map<String, ?> metadata, Message seen) {
    if (!(metadata.get(PARTS) instanceof List<?> kept)) {
      return seen;
    }
    List<Part> parts = new ArrayList<>();
    for (Object one : kept) {
      if (one instanceof Map<?, ?> written) {
        read(written).ifPresent(parts::add);
      }
    }
    seen.parts().stream().filter(Part.Attachment.class::isInstance).forEach(parts::add);
    Message whole = new Message(seen.role(), parts);
    return saysTheSame(whole, seen) ? whole : seen;
  }

  private static boolean saysTheSame(Message one, Message other) {
    return one.text().equals(other.text())
        && stateless(one.toolCalls()).equals(stateless(other.toolCalls()));
  }

  private static List<ToolCall> stateless(List<ToolCall> calls) {
    return calls.stream().map(c -> ToolCall.of(c.id(), c.name(), c.arguments())).toList();
  }

  private static Optional<Part> read(Map<?, ?> written) {
    String text = textOf(written, "text");
    VendorState state =
        written.containsKey("vendor")
            ? new VendorState(textOf(written, "vendor"), textOf(written, "state"))
            : VendorState.NONE;
    return switch (textOf(written, "part")) {
      case "text" -> Optional.of(new Part.Text(text, state));
      case "reasoning" -> Optional.of(new Part.Reasoning(text, state));
      case "opaque" -> Optional.of(new Part.Opaque(state));
      case "call" ->
          Optional.of(
              new Part.ToolUse(
                  new ToolCall(textOf(written, "id"), textOf(written, "name"), text, state)));
      default -> Optional.empty();
    };
  }

  private static String textOf(Map<?, ?> written, String member) {
    return written.get(member) instanceof String text ? text : "";
  }
}
