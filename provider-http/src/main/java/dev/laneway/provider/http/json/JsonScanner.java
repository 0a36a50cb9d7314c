package dev.laneway.provider.http.json;

/**
 * Finds the end of each piece of a JSON text, and makes sure that it is one. Strict, but for what
 * servers do: unescaped control characters in strings, bytes that are no UTF-8, and halves of
 * surrogate pairs, which meet again when the pieces of a stream are joined. Keeps nothing.
 */
final class JsonScanner {

  private static final int LONGEST_NUMBER = 1000;
  private static final int ESCAPED_UNIT = 4;

  private final byte[] bytes;
  private final int from;
  private final int to;

  JsonScanner(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** Where the value begins. */
  int start() {
    int at = space(from);
    if (at == to) {
      throw broken("a value is missing", at);
    }
    return at;
  }

  /** The next byte that is no white space, of which there must be one. */
  int next(int from) {
    int at = space(from);
    if (at == to) {
      throw cut();
    }
    return at;
  }

  /** Behind a comma, where the next value or name begins. */
  int comma(int at) {
    if (bytes[at] != ',') {
      throw notJson(at);
    }
    return next(at + 1);
  }

  /** Behind a name and its colon, where the value begins. */
  int name(int at) {
    if (bytes[at] != '"') {
      throw notJson(at);
    }
    int colon = next(string(at));
    if (bytes[colon] != ':') {
      throw notJson(colon);
    }
    return next(colon + 1);
  }

  /** Behind a string, number, boolean or null. */
  int scalar(int at) {
    return switch (bytes[at]) {
      case '"' -> string(at);
      case 't' -> word(at, "true");
      case 'f' -> word(at, "false");
      case 'n' -> word(at, "null");
      default -> number(at);
    };
  }

  void requireEnd(int after) {
    int at = space(after);
    if (at < to) {
      throw broken("nothing may follow the value", at);
    }
  }

  private int space(int start) {
    int at = start;
    while (at < to && isSpace(bytes[at])) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private int string(int start) {
    int at = start + 1;
    while (at < to) {
      byte b = bytes[at];
      if (b == '"') {
        return at + 1;
      }
      at = b == '\\' ? escape(at + 1) : at + 1;
    }
    throw cut();
  }

  private int escape(int at) {
    if (at >= to) {
      throw cut();
    }
    switch (bytes[at]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return at + 1;
      }
      case 'u' -> {
        for (int i = 1; i <= ESCAPED_UNIT; i++) {
          if (at + i >= to) {
            throw cut();
          }
          if (Character.digit(bytes[at + i], 16) < 0) {
            throw notJson(at + i);
          }
        }
        return at + 1 + ESCAPED_UNIT;
      }
      default -> throw notJson(at);
    }
  }

  private int word(int start, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (start + i >= to) {
        throw cut();
      }
      if (bytes[start + i] != word.charAt(i)) {
        throw notJson(start + i);
      }
    }
    return separated(start + word.length());
  }

  private int number(int start) {
    int at = bytes[start] == '-' ? start + 1 : start;
    int whole = digits(at);
    if (bytes[at] == '0' && whole > at + 1) {
      throw notJson(at + 1);
    }
    at = whole;
    if (at < to && bytes[at] == '.') {
      at = digits(at + 1);
    }
    if (at < to && (bytes[at] == 'e' || bytes[at] == 'E')) {
      at++;
      at = digits(at < to && (bytes[at] == '+' || bytes[at] == '-') ? at + 1 : at);
    }
    if (at - start > LONGEST_NUMBER) {
      throw tooMuch(start);
    }
    return separated(at);
  }

  /** Behind one digit or more. */
  private int digits(int start) {
    int at = start;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    if (at == start) {
      throw at == to ? cut() : notJson(at);
    }
    return at;
  }

  /** Behind a word or number only white space, a comma or a closing bracket may stand. */
  private int separated(int at) {
    if (at < to && !isSpace(bytes[at]) && ",]}".indexOf(bytes[at]) < 0) {
      throw notJson(at);
    }
    return at;
  }

  JsonException tooMuch(int at) {
    return broken("values may be nested 512 deep and numbers be 1000 digits long", at);
  }

  private JsonException notJson(int at) {
    return broken("the text is not JSON", at);
  }

  private JsonException cut() {
    return broken("the text ends within a value", to);
  }

  private JsonException broken(String rule, int at) {
    return new JsonException(rule, at - from);
  }
}
