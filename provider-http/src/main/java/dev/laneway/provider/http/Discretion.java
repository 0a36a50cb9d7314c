package dev.laneway.provider.http;

import dev.laneway.api.spi.ApiKey;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a vendor's words fit to be shown: one short line, without anything that is a key or that
 * the request itself had said. One of each call; may be asked from any thread.
 */
final class Discretion {

  private static final int LONGEST = 300;
  private static final int LONGEST_WORD = 100;

  /**
   * What looks like a key; made when the first vendor's words are shown, not for the first call.
   */
  private static final class Keys {

    static final Pattern SHAPE =
        Pattern.compile(
            "(?i)\\b(?:bearer\\s+\\S+"
                + "|(?:sk|gsk|hf|xai|csk|pk|rk|fw|tgp_v1|nvapi|ghp|gho|github_pat|key)[-_]"
                + "[A-Za-z0-9*_.-]{8,}"
                + "|AIza[A-Za-z0-9_-]{8,}|AQ\\.[A-Za-z0-9_-]{8,}"
                + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_.-]+)");
  }

  private final ApiKey key;
  private volatile @Nullable ByteBuffer request;

  Discretion(ApiKey key) {
    this.key = key;
  }

  /** This body is sent: what stands in it is not to be repeated. */
  void sends(@Nullable ByteBuffer body) {
    request = body;
  }

  String line(String words) {
    return safe(words, LONGEST);
  }

  String word(String word) {
    return safe(word, LONGEST_WORD);
  }

  private String safe(String words, int longest) {
    String some = words.length() > 4 * LONGEST ? words.substring(0, 4 * LONGEST) : words;
    String ours = Keys.SHAPE.matcher(withoutEcho(key.blotOutIn(some))).replaceAll("[key]");
    return cut(ours, longest);
  }

  private String withoutEcho(String words) {
    ByteBuffer sent = request;
    if (sent == null || words.length() < Echo.SHORTEST) {
      return words;
    }
    return Echo.of(sent).blotOutIn(words);
  }

  private static String cut(String text, int longest) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), longest) + 1);
    boolean space = false;
    for (int i = 0; i < text.length() && line.length() < longest; i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == 0x7F || c == '\u2028' || c == '\u2029' || c == '\u0085') {
        space = !line.isEmpty();
      } else {
        if (space) {
          line.append(' ');
        }
        space = false;
        line.append(c);
      }
    }
    return line.length() >= longest ? line.substring(0, longest - 1) + "…" : line.toString();
  }
}
