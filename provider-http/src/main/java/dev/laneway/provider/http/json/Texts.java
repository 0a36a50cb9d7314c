package dev.laneway.provider.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes what stands between the quotes of a string that the scanner has passed. */
final class Texts {

  private static final int ESCAPED_UNIT = 4;

  private Texts() {}

  /** Where a string ends that begins here: at its closing quote. */
  static int end(byte[] bytes, int begin) {
    int at = begin;
    while (bytes[at] != '"') {
      at += bytes[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  static String decoded(byte[] bytes, int begin, int end) {
    for (int i = begin; i < end; i++) {
      if (bytes[i] == '\\') {
        return unescaped(bytes, begin, i, end);
      }
    }
    return new String(bytes, begin, end - begin, UTF_8);
  }

  private static String unescaped(byte[] bytes, int begin, int firstEscape, int end) {
    StringBuilder text = new StringBuilder(end - begin);
    int plain = begin;
    int at = firstEscape;
    while (at < end) {
      if (bytes[at] != '\\') {
        at++;
        continue;
      }
      text.append(new String(bytes, plain, at - plain, UTF_8));
      byte escaped = bytes[at + 1];
      if (escaped == 'u') {
        text.append(unit(bytes, at + 2));
        at += 2 + ESCAPED_UNIT;
      } else {
        text.append(plain(escaped));
        at += 2;
      }
      plain = at;
    }
    return text.append(new String(bytes, plain, end - plain, UTF_8)).toString();
  }

  private static char unit(byte[] bytes, int at) {
    int unit = 0;
    for (int i = 0; i < ESCAPED_UNIT; i++) {
      unit = unit * 16 + Character.digit(bytes[at + i], 16);
    }
    return (char) unit;
  }

  private static char plain(byte escaped) {
    return switch (escaped) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (char) escaped;
    };
  }
}
