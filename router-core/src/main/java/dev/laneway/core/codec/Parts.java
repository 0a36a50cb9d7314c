package dev.laneway.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import dev.laneway.api.VendorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Messages and their pieces. */
final class Parts {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Parts() {}

  static ObjectNode write(Message message) {
    ObjectNode node = JSON.objectNode().put("role", message.role().name());
    ArrayNode parts = node.putArray("parts");
    message.parts().forEach(part -> parts.add(write(part)));
    return node;
  }

  static Message message(JsonNode node) {
    List<Part> parts = new ArrayList<>();
    node.path("parts").forEach(part -> parts.add(part(part)));
    return new Message(Role.valueOf(node.path("role").asText()), parts);
  }

  private static ObjectNode write(Part part) {
    ObjectNode node = JSON.objectNode();
    if (part instanceof Part.Text text) {
      return withState(node.put("text", text.text()), text.state());
    } else if (part instanceof Part.Reasoning thought) {
      return withState(node.put("thought", thought.text()), thought.state());
    } else if (part instanceof Part.Attachment attachment) {
      return node.set("media", write(attachment.media()));
    } else if (part instanceof Part.ToolUse use) {
      return node.set("call", write(use.call()));
    } else if (part instanceof Part.ToolResult result) {
      node.putObject("result")
          .put("id", result.callId())
          .put("tool", result.tool())
          .put("content", result.content());
      return node;
    } else {
      return withState(node.put("opaque", true), ((Part.Opaque) part).state());
    }
  }

  private static Part part(JsonNode node) {
    if (node.has("text")) {
      return new Part.Text(node.path("text").asText(), state(node));
    }
    if (node.has("thought")) {
      return new Part.Reasoning(node.path("thought").asText(), state(node));
    }
    if (node.has("media")) {
      return new Part.Attachment(media(node.path("media")));
    }
    if (node.has("call")) {
      return new Part.ToolUse(call(node.path("call")));
    }
    if (node.has("result")) {
      JsonNode result = node.path("result");
      return new Part.ToolResult(
          result.path("id").asText(),
          result.path("tool").asText(),
          result.path("content").asText());
    }
    return new Part.Opaque(state(node));
  }

  private static ObjectNode withState(ObjectNode node, VendorState state) {
    if (!state.equals(VendorState.NONE)) {
      node.putObject("state").put("vendor", state.vendor()).put("json", state.json());
    }
    return node;
  }

  private static VendorState state(JsonNode node) {
    JsonNode state = node.path("state");
    return state.isMissingNode()
        ? VendorState.NONE
        : new VendorState(state.path("vendor").asText(), state.path("json").asText());
  }

  private static ObjectNode write(ToolCall call) {
    ObjectNode node =
        JSON.objectNode()
            .put("id", call.id())
            .put("name", call.name())
            .put("arguments", call.arguments());
    return withState(node, call.state());
  }

  private static ToolCall call(JsonNode node) {
    return new ToolCall(
        node.path("id").asText(),
        node.path("name").asText(),
        node.path("arguments").asText(),
        state(node));
  }

  private static ObjectNode write(Media media) {
    ObjectNode node = JSON.objectNode().put("type", media.mimeType()).put("name", media.name());
    media.bytes().ifPresent(bytes -> node.put("bytes", bytes));
    media.uri().ifPresent(uri -> node.put("uri", uri.toString()));
    return node;
  }

  private static Media media(JsonNode node) {
    String type = node.path("type").asText();
    try {
      Media media =
          node.has("bytes")
              ? Media.of(type, node.path("bytes").binaryValue())
              : Media.at(type, URI.create(node.path("uri").asText()));
      return media.named(node.path("name").asText());
    } catch (IOException broken) {
      throw new UncheckedIOException("the bytes of a medium cannot be read", broken);
    }
  }
}
