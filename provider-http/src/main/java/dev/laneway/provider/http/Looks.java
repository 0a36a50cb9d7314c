package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.laneway.provider.http.json.JsonException;
import java.util.Locale;

/** Says what a body that is no JSON looks like, without quoting it. */
final class Looks {

  private Looks() {}

  static String of(byte[] body, JsonException broken) {
    String start = new String(body, 0, Math.min(body.length, 4096), UTF_8).strip();
    if (start.startsWith("\uFEFF")) {
      start = start.substring(1).strip();
    }
    if (isCompressed(body)) {
      return "the answer is compressed, which was not asked for: check a proxy in between,"
          + " or headers";
    }
    if (start.isEmpty()) {
      return "the answer is empty";
    }
    if (isHtml(start)) {
      return "the answer is an HTML page instead of JSON: check baseUrl, or a proxy in between";
    }
    return "the answer is no JSON: " + broken.getMessage();
  }

  private static boolean isCompressed(byte[] body) {
    return body.length > 1 && body[0] == 0x1F && body[1] == (byte) 0x8B;
  }

  static boolean isHtml(String text) {
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<head");
  }
}
