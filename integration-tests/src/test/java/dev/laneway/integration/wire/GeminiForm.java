package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;

/**
 * Requests of Gemini's protocol in the form in which they are compared. Harmless differences:
 *
 * <ul>
 *   <li>snake case and camel case, which its servers read alike;
 *   <li>the role of {@code systemInstruction}; a content without a role and one of {@code user};
 *   <li>{@code parts} that is one part and a list of one;
 *   <li>one content with several parts and several contents of one role with a part each;
 *   <li>an empty text without a signature, and a turn of nothing else;
 *   <li>tools in one object and in several; no arguments and {@code {}};
 *   <li>{@code parameters} and {@code parametersJsonSchema}, {@code responseSchema} and {@code
 *       responseJsonSchema}: two dialects of one schema, type names in either case;
 *   <li>the case of {@code thinkingLevel}; a token count of {@code contents} alone and of a whole
 *       request.
 * </ul>
 *
 * What the neutral model has no word for is left out of the comparison: pictures inside a tool's
 * result, the schema of a function's result.
 */
final class GeminiForm {

  private static final Set<String> FREE = Set.of("args", "response", "data", "values");

  private GeminiForm() {}

  /** The same with camel-case names, but for what stands inside arguments and results. */
  static JsonNode camelCase(JsonNode node) {
    if (node.isObject()) {
      ObjectNode camel = WireFile.JSON.createObjectNode();
      node.properties()
          .forEach(
              member -> {
                String name = camelCase(member.getKey());
                boolean free = FREE.contains(name) || name.endsWith("chema");
                boolean schema = name.equals("parameters");
                camel.set(name, free || schema ? member.getValue() : camelCase(member.getValue()));
              });
      return camel;
    }
    if (node.isArray()) {
      ArrayNode camel = WireFile.JSON.createArrayNode();
      node.forEach(element -> camel.add(camelCase(element)));
      return camel;
    }
    return node;
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_", -1)) {
      camel.append(
          camel.isEmpty() || word.isEmpty()
              ? word
              : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    return camel.toString();
  }

  static JsonNode of(JsonNode body) {
    JsonNode camel = camelCase(body);
    JsonNode inner =
        camel.has("generateContentRequest") ? camel.path("generateContentRequest") : camel;
    return Form.of(inner, GeminiForm::object);
  }

  private static JsonNode object(String name, ObjectNode object) {
    if (name.isEmpty()) {
      return top(object);
    }
    switch (name) {
      case "systemInstruction" -> {
        object.remove("role");
        oneIsAList(object);
      }
      case "contents" -> {
        oneIsAList(object);
        if (!object.has("role")) {
          object.put("role", "user");
        }
      }
      case "functionCall" -> Form.dropEmpty(object, "args", "id");
      case "functionResponse" -> {
        object.remove("parts");
        Form.dropEmpty(object, "id");
      }
      case "inlineData" ->
          object.put(
              "data",
              object.path("data").asText().replace('-', '+').replace('_', '/').replace("=", ""));
      case "functionDeclarations" -> {
        rename(object, "parametersJsonSchema", "parameters");
        object.remove("responseJsonSchema");
        Form.dropEmpty(object, "description");
        schema(object, "parameters");
        if (object.path("parameters").path("properties").isEmpty()) {
          object.remove("parameters");
        }
      }
      case "generationConfig" -> {
        rename(object, "responseJsonSchema", "responseSchema");
        schema(object, "responseSchema");
      }
      case "thinkingConfig" -> {
        if (object.has("thinkingLevel")) {
          object.put(
              "thinkingLevel", object.path("thinkingLevel").asText().toLowerCase(Locale.ROOT));
        }
        if (!object.path("includeThoughts").asBoolean()) {
          object.remove("includeThoughts");
        }
      }
      default -> {}
    }
    return object;
  }

  private static JsonNode top(ObjectNode body) {
    body.remove("model");
    body.set("contents", turns(body.path("contents")));
    if (body.has("tools")) {
      body.set("tools", tools(body.path("tools")));
    }
    Form.dropEmpty(body, "tools", "generationConfig", "toolConfig");
    return body;
  }

  private static ArrayNode turns(JsonNode contents) {
    ArrayNode merged = WireFile.JSON.createArrayNode();
    for (JsonNode content : contents) {
      ArrayNode said = WireFile.JSON.createArrayNode();
      for (JsonNode part : content.path("parts")) {
        if (part.size() > 1 || !part.path("text").asText("-").isEmpty()) {
          said.add(part);
        }
      }
      JsonNode last = merged.path(merged.size() - 1);
      if (last.path("role").equals(content.path("role"))) {
        ((ArrayNode) last.path("parts")).addAll(said);
      } else if (!said.isEmpty()) {
        ObjectNode turn = merged.addObject();
        turn.set("parts", said);
        turn.set("role", content.path("role"));
      }
    }
    return merged;
  }

  private static ObjectNode tools(JsonNode groups) {
    ObjectNode tools = WireFile.JSON.createObjectNode();
    for (JsonNode group : groups) {
      group
          .properties()
          .forEach(
              member -> {
                if (member.getValue() instanceof ArrayNode more
                    && tools.path(member.getKey()) instanceof ArrayNode known) {
                  known.addAll(more);
                } else {
                  tools.set(member.getKey(), member.getValue());
                }
              });
    }
    return tools;
  }

  private static void oneIsAList(ObjectNode content) {
    if (content.path("parts").isObject()) {
      content.set("parts", content.arrayNode().add(content.path("parts")));
    }
  }

  private static void rename(ObjectNode object, String from, String to) {
    JsonNode value = object.remove(from);
    if (value != null) {
      object.set(to, value);
    }
  }

  private static void schema(ObjectNode holder, String name) {
    if (holder.has(name)) {
      holder.set(name, lowerTypes(holder.path(name)));
    }
  }

  private static JsonNode lowerTypes(JsonNode schema) {
    return Form.of(
        schema,
        (name, object) -> {
          if (object.path("type").isTextual()) {
            object.set(
                "type", TextNode.valueOf(object.path("type").asText().toLowerCase(Locale.ROOT)));
          }
          return object;
        });
  }
}
