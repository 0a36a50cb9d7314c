package dev.laneway.core.schedule;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How long the answers of a route have been lately, to expect about as much of the next. Callers
 * that allow little output get little, and prompts of about the same size often come from the same
 * place in an application: each power of two of what is allowed has its own history, and in it each
 * half power of two of the prompt, which counts for more the more answers it has seen.
 */
final class OutputHistory {

  private static final double RECENT = 0.1;
  private static final long FIRST_GUESS = 256;
  private static final int FEWEST_TO_TRUST = 8;
  private static final int LEVELS = 64;
  private static final int SIZES = 2 * LEVELS;

  /** For how many answers to prompts of one size the answers to all sizes stand. */
  private static final double ALL_SIZES = 2;

  private static final Usual UNKNOWN = new Usual(FIRST_GUESS, 0);

  private final AtomicReferenceArray<@Nullable Level> levels = new AtomicReferenceArray<>(LEVELS);

  private record Usual(double tokens, int answers) {

    Usual and(long outputTokens) {
      double share = Math.max(RECENT, 1.0 / (answers + 1));
      return new Usual(tokens + share * (outputTokens - tokens), answers + 1);
    }
  }

  /** The answers to callers that allow about the same: to prompts of each size, and to all. */
  private static final class Level {

    private static final int ALL = SIZES;

    private final AtomicReferenceArray<@Nullable Usual> usual =
        new AtomicReferenceArray<>(SIZES + 1);

    private Usual at(int size) {
      Usual known = usual.get(size);
      return known == null ? UNKNOWN : known;
    }

    private void answered(int size, long outputTokens) {
      usual.updateAndGet(size, known -> (known == null ? UNKNOWN : known).and(outputTokens));
    }

    private double expected(int size) {
      Usual alike = at(size);
      double all = at(ALL).tokens();
      return all + (alike.tokens() - all) * alike.answers() / (alike.answers() + ALL_SIZES);
    }
  }

  private static int powerOf(long number) {
    return 63 - Long.numberOfLeadingZeros(Math.max(1, number));
  }

  private static int sizeOf(long inputTokens) {
    int power = powerOf(inputTokens);
    boolean upperHalf = power > 0 && (inputTokens >> (power - 1) & 1) == 1;
    return 2 * power + (upperHalf ? 1 : 0);
  }

  void answered(long most, long inputTokens, long outputTokens) {
    int place = powerOf(most);
    Level level = levels.get(place);
    if (level == null) {
      levels.compareAndSet(place, null, new Level());
      level = levels.get(place);
    }
    if (level != null) {
      level.answered(Level.ALL, outputTokens);
      level.answered(sizeOf(inputTokens), outputTokens);
    }
  }

  /** What is likely, never more than the most that is allowed. */
  long expected(long most, long inputTokens) {
    Level level = levels.get(powerOf(most));
    double tokens = level == null ? UNKNOWN.tokens() : level.expected(sizeOf(inputTokens));
    return Math.max(1, Math.min(most, Math.round(tokens)));
  }

  /** Whether what is expected rests on enough answers to refuse a call for it. */
  boolean isTrusted(long most) {
    Level level = levels.get(powerOf(most));
    return level != null && level.at(Level.ALL).answers() >= FEWEST_TO_TRUST;
  }
}
