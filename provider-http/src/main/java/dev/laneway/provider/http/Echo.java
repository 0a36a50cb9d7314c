package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Finds in a vendor's words what the request itself had said: prompts, tools, schemas. Only runs
 * when a call has failed; its work grows with the request, not with the request times the words.
 */
final class Echo {

  private static final String BLOT = "[request]";

  /** A run of so many characters is an echo. */
  private static final int RUN = 20;

  /** The same run where the vendor has folded white space, quotes or case. */
  private static final int RUN_SQUEEZED = 16;

  /** Fewer characters are no echo. */
  static final int SHORTEST = RUN_SQUEEZED;

  /** What names things and tells nothing: failures stay readable. */
  private static final Set<String> NAMES = Set.of("model", "name", "type", "role", "id");

  private final List<String> texts = new ArrayList<>();

  private Echo() {}

  /** What the body of a request says; nothing where it is no JSON. */
  static Echo of(ByteBuffer body) {
    Echo echo = new Echo();
    try {
      int from = body.arrayOffset();
      echo.collect(Json.parse(body.array(), from, from + body.limit()));
    } catch (JsonException notJson) {
      echo.texts.clear();
      echo.texts.add(new String(body.array(), body.arrayOffset(), body.limit(), UTF_8));
    }
    return echo;
  }

  private void collect(Json json) {
    if (json.isText()) {
      texts.add(json.text());
    } else if (json.isArray()) {
      json.elements().forEach(this::collect);
    } else {
      json.members(
          (name, value) -> {
            if (!value.isText() || !NAMES.contains(name)) {
              collect(value);
            }
          });
    }
  }

  /** The same words with a blot for each run that the request had. */
  String blotOutIn(String words) {
    BitSet echoed = new BitSet(words.length());
    mark(words, false, RUN, echoed);
    mark(words, true, RUN_SQUEEZED, echoed);
    if (echoed.isEmpty()) {
      return words;
    }
    StringBuilder safe = new StringBuilder(words.length());
    for (int i = 0; i < words.length(); i = Math.max(i + 1, echoed.nextClearBit(i))) {
      if (echoed.get(i)) {
        safe.append(BLOT);
      } else {
        safe.append(words.charAt(i));
      }
    }
    return safe.toString();
  }

  private void mark(String words, boolean squeezed, int run, BitSet echoed) {
    Runs runs = new Runs(Letters.of(words, squeezed), run);
    for (String text : texts) {
      if (!runs.isEmpty() && text.length() >= run) {
        runs.findIn(Letters.of(text, squeezed), echoed);
      }
    }
  }

  /** The characters of a text that count, in lower case where they are squeezed, and places. */
  private static final class Letters {

    private final char[] chars;
    private final int[] places;
    private final int length;

    private Letters(char[] chars, int[] places, int length) {
      this.chars = chars;
      this.places = places;
      this.length = length;
    }

    static Letters of(String text, boolean squeezed) {
      char[] chars = new char[text.length()];
      int[] places = new int[text.length()];
      int length = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (squeezed && isEscape(text, i)) {
          i++;
        } else if (!squeezed || Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
          chars[length] = squeezed ? Character.toLowerCase(c) : c;
          places[length++] = i;
        }
      }
      return new Letters(chars, places, length);
    }

    /** Vendors show the end of a line as a backslash and a letter. */
    private static boolean isEscape(String text, int at) {
      return text.charAt(at) == '\\'
          && at + 1 < text.length()
          && "nrt".indexOf(text.charAt(at + 1)) >= 0;
    }
  }

  /** All runs of one length in the vendor's words, known by a rolling sum over their characters. */
  private static final class Runs {

    private static final int SLOTS = 1 << 17;

    private final Letters words;
    private final int run;
    private final BitSet known = new BitSet(SLOTS);
    private final int highest;

    Runs(Letters words, int run) {
      this.words = words;
      this.run = run;
      int power = 1;
      for (int i = 1; i < run; i++) {
        power *= 31;
      }
      highest = power;
      roll(words, (at, sum) -> known.set(slot(sum)));
    }

    boolean isEmpty() {
      return known.isEmpty();
    }

    void findIn(Letters text, BitSet echoed) {
      roll(
          text,
          (at, sum) -> {
            if (known.get(slot(sum))) {
              compare(text, at, echoed);
            }
          });
    }

    private void compare(Letters text, int at, BitSet echoed) {
      for (int i = 0; i + run <= words.length; i++) {
        int same = 0;
        while (same < run && words.chars[i + same] == text.chars[at + same]) {
          same++;
        }
        if (same == run) {
          echoed.set(words.places[i], words.places[i + run - 1] + 1);
        }
      }
    }

    private void roll(Letters letters, Visit visit) {
      int sum = 0;
      for (int i = 0; i < letters.length; i++) {
        if (i >= run) {
          sum -= letters.chars[i - run] * highest;
        }
        sum = sum * 31 + letters.chars[i];
        if (i >= run - 1) {
          visit.at(i - run + 1, sum);
        }
      }
    }

    private static int slot(int sum) {
      return (sum ^ sum >>> 15) & (SLOTS - 1);
    }

    private interface Visit {
      void at(int position, int sum);
    }
  }
}
