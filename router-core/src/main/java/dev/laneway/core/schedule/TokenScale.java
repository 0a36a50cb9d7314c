package dev.laneway.core.schedule;

import dev.laneway.core.quota.Demand;
import org.jspecify.annotations.Nullable;

/**
 * How a lane's own count of prompt tokens compares with our estimates: every model cuts text in its
 * own way.
 */
final class TokenScale {

  private static final double RECENT = 0.1;
  private static final double NARROWEST = 0.25;
  private static final double WIDEST = 4;
  private static final double WORTH_APPLYING = 0.02;

  /** Guesses err to both sides: so many mean errors above the middle hold nearly always. */
  private static final double MARGIN = 2;

  private double factor = 1;
  private double spread;

  /** Asked for again and again while one call is decided. Whichever thread's is there will do. */
  private @Nullable Demand last;

  /** A prompt that was estimated at so much was counted as so much. */
  void observed(long estimated, long counted) {
    if (estimated >= 20 && counted > 0) {
      double ratio = Math.min(WIDEST, Math.max(NARROWEST, counted / (double) estimated));
      spread += RECENT * (Math.abs(ratio - factor) - spread);
      factor += RECENT * (ratio - factor);
    }
  }

  /** The demand in the lane's own tokens, with a margin for what the guess may be off. */
  Demand applyTo(Demand demand) {
    Demand scaled = applyTo(demand, last);
    if (scaled.inputTokens() != demand.inputTokens()) {
      last = scaled;
    }
    return scaled;
  }

  /** The same; makes nothing where the demand itself or what was made before says it. */
  Demand applyTo(Demand demand, @Nullable Demand before) {
    long input = inputOf(demand);
    if (input == demand.inputTokens()) {
      return demand;
    }
    return before != null && isSame(before, input, demand)
        ? before
        : new Demand(input, demand.expectedOutputTokens(), demand.maxOutputTokens());
  }

  /** Its prompt in the lane's own tokens, with the margin. */
  long inputOf(Demand demand) {
    double safe = factor + MARGIN * spread;
    return Math.abs(safe - 1) < WORTH_APPLYING
        ? demand.inputTokens()
        : Math.round(demand.inputTokens() * safe);
  }

  private static boolean isSame(Demand before, long input, Demand demand) {
    return before.inputTokens() == input
        && before.expectedOutputTokens() == demand.expectedOutputTokens()
        && before.maxOutputTokens() == demand.maxOutputTokens();
  }
}
