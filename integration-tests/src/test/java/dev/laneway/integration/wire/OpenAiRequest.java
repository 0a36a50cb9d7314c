package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Reasoning;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Role;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolChoice;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads a recorded request of the OpenAI protocol into the neutral words. */
final class OpenAiRequest {

  private static final Set<String> ADAPTERS_OWN = Set.of("model", "stream", "stream_options");

  private final WireFile file;
  private final ChatRequest.Builder request = ChatRequest.builder();
  private final Map<String, String> toolOfCall = new HashMap<>();

  private OpenAiRequest(WireFile file) {
    this.file = file;
  }

  static ChatRequest of(WireFile file) {
    OpenAiRequest reader = new OpenAiRequest(file);
    JsonNode body = Plain.withoutNulls(Healed.of(file.request()));
    body.path("messages").forEach(reader::message);
    body.properties().forEach(member -> reader.member(member.getKey(), member.getValue()));
    return reader.request.build();
  }

  private void message(JsonNode message) {
    switch (message.path("role").asText()) {
      case "system", "developer" ->
          request.message(new Message(Role.SYSTEM, content(message.path("content"))));
      case "assistant" -> assistant(message);
      case "tool" -> {
        String id = message.path("tool_call_id").asText();
        request.message(
            new Message(
                Role.TOOL,
                List.of(
                    new Part.ToolResult(
                        id, toolOfCall.getOrDefault(id, "tool"), text(message.path("content"))))));
      }
      default -> request.message(new Message(Role.USER, content(message.path("content"))));
    }
  }

  private void assistant(JsonNode message) {
    for (JsonNode call : message.path("tool_calls")) {
      toolOfCall.put(call.path("id").asText(), call.path("function").path("name").asText());
    }
    request.message(
        Echo.of(file, message).orElseGet(() -> Message.assistant(text(message.path("content")))));
  }

  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder joined = new StringBuilder();
    content.forEach(part -> joined.append(part.path("text").asText("")));
    return joined.toString();
  }

  private static List<Part> content(JsonNode content) {
    List<Part> parts = new ArrayList<>();
    if (content.isTextual()) {
      parts.add(Part.text(content.asText()));
    }
    for (JsonNode piece : content) {
      media(piece)
          .ifPresentOrElse(
              media -> parts.add(new Part.Attachment(media)),
              () -> parts.add(Part.text(piece.path("text").asText())));
    }
    return parts;
  }

  private static Optional<Media> media(JsonNode piece) {
    return switch (piece.path("type").asText()) {
      case "image_url" -> {
        JsonNode image = piece.path("image_url");
        yield Optional.of(
            Plain.media(
                image.isTextual() ? image.asText() : image.path("url").asText(), "image/*"));
      }
      case "input_audio" -> {
        JsonNode audio = piece.path("input_audio");
        String type = audio.path("format").asText().equals("mp3") ? "audio/mpeg" : "audio/wav";
        yield Optional.of(Media.of(type, Plain.bytes(audio.path("data").asText())));
      }
      case "file" -> {
        JsonNode document = piece.path("file");
        yield Optional.of(
            Plain.media(document.path("file_data").asText(), "application/pdf")
                .named(document.path("filename").asText("")));
      }
      case "document_url" -> {
        String address = piece.path("document_url").asText();
        yield Optional.of(
            address.startsWith("data:")
                ? Plain.media(address, "application/pdf")
                : Media.at("application/pdf", URI.create(address)));
      }
      default -> Optional.empty();
    };
  }

  private void member(String name, JsonNode value) {
    switch (name) {
      case "messages" -> {}
      case "temperature" -> temperature(value);
      case "top_p" -> request.topP(value.asDouble());
      case "presence_penalty" -> request.presencePenalty(value.asDouble());
      case "frequency_penalty" -> request.frequencyPenalty(value.asDouble());
      case "seed", "random_seed" -> request.seed(value.asLong());
      case "max_tokens", "max_completion_tokens" -> limit(name, value);
      case "stop" -> stop(value);
      case "tools" -> tools(value);
      case "tool_choice" -> request.toolChoice(choice(value));
      case "response_format" -> format(value);
      case "reasoning_effort" -> effort(name, value);
      case "reasoning" -> reasoning(value);
      default -> {
        if (!ADAPTERS_OWN.contains(name)) {
          request.extra(Scope.provider(file), name, Plain.value(value));
        }
      }
    }
  }

  /** What is wrong on purpose cannot be said in neutral words. */
  private void limit(String name, JsonNode value) {
    if (value.asLong() > 0) {
      request.maxOutputTokens(value.asLong());
    } else {
      request.extra(Scope.provider(file), name, Plain.value(value));
    }
  }

  private void temperature(JsonNode value) {
    if (value.asDouble() >= 0) {
      request.temperature(value.asDouble());
    } else {
      request.extra(Scope.provider(file), "temperature", Plain.value(value));
    }
  }

  private void stop(JsonNode value) {
    if (value.isTextual()) {
      request.stop(value.asText());
    }
    value.forEach(text -> request.stop(text.asText()));
  }

  /** Tools of the vendor's own stand in the same list: then the list is an extra, whole. */
  private void tools(JsonNode tools) {
    boolean foreign = false;
    for (JsonNode tool : tools) {
      foreign |= !tool.has("function");
    }
    if (foreign) {
      request.extra(Scope.provider(file), "tools", Plain.value(tools));
      return;
    }
    for (JsonNode tool : tools) {
      JsonNode function = tool.path("function");
      String name = function.path("name").asText();
      String description = function.path("description").asText("");
      request.tool(
          function.has("parameters")
              ? new Tool(name, description, function.path("parameters").toString())
              : Tool.of(name, description));
    }
  }

  private static ToolChoice choice(JsonNode value) {
    if (value.isObject()) {
      return ToolChoice.tool(value.path("function").path("name").asText());
    }
    return switch (value.asText()) {
      case "none" -> ToolChoice.NONE;
      case "required", "any" -> ToolChoice.REQUIRED;
      default -> ToolChoice.AUTO;
    };
  }

  private void format(JsonNode format) {
    switch (format.path("type").asText()) {
      case "json_schema" -> {
        JsonNode schema = format.path("json_schema");
        request.responseSchema(
            new ResponseSchema(
                schema.path("name").asText("answer"),
                schema.path("schema").toString(),
                schema.path("strict").asBoolean(false)));
      }
      case "json_object" -> request.responseSchema(ResponseSchema.ANY_OBJECT);
      default -> {}
    }
  }

  private void effort(String name, JsonNode value) {
    String word = value.asText().toUpperCase(Locale.ROOT);
    if (Set.of("NONE", "MINIMAL", "LOW", "MEDIUM", "HIGH").contains(word)) {
      request.reasoning(Reasoning.Effort.valueOf(word));
    } else {
      request.extra(Scope.provider(file), name, value.asText());
    }
  }

  private void reasoning(JsonNode value) {
    if (value.size() == 1 && value.has("effort")) {
      effort("reasoning", value.path("effort"));
    } else if (value.size() == 1 && value.has("max_tokens")) {
      request.reasoning(
          new Reasoning(
              Reasoning.Effort.DEFAULT, OptionalLong.of(value.path("max_tokens").asLong()), true));
    } else {
      request.extra(Scope.provider(file), "reasoning", Plain.value(value));
    }
  }
}
