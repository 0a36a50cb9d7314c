package dev.laneway.langchain4j;

import static java.util.stream.Collectors.joining;

import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.core.bridge.Keepsake;
import dev.laneway.core.bridge.Turn;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.exception.InvalidRequestException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** LangChain4j's messages in the router's words. */
final class Messages {

  private Messages() {}

  static List<Message> from(List<ChatMessage> theirs) {
    return theirs.stream().map(Messages::from).toList();
  }

  /** The turn goes on while nobody but tools has spoken since a reply that asked for them. */
  static Turn turnOf(List<ChatMessage> theirs) {
    for (int i = theirs.size() - 1; i >= 0; i--) {
      if (theirs.get(i) instanceof AiMessage reply && reply.hasToolExecutionRequests()) {
        return Turn.after(reply.attributes());
      }
      if (!(theirs.get(i) instanceof ToolExecutionResultMessage)) {
        break;
      }
    }
    return Turn.begun();
  }

  private static Message from(ChatMessage theirs) {
    if (theirs instanceof SystemMessage system) {
      return Message.system(system.text());
    }
    if (theirs instanceof UserMessage user) {
      return new Message(Role.USER, user.contents().stream().map(Messages::part).toList());
    }
    if (theirs instanceof AiMessage reply) {
      return Keepsake.restored(reply.attributes(), reply(reply));
    }
    if (theirs instanceof ToolExecutionResultMessage result) {
      return new Message(
          Role.TOOL,
          List.of(
              new Part.ToolResult(known(result.id()), known(result.toolName()), textOf(result))));
    }
    throw new InvalidRequestException("messages of type " + theirs.type() + " are not supported");
  }

  private static String textOf(ToolExecutionResultMessage result) {
    String text = result.contents().stream().map(Messages::textOf).collect(joining("\n"));
    // no vendor of ours has a flag for it, and this is how Gemini wants it said
    return Boolean.TRUE.equals(result.isError()) ? SchemaWriter.object("error", text) : text;
  }

  private static String textOf(Content ofResult) {
    if (ofResult instanceof TextContent text) {
      return text.text();
    }
    throw new InvalidRequestException("a tool's result must be text, was " + ofResult.type());
  }

  private static Message reply(AiMessage reply) {
    List<Part> parts = new ArrayList<>();
    if (!known(reply.text()).isEmpty()) {
      parts.add(Part.text(reply.text()));
    }
    for (Image image : reply.images()) {
      parts.add(media(image.mimeType(), "image/png", image.base64Data(), image.url()));
    }
    for (ToolExecutionRequest call : reply.toolExecutionRequests()) {
      parts.add(
          new Part.ToolUse(ToolCall.of(known(call.id()), call.name(), known(call.arguments()))));
    }
    return new Message(Role.ASSISTANT, parts);
  }

  private static Part part(Content content) {
    if (content instanceof TextContent text) {
      return Part.text(text.text());
    }
    if (content instanceof ImageContent image) {
      return media(
          image.image().mimeType(), "image/png", image.image().base64Data(), image.image().url());
    }
    if (content instanceof AudioContent audio) {
      return media(
          audio.audio().mimeType(), "audio/wav", audio.audio().base64Data(), audio.audio().url());
    }
    if (content instanceof VideoContent video) {
      return media(
          video.video().mimeType(), "video/mp4", video.video().base64Data(), video.video().url());
    }
    if (content instanceof PdfFileContent pdf) {
      return media(
          pdf.pdfFile().mimeType(),
          "application/pdf",
          pdf.pdfFile().base64Data(),
          pdf.pdfFile().url());
    }
    throw new InvalidRequestException("content of type " + content.type() + " is not supported");
  }

  private static Part media(
      @Nullable String type, String usual, @Nullable String base64, @Nullable URI address) {
    String mimeType = type == null ? usual : type;
    if (base64 != null) {
      return new Part.Attachment(Media.of(mimeType, Base64.getDecoder().decode(base64)));
    }
    if (address == null) {
      throw new InvalidRequestException(mimeType + " needs data or an address, has neither");
    }
    return new Part.Attachment(Media.at(mimeType, address));
  }

  private static String known(@Nullable String text) {
    return text == null ? "" : text;
  }
}
