package dev.laneway.integration.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The form in which two requests are compared: what a vendor reads alike is written alike. Each
 * protocol has a list of its own harmless differences; these hold for all:
 *
 * <ul>
 *   <li>the order of members, and spacing;
 *   <li>a member that is null, and one that is absent;
 *   <li>{@code 0} and {@code 0.0};
 *   <li>base64 with and without padding, in either alphabet.
 * </ul>
 */
final class Form {

  private Form() {}

  /** Applies a rule to each object, innermost first, and sorts its members. */
  static JsonNode of(JsonNode node, BiFunction<String, ObjectNode, JsonNode> rule) {
    return of("", of("", node, rule), (name, object) -> object);
  }

  private static JsonNode of(
      String name, JsonNode node, BiFunction<String, ObjectNode, JsonNode> rule) {
    if (node.isObject()) {
      Map<String, JsonNode> sorted = new TreeMap<>();
      node.properties()
          .forEach(
              member -> {
                if (!member.getValue().isNull()) {
                  sorted.put(member.getKey(), of(member.getKey(), member.getValue(), rule));
                }
              });
      ObjectNode object = WireFile.JSON.createObjectNode();
      sorted.forEach(object::set);
      return rule.apply(name, object);
    }
    if (node.isArray()) {
      ArrayNode array = WireFile.JSON.createArrayNode();
      node.forEach(element -> array.add(of(name, element, rule)));
      return array;
    }
    return node.isNumber() ? DoubleNode.valueOf(node.asDouble()) : node;
  }

  /** Removes members that say nothing: empty lists, objects and texts. */
  static void dropEmpty(ObjectNode object, String... names) {
    for (String name : names) {
      JsonNode value = object.path(name);
      if (value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty()) {
        object.remove(name);
      }
    }
  }

  /** JSON text as JSON, since its spacing is nobody's business. */
  static JsonNode parsed(String text) {
    try {
      return text.isBlank()
          ? WireFile.JSON.createObjectNode()
          : of(WireFile.JSON.readTree(text), (name, object) -> object);
    } catch (JsonProcessingException notJson) {
      return WireFile.JSON.getNodeFactory().textNode(text);
    }
  }
}
