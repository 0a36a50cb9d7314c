package dev.laneway.provider.openai;

import java.util.function.Consumer;

/**
 * Tells reasoning between {@code <think>} and {@code </think>} from the answer, in pieces cut
 * anywhere. Only at the very beginning: later tags are text. Each character is looked at once.
 */
final class ThinkTags {

  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  private enum Place {
    BEGINNING,
    THINKING,
    BETWEEN,
    ANSWER
  }

  private final Consumer<String> thoughts;
  private final Consumer<String> answer;
  private final StringBuilder held = new StringBuilder(0);
  private Place place = Place.BEGINNING;

  ThinkTags(Consumer<String> thoughts, Consumer<String> answer) {
    this.thoughts = thoughts;
    this.answer = answer;
  }

  /** The next piece. */
  void read(String piece) {
    if (place == Place.BEGINNING && held.isEmpty() && isPlain(piece)) {
      place = Place.ANSWER;
    }
    if (place == Place.ANSWER) {
      answer.accept(piece);
    } else if (!piece.isEmpty()) {
      held.append(piece);
      settle();
    }
  }

  /** Whether a first piece can begin nothing but an answer. */
  private static boolean isPlain(String piece) {
    return !piece.isEmpty() && piece.charAt(0) != '<' && !Character.isWhitespace(piece.charAt(0));
  }

  private void settle() {
    if (place == Place.BEGINNING) {
      beginning();
    }
    if (place == Place.THINKING) {
      thinking();
    }
    if (place == Place.BETWEEN) {
      between();
    }
  }

  private void beginning() {
    int start = pastSpace();
    int length = held.length() - start;
    if (length < OPEN.length() && OPEN.startsWith(held.substring(start))) {
      return; // cannot tell yet
    }
    if (length >= OPEN.length() && held.substring(start, start + OPEN.length()).equals(OPEN)) {
      held.delete(0, start + OPEN.length());
      place = Place.THINKING;
    } else {
      place = Place.ANSWER;
      flush(answer, held.length());
    }
  }

  private void thinking() {
    int close = held.indexOf(CLOSE);
    if (close >= 0) {
      flush(thoughts, close);
      held.delete(0, CLOSE.length());
      place = Place.BETWEEN;
    } else {
      flush(thoughts, held.length() - beginningOfTag());
    }
  }

  /** How many of the last characters may be the first of the closing tag. */
  private int beginningOfTag() {
    for (int some = Math.min(CLOSE.length() - 1, held.length()); some > 0; some--) {
      if (CLOSE.startsWith(held.substring(held.length() - some))) {
        return some;
      }
    }
    return 0;
  }

  private void between() {
    int start = pastSpace();
    held.delete(0, start);
    if (!held.isEmpty()) {
      place = Place.ANSWER;
      flush(answer, held.length());
    }
  }

  private int pastSpace() {
    int start = 0;
    while (start < held.length() && Character.isWhitespace(held.charAt(start))) {
      start++;
    }
    return start;
  }

  private void flush(Consumer<String> reader, int length) {
    if (length > 0) {
      reader.accept(held.substring(0, length));
      held.delete(0, length);
    }
  }

  /** There are no more pieces: what was held back is said. */
  void end() {
    if (!held.isEmpty()) {
      flush(place == Place.THINKING ? thoughts : answer, held.length());
    }
  }
}
