package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Requests of the OpenAI protocol in the form in which they are compared. Harmless differences:
 *
 * <ul>
 *   <li>{@code content} as a text and as a list of one text part; absent, empty and null;
 *   <li>{@code stream:false} and nothing; {@code stream_options}, which asks for usage only;
 *   <li>{@code max_tokens} and {@code max_completion_tokens}, {@code seed} and {@code random_seed},
 *       {@code reasoning_effort} and {@code reasoning:{effort}}: one thing in two words;
 *   <li>the roles {@code system} and {@code developer};
 *   <li>{@code tool_choice} {@code any} and {@code required}; a tool without {@code type};
 *   <li>{@code tool_choice} where there are no tools, and nothing;
 *   <li>the spacing of a call's arguments; no arguments and {@code {}};
 *   <li>a tool without parameters and one with an empty object of them;
 *   <li>{@code response_format} {@code text} and nothing; {@code strict:false} and nothing;
 *   <li>thoughts between tags at the head of one of the model's own turns, and none.
 * </ul>
 *
 * What the neutral model has no word for is left out of the comparison: names of speakers, a tool's
 * {@code strict} and private members, marks for prompt caches inside messages and tools, {@code
 * detail} of images, a schema's {@code description}, {@code prefix}; and of the model's own turns
 * what no vendor wants back: {@code refusal}, {@code annotations}, and reasoning text except
 * DeepSeek's beside tool calls ({@code reasoning_content}), Mistral's (parts) and OpenRouter's
 * ({@code reasoning_details}).
 *
 * <p>What the adapter says and the recorded client left to a default, {@link #ADDED}, is left out
 * where it was not recorded: the model beside a path that names it (Azure), a name for a schema,
 * and whether thoughts are shown (Groq, DeepSeek), which the neutral request always says.
 */
final class OpenAiForm {

  private static final List<String> ADDED =
      List.of("model", "include_reasoning", "reasoning_format", "thinking");

  private final String provider;

  private OpenAiForm(String provider) {
    this.provider = provider;
  }

  /** What was written, without what it says more than the recording about defaults. */
  static JsonNode written(JsonNode body, JsonNode recorded, String provider) {
    ObjectNode less = body.deepCopy();
    for (String name : ADDED) {
      if (!recorded.has(name)) {
        less.remove(name);
      }
    }
    String schema = "/response_format/json_schema";
    if (recorded.at(schema + "/name").isMissingNode()
        && less.at(schema) instanceof ObjectNode named) {
      named.remove("name");
    }
    return of(less, provider);
  }

  static JsonNode of(JsonNode body, String provider) {
    return Form.of(body, new OpenAiForm(provider)::object);
  }

  private JsonNode object(String name, ObjectNode object) {
    if (name.isEmpty()) {
      return top(object);
    }
    return switch (name) {
      case "messages" -> message(object);
      case "content" -> part(object);
      case "tools" -> tool(object);
      case "tool_calls" -> call(object);
      case "tool_choice" -> object.put("type", "function");
      default -> object;
    };
  }

  private JsonNode top(ObjectNode body) {
    rename(body, "max_completion_tokens", "max_tokens");
    rename(body, "random_seed", "seed");
    body.remove("stream_options");
    if (!body.path("stream").asBoolean()) {
      body.remove("stream");
    }
    Form.dropEmpty(body, "tools", "stop");
    if (!body.has("tools")) {
      body.remove("tool_choice");
    }
    if (body.path("stop").isTextual()) {
      body.set("stop", body.arrayNode().add(body.path("stop").asText()));
    }
    if (body.path("tool_choice").asText().equals("any")) {
      body.put("tool_choice", "required");
    }
    JsonNode reasoning = body.path("reasoning");
    if (reasoning.size() == 1 && reasoning.has("effort")) {
      body.set("reasoning_effort", reasoning.path("effort"));
      body.remove("reasoning");
    }
    JsonNode format = body.path("response_format");
    if (format.path("type").asText().equals("text")) {
      body.remove("response_format");
    }
    if (format.path("json_schema") instanceof ObjectNode schema) {
      schema.remove("description");
      if (!schema.path("strict").asBoolean()) {
        schema.remove("strict");
      }
    }
    return body;
  }

  private static void rename(ObjectNode object, String from, String to) {
    JsonNode value = object.remove(from);
    if (value != null) {
      object.set(to, value);
    }
  }

  private JsonNode message(ObjectNode message) {
    if (message.path("role").asText().equals("developer")) {
      message.put("role", "system");
    }
    message.remove(List.of("name", "refusal", "annotations", "prefix", "reasoning"));
    if (!provider.equals("deepseek") || !message.has("tool_calls")) {
      message.remove("reasoning_content");
    }
    JsonNode content = message.path("content");
    if (content.isTextual()) {
      ArrayNode parts = message.putArray("content");
      String said = spoken(content.asText());
      if (!said.isEmpty()) {
        parts.addObject().put("text", said).put("type", "text");
      }
    }
    Form.dropEmpty(message, "content", "tool_calls", "reasoning_details", "reasoning_content");
    return message;
  }

  private static String spoken(String text) {
    int end = text.stripLeading().startsWith("<think>") ? text.indexOf("</think>") : -1;
    return end < 0 ? text : text.substring(end + "</think>".length()).strip();
  }

  private static JsonNode part(ObjectNode part) {
    part.remove(List.of("cache_control", "prompt_cache_breakpoint"));
    JsonNode image = part.path("image_url");
    if (image.isTextual()) {
      part.putObject("image_url").put("url", image.asText());
    } else if (image instanceof ObjectNode object) {
      object.remove("detail");
    }
    return part;
  }

  private static JsonNode tool(ObjectNode tool) {
    tool.remove("cache_control");
    if (tool.path("function") instanceof ObjectNode function) {
      tool.put("type", "function");
      function.retain("name", "description", "parameters");
      Form.dropEmpty(function, "description");
      if (!function.has("parameters") || function.path("parameters").isEmpty()) {
        ObjectNode none = function.putObject("parameters");
        none.putObject("properties");
        none.put("type", "object");
      }
    }
    return tool;
  }

  private static JsonNode call(ObjectNode call) {
    call.put("type", "function");
    call.remove("index");
    if (call.path("function") instanceof ObjectNode function) {
      function.set("arguments", Form.parsed(function.path("arguments").asText("")));
    }
    return call;
  }
}
