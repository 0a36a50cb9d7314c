package dev.laneway.provider.http.json;

import java.util.Random;

/** JSON that nobody thought of. */
final class RandomJson {

  private static final String[] STRINGS = {
    "",
    "a",
    "text",
    "\\n",
    "\\\"",
    "\\\\",
    "\\u00e9",
    "\\ud83d\\ude00",
    "é",
    "😀",
    "\\/",
    "\u0001",
    "x\\ty"
  };
  private static final String[] NUMBERS = {
    "0", "-0", "1", "-12", "3.25", "1e5", "1E-3", "-0.5e+2", "12345678901234567890", "0.0001"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n"};
  private static final String PIECES = "{}[]\",:0123-+.eEtrufalsn \\/ué\n";

  private RandomJson() {}

  static String value(Random random, int depth) {
    String space = pick(random, SPACES);
    int kind = random.nextInt(depth > 0 ? 7 : 5);
    String value =
        switch (kind) {
          case 0 -> "true";
          case 1 -> "false";
          case 2 -> "null";
          case 3 -> pick(random, NUMBERS);
          case 4 -> string(random);
          case 5 -> array(random, depth);
          default -> object(random, depth);
        };
    return space + value + pick(random, SPACES);
  }

  private static String string(Random random) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(pick(random, STRINGS));
    }
    return text.append('"').toString();
  }

  private static String array(Random random, int depth) {
    StringBuilder text = new StringBuilder("[");
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ",").append(value(random, depth - 1));
    }
    return text.append(size == 0 ? pick(random, SPACES) : "").append(']').toString();
  }

  private static String object(Random random, int depth) {
    StringBuilder text = new StringBuilder("{");
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      text.append(i == 0 ? "" : ",").append(pick(random, SPACES));
      text.append("\"k").append(i).append(pick(random, STRINGS)).append('"');
      text.append(pick(random, SPACES)).append(':').append(value(random, depth - 1));
    }
    return text.append('}').toString();
  }

  /** JSON with a character taken out, put in or changed. */
  static String broken(Random random) {
    StringBuilder text = new StringBuilder(value(random, 3));
    int at = random.nextInt(text.length());
    char piece = PIECES.charAt(random.nextInt(PIECES.length()));
    switch (random.nextInt(3)) {
      case 0 -> text.deleteCharAt(at);
      case 1 -> text.insert(at, piece);
      default -> text.setCharAt(at, piece);
    }
    return text.toString();
  }

  private static String pick(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }
}
