package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request whose cut base64 has been shortened to what can be decoded. */
final class Healed {

  private static final Pattern CUT =
      Pattern.compile("(data:[^;]*)?(;base64,)?(.*?)\\.\\.\\.\\[\\d+ characters of base64 cut]");

  private static final String FOR_WANT_OF_ANY = "AAAA";

  private Healed() {}

  static JsonNode of(JsonNode node) {
    if (node.isTextual()) {
      return TextNode.valueOf(text(node.asText()));
    }
    if (node.isArray()) {
      ArrayNode healed = WireFile.JSON.createArrayNode();
      node.forEach(element -> healed.add(of(element)));
      return healed;
    }
    if (node.isObject()) {
      ObjectNode healed = WireFile.JSON.createObjectNode();
      node.properties().forEach(member -> healed.set(member.getKey(), of(member.getValue())));
      return healed;
    }
    return node;
  }

  private static String text(String text) {
    Matcher cut = CUT.matcher(text);
    if (!cut.matches()) {
      return text;
    }
    if (cut.group(1) != null && cut.group(2) == null) {
      return "data:application/octet-stream;base64," + FOR_WANT_OF_ANY; // cut within the head
    }
    String head = cut.group(1) == null ? "" : cut.group(1) + cut.group(2);
    String data = cut.group(3).replace("=", "");
    String whole = data.substring(0, data.length() / 4 * 4);
    return head + (whole.isEmpty() ? FOR_WANT_OF_ANY : whole);
  }
}
