package dev.laneway.spring.ai;

import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.core.bridge.Keepsake;
import dev.laneway.core.bridge.Turn;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.MessageType;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.content.MediaContent;

/** Spring AI's messages in the router's words. */
final class Messages {

  /** Spring AI's name for a medium without one: another for the same medium each time. */
  private static final Pattern MADE_UP = Pattern.compile("media-.*-[0-9a-f-]{36}");

  private Messages() {}

  static List<Message> from(List<org.springframework.ai.chat.messages.Message> theirs) {
    return theirs.stream().map(Messages::from).toList();
  }

  /** The turn goes on while nobody but tools has spoken since a reply that asked for them. */
  static Turn turnOf(List<org.springframework.ai.chat.messages.Message> theirs) {
    for (int i = theirs.size() - 1; i >= 0; i--) {
      if (theirs.get(i) instanceof AssistantMessage reply && reply.hasToolCalls()) {
        return Turn.after(reply.getMetadata());
      }
      if (theirs.get(i).getMessageType() != MessageType.TOOL) {
        break;
      }
    }
    return Turn.begun();
  }

  private static Message from(org.springframework.ai.chat.messages.Message theirs) {
    if (theirs instanceof AssistantMessage reply) {
      return Keepsake.restored(reply.getMetadata(), reply(reply));
    }
    if (theirs instanceof ToolResponseMessage results) {
      return new Message(
          Role.TOOL,
          results.getResponses().stream()
              .<Part>map(r -> new Part.ToolResult(known(r.id()), r.name(), known(r.responseData())))
              .toList());
    }
    Role role = theirs.getMessageType() == MessageType.SYSTEM ? Role.SYSTEM : Role.USER;
    return new Message(role, textAndMedia(theirs));
  }

  private static Message reply(AssistantMessage reply) {
    List<Part> parts = textAndMedia(reply);
    for (AssistantMessage.ToolCall call : reply.getToolCalls()) {
      parts.add(
          new Part.ToolUse(ToolCall.of(known(call.id()), call.name(), known(call.arguments()))));
    }
    return new Message(Role.ASSISTANT, parts);
  }

  private static List<Part> textAndMedia(org.springframework.ai.chat.messages.Message theirs) {
    List<Part> parts = new ArrayList<>();
    String text = theirs.getText();
    if (text != null && !text.isEmpty()) {
      parts.add(Part.text(text));
    }
    if (theirs instanceof MediaContent content) {
      content.getMedia().forEach(media -> parts.add(new Part.Attachment(media(media))));
    }
    return parts;
  }

  private static Media media(org.springframework.ai.content.Media theirs) {
    String type = theirs.getMimeType().toString();
    Media media =
        theirs.getData() instanceof byte[] bytes
            ? Media.of(type, bytes)
            : Media.at(type, address(theirs.getData()));
    String name = known(theirs.getName());
    return MADE_UP.matcher(name).matches() ? media : media.named(name);
  }

  private static URI address(Object data) {
    try {
      URI address = new URI(data.toString());
      if (!address.isAbsolute()) {
        throw noAddress(data);
      }
      return address;
    } catch (URISyntaxException quoting) { // its words hold the data
      throw noAddress(data);
    }
  }

  private static IllegalArgumentException noAddress(Object data) {
    return new IllegalArgumentException(
        "data of a medium must be bytes or an address, was a " + data.getClass().getSimpleName());
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }
}
