package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.Media;
import java.net.URI;
import java.util.Base64;

/** Small turns of JSON that the readers of requests share. */
final class Plain {

  private Plain() {}

  /** The value as lists, maps, texts, numbers and booleans, without nulls: as extras want it. */
  static Object value(JsonNode node) {
    return WireFile.JSON.convertValue(withoutNulls(node), Object.class);
  }

  static JsonNode withoutNulls(JsonNode node) {
    if (node.isObject()) {
      ObjectNode kept = WireFile.JSON.createObjectNode();
      node.properties()
          .forEach(
              member -> {
                if (!member.getValue().isNull()) {
                  kept.set(member.getKey(), withoutNulls(member.getValue()));
                }
              });
      return kept;
    }
    if (node.isArray()) {
      ArrayNode kept = WireFile.JSON.createArrayNode();
      node.forEach(element -> kept.add(withoutNulls(element)));
      return kept;
    }
    return node;
  }

  /** A thing at an address, which may be a data address. */
  static Media media(String address, String mimeTypeOtherwise) {
    if (!address.startsWith("data:")) {
      return Media.at(mimeTypeOtherwise, URI.create(address));
    }
    int comma = address.indexOf(',');
    String mimeType = address.substring("data:".length(), comma).replace(";base64", "");
    return Media.of(mimeType, bytes(address.substring(comma + 1)));
  }

  static byte[] bytes(String base64) {
    return Base64.getDecoder().decode(base64.replace('-', '+').replace('_', '/'));
  }
}
