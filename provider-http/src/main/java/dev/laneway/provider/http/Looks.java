package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.laneway.provider.http.json.JsonException;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.regex.Pattern;

/** Says what a body that is no JSON looks like, without quoting it. */
final class Looks {

  static final String COMPRESSED =
      "the answer is compressed, which was not asked for: check a proxy in between, or headers";

  private static final Pattern EVENT = Pattern.compile("(?:data|event|id|retry)?:");

  private Looks() {}

  static String of(HttpHeaders headers, byte[] body, JsonException broken) {
    if (isCompressed(body) || isEncoded(headers)) {
      return COMPRESSED;
    }
    String start = new String(body, 0, Math.min(body.length, 4096), UTF_8).strip();
    if (start.startsWith("\uFEFF")) {
      start = start.substring(1).strip();
    }
    if (start.isEmpty()) {
      return "the answer is empty";
    }
    if (isHtml(start)) {
      return "the answer is an HTML page instead of JSON: check baseUrl, or a proxy in between";
    }
    if (EVENT.matcher(start).lookingAt()) {
      return "the answer is a stream of events, which was not asked for: stream the call,"
          + " or check a proxy in between";
    }
    return "the answer is no JSON: " + broken.getMessage();
  }

  static boolean isCompressed(byte[] body) {
    return body.length > 1 && body[0] == 0x1F && body[1] == (byte) 0x8B;
  }

  private static boolean isEncoded(HttpHeaders headers) {
    return !Headers.first(headers, "content-encoding")
        .orElse("identity")
        .equalsIgnoreCase("identity");
  }

  static boolean isHtml(String text) {
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype") || start.startsWith("<html") || start.startsWith("<head");
  }
}
