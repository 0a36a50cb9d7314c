package dev.laneway.core.schedule;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How long the answers of a route have been lately, to reserve about as much for the next. Callers
 * that allow little output get little, so each power of two of what is allowed has its own history.
 */
final class OutputHistory {

  private static final double RECENT = 0.1;
  private static final long FIRST_GUESS = 256;
  private static final double TO_BE_SAFE = 1.2;
  private static final int FEWEST_TO_TRUST = 8;

  private final AtomicReferenceArray<@Nullable Usual> byMost = new AtomicReferenceArray<>(64);

  private record Usual(double tokens, int answers) {

    Usual and(long outputTokens) {
      double share = Math.max(RECENT, 1.0 / (answers + 1));
      return new Usual(tokens + share * (outputTokens - tokens), answers + 1);
    }
  }

  private static int placeOf(long most) {
    return 63 - Long.numberOfLeadingZeros(Math.max(1, most));
  }

  void answered(long most, long outputTokens) {
    byMost.updateAndGet(
        placeOf(most),
        usual -> usual == null ? new Usual(outputTokens, 1) : usual.and(outputTokens));
  }

  /** What to reserve: a little more than is likely, never more than the most that is allowed. */
  long expected(long most) {
    Usual usual = byMost.get(placeOf(most));
    double tokens = usual == null ? FIRST_GUESS : usual.tokens();
    return Math.max(1, Math.min(most, Math.round(tokens * TO_BE_SAFE)));
  }

  /** Whether what is expected rests on enough answers to refuse a call for it. */
  boolean isTrusted(long most) {
    Usual usual = byMost.get(placeOf(most));
    return usual != null && usual.answers() >= FEWEST_TO_TRUST;
  }
}
