package dev.laneway.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of extras with their Java types, which plain JSON would forget. */
final class Values {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private Values() {}

  static JsonNode write(Object value) {
    if (value instanceof String text) {
      return JSON.textNode(text);
    }
    if (value instanceof Boolean truth) {
      return JSON.booleanNode(truth);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode().add("list");
      list.forEach(element -> array.add(write(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach((name, element) -> object.set(String.valueOf(name), write(element)));
      return object;
    }
    return JSON.arrayNode().add(typeOf(value)).add(value.toString());
  }

  private static String typeOf(Object number) {
    return number.getClass().getSimpleName();
  }

  static Object read(JsonNode node) {
    if (node.isTextual()) {
      return node.textValue();
    }
    if (node.isBoolean()) {
      return node.booleanValue();
    }
    if (node.isObject()) {
      Map<String, Object> map = new LinkedHashMap<>();
      node.properties().forEach(entry -> map.put(entry.getKey(), read(entry.getValue())));
      return map;
    }
    String type = node.path(0).asText();
    if (type.equals("list")) {
      List<Object> list = new ArrayList<>();
      for (int i = 1; i < node.size(); i++) {
        list.add(read(node.get(i)));
      }
      return list;
    }
    return number(type, node.path(1).asText());
  }

  private static Object number(String type, String digits) {
    return switch (type) {
      case "Integer" -> Integer.valueOf(digits);
      case "Long" -> Long.valueOf(digits);
      case "Double" -> Double.valueOf(digits);
      case "Float" -> Float.valueOf(digits);
      case "Short" -> Short.valueOf(digits);
      case "Byte" -> Byte.valueOf(digits);
      case "BigInteger" -> new BigInteger(digits);
      default -> new BigDecimal(digits);
    };
  }
}
