package dev.laneway.provider.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;

/**
 * Where the values of a JSON text begin and end, in reading order, and where the names of those
 * that are members stand. Texts, numbers and names stay bytes until somebody asks: an answer has
 * many values, and few of them are read.
 */
final class JsonIndex {

  /** The first entry within a container stands one behind it. */
  static final int FIRST_WITHIN = 1;

  private static final int PLACES = 4;
  private static final int SMALLEST = 16;
  private static final int LARGEST_GUESS = 1 << 16;
  private static final int BYTES_PER_VALUE = 24;
  private static final int NONE = -1;
  private static final int DEEPEST = 512;

  final byte[] bytes;
  private int[] places; // begin, end (while open: the container around), entry behind, name
  private int used;

  private JsonIndex(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    places = new int[(SMALLEST + Math.min((to - from) / BYTES_PER_VALUE, LARGEST_GUESS)) * PLACES];
  }

  static JsonIndex of(byte[] bytes, int from, int to) {
    int start = from + byteOrderMark(bytes, from, to);
    JsonIndex index = new JsonIndex(bytes, start, to);
    index.fill(new JsonScanner(bytes, start, to));
    return index;
  }

  private static int byteOrderMark(byte[] bytes, int from, int to) {
    boolean marked =
        to - from >= 3
            && bytes[from] == (byte) 0xEF
            && bytes[from + 1] == (byte) 0xBB
            && bytes[from + 2] == (byte) 0xBF;
    return marked ? 3 : 0;
  }

  private void fill(JsonScanner scanner) {
    int around = NONE;
    int depth = 0;
    int at = scanner.start();
    int name = NONE;
    while (true) {
      int entry = add(at, around, name);
      byte first = bytes[at];
      boolean ended = true;
      if (first == '{' || first == '[') {
        if (++depth > DEEPEST) {
          throw scanner.tooMuch(at);
        }
        around = entry;
        at = scanner.next(at + 1);
        ended = bytes[at] == closing(first);
      } else {
        at = scanner.scalar(at);
        close(entry, at);
      }
      boolean comma = !ended;
      while (!comma) {
        if (around == NONE) {
          scanner.requireEnd(at);
          return;
        }
        at = scanner.next(at);
        if (bytes[at] == closing(bytes[begin(around)])) {
          int outer = places[around * PLACES + 1];
          close(around, ++at);
          around = outer;
          depth--;
        } else {
          at = scanner.comma(at);
          comma = true;
        }
      }
      name = NONE;
      if (bytes[begin(around)] == '{') {
        name = at + 1;
        at = scanner.name(at);
      }
    }
  }

  private static byte closing(byte opening) {
    return (byte) (opening == '{' ? '}' : ']');
  }

  private int add(int at, int around, int name) {
    if ((used + 1) * PLACES > places.length) {
      places = Arrays.copyOf(places, places.length * 2);
    }
    int place = used * PLACES;
    places[place] = at;
    places[place + 1] = around;
    places[place + 3] = name;
    return used++;
  }

  private void close(int entry, int end) {
    places[entry * PLACES + 1] = end;
    places[entry * PLACES + 2] = used;
  }

  int begin(int entry) {
    return places[entry * PLACES];
  }

  int end(int entry) {
    return places[entry * PLACES + 1];
  }

  /** The entry behind this one and all within it. */
  int next(int entry) {
    return places[entry * PLACES + 2];
  }

  byte first(int entry) {
    return bytes[begin(entry)];
  }

  /** The name of a member of an object; empty for any other value. */
  String name(int entry) {
    int begin = places[entry * PLACES + 3];
    return begin == NONE ? "" : Texts.decoded(bytes, begin, Texts.end(bytes, begin));
  }

  /** Whether a member has this name, as a rule without decoding it. */
  boolean isNamed(int entry, String name) {
    return isSpelled(places[entry * PLACES + 3], name);
  }

  /** Whether a string is this text, as a rule without decoding it. */
  boolean isText(int entry, String text) {
    return isSpelled(begin(entry) + 1, text);
  }

  private boolean isSpelled(int begin, String text) {
    for (int i = 0; i < text.length(); i++) {
      byte b = bytes[begin + i];
      if (b < 0 || b == '\\') {
        return Texts.decoded(bytes, begin, Texts.end(bytes, begin)).equals(text);
      }
      if (b != text.charAt(i) || b == '"') {
        return false;
      }
    }
    return bytes[begin + text.length()] == '"';
  }

  /** The text of a string, decoded. */
  String text(int entry) {
    return Texts.decoded(bytes, begin(entry) + 1, end(entry) - 1);
  }

  /** This value as it was written. */
  String raw(int entry) {
    return new String(bytes, begin(entry), end(entry) - begin(entry), UTF_8);
  }

  /** A parser for this value alone. */
  JsonParser parser(int entry) throws IOException {
    return Codec.parser(bytes, begin(entry), end(entry));
  }
}
