package dev.laneway.spring.ai;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.LaneId;
import dev.laneway.api.Media;
import dev.laneway.api.Part;
import dev.laneway.api.Usage;
import dev.laneway.core.bridge.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatGenerationMetadata;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeType;

/** The router's replies, whole or in pieces, in Spring AI's words. */
final class Answers {

  private static final String REASONING = "laneway.reasoning";

  private Answers() {}

  static ChatResponse whole(ChatReply reply, Turn turn) {
    return response(reply, reply.text(), turn);
  }

  /** Calls of tools come with the last piece, whole, as does the usage. */
  static Optional<ChatResponse> piece(ChatEvent event, Turn turn) {
    if (event instanceof ChatEvent.TextDelta text) {
      return Optional.of(piece(text.text(), Map.of()));
    }
    if (event instanceof ChatEvent.ReasoningDelta thought) {
      return Optional.of(piece("", Map.of(REASONING, thought.text())));
    }
    if (event instanceof ChatEvent.Completed completed) {
      return Optional.of(response(completed.reply(), "", turn));
    }
    return Optional.empty();
  }

  private static ChatResponse piece(String text, Map<String, Object> properties) {
    return new ChatResponse(
        List.of(
            new Generation(
                AssistantMessage.builder().content(text).properties(properties).build())));
  }

  private static ChatResponse response(ChatReply reply, String text, Turn turn) {
    Map<String, Object> properties = new HashMap<>(turn.keepsakeOf(reply.message()));
    if (!reply.reasoning().isEmpty()) {
      properties.put(REASONING, reply.reasoning());
    }
    AssistantMessage message =
        AssistantMessage.builder()
            .content(text)
            .properties(properties)
            .toolCalls(
                reply.toolCalls().stream()
                    .map(
                        call ->
                            new AssistantMessage.ToolCall(
                                call.id(), "function", call.name(), call.arguments()))
                    .toList())
            .media(media(reply))
            .build();
    ChatGenerationMetadata generation =
        ChatGenerationMetadata.builder().finishReason(reply.finishReason().name()).build();
    ChatResponseMetadata.Builder metadata =
        ChatResponseMetadata.builder()
            .id(reply.id())
            .model(modelOf(reply))
            .usage(usage(reply.usage()))
            .keyValue("laneway.receipt", reply.receipt());
    reply.receipt().lane().ifPresent(lane -> metadata.keyValue("laneway.lane", lane.toString()));
    return new ChatResponse(List.of(new Generation(message, generation)), metadata.build());
  }

  static String modelOf(ChatReply reply) {
    return reply.model().isEmpty()
        ? reply.receipt().lane().map(LaneId::model).orElse("")
        : reply.model();
  }

  static DefaultUsage usage(Usage usage) {
    return new DefaultUsage(
        count(usage.inputTokens()),
        count(usage.outputTokens()),
        count(usage.totalTokens()),
        usage,
        usage.cachedInputTokens(),
        null);
  }

  private static int count(long tokens) {
    return (int) Math.min(tokens, Integer.MAX_VALUE);
  }

  private static List<org.springframework.ai.content.Media> media(ChatReply reply) {
    List<org.springframework.ai.content.Media> all = new ArrayList<>();
    for (Part part : reply.message().parts()) {
      if (part instanceof Part.Attachment attachment) {
        all.add(media(attachment.media()));
      }
    }
    return all;
  }

  private static org.springframework.ai.content.Media media(Media ours) {
    MimeType type = MimeType.valueOf(ours.mimeType());
    return ours.uri()
        .map(address -> new org.springframework.ai.content.Media(type, address))
        .orElseGet(
            () ->
                new org.springframework.ai.content.Media(
                    type, new ByteArrayResource(ours.bytes().orElseThrow())));
  }
}
