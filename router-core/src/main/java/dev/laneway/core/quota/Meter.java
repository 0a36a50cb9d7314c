package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import java.time.Duration;

/**
 * Counts one limit as its window turns. A meter may be driven below zero: real usage that exceeds
 * its estimate is a debt, which later calls wait for.
 */
abstract class Meter {

  /** No wait of any length will do. */
  static final long NEVER = Long.MAX_VALUE;

  /** Nobody knows how long: something that is under way has to end first. */
  static final long UNTIL_RELEASE = Long.MAX_VALUE - 1;

  private static final long FIRST_MARGIN = Duration.ofMillis(50).toNanos();
  private static final long LONGEST_MARGIN = Duration.ofSeconds(1).toNanos();
  private static final int MARGIN_PART = 20;

  private Limit declared;
  private boolean learned;
  private Limit limit;
  private long corrected;
  private long margin;

  Meter(Limit limit, boolean learned) {
    this.declared = limit;
    this.limit = limit;
    this.learned = learned;
  }

  static Meter of(Limit limit, boolean learned, Moment now) {
    return switch (limit.resource()) {
      case CONCURRENCY -> new ConcurrencyMeter(limit, learned);
      case REQUESTS, TOKENS, INPUT_TOKENS, OUTPUT_TOKENS ->
          switch (limit.window().kind()) {
            case BUCKET -> new BucketMeter(limit, learned, now);
            case ROLLING -> new RollingMeter(limit, learned);
            case FIXED, CALENDAR_DAY, CALENDAR_MONTH -> new TurnMeter(limit, learned);
          };
    };
  }

  /** The limit in force: the declared one, or a tighter one that was learned. */
  final Limit limit() {
    return limit;
  }

  /** The limit as it was configured, or as it was first learned. */
  final Limit declared() {
    return declared;
  }

  /** Whether nobody configured this limit: only then may it be relaxed above its first amount. */
  final boolean learned() {
    return learned;
  }

  /** The vendor has counted more than we have: takes the difference. */
  final void correct(long amount, Moment now) {
    corrected += amount;
    take(amount, now);
  }

  /** How much has been taken in corrections since the beginning. */
  final long corrected() {
    return corrected;
  }

  /** The most that one call may ever take. */
  long capacity() {
    return limit.amount();
  }

  /** How much can be taken now; negative while a debt is paid off. */
  abstract long available(Moment now);

  /** How long until so much can be taken, in nanoseconds; zero for now. */
  abstract long nanosUntil(long amount, Moment now);

  /** Takes so much, whether it is there or not; returns a mark for {@link #giveBack}. */
  abstract long take(long amount, Moment now);

  /** Gives back what was taken under that mark, unless its window has turned meanwhile. */
  abstract void giveBack(long amount, long mark, Moment now);

  /**
   * Whether a call may have been refused because our copy is a little ahead of the vendor's: calls
   * take longer on one way than on another, and clocks differ. If so, it follows later from now on.
   */
  abstract boolean isAhead(Denial denial, Moment now);

  /** By how much later than the vendor's its window turns, so that nothing comes too early. */
  final long margin() {
    return margin;
  }

  /** The most by which it may turn later than the vendor's. */
  final long longestMargin() {
    return Math.min(LONGEST_MARGIN, limit.window().length().toNanos() / MARGIN_PART);
  }

  /** Comes later from now on: each time that it was too early by twice as much. */
  final void widenMargin() {
    margin = Math.min(longestMargin(), Math.max(FIRST_MARGIN, 2 * margin));
  }

  /** Takes a different amount for the limit from now on. */
  final void resize(long amount, Moment now) {
    if (amount != limit.amount()) {
      Limit next = limit.ofAmount(amount);
      resized(limit, next, now);
      limit = next;
    }
  }

  /**
   * Somebody configures this limit, of the same window: what has been taken stays taken. Where it
   * is what was configured before, what was learned of it since goes on.
   */
  void declare(Limit configured, Moment now) {
    if (learned || !configured.equals(declared)) {
      resized(limit, configured, now);
      limit = configured;
      declared = configured;
      learned = false;
    }
  }

  /** Follows a change of the limit; what has been used stays used. */
  abstract void resized(Limit before, Limit after, Moment now);

  /** The share of it that is left, from 0 to 1 and never less. */
  final double left(Moment now) {
    return Math.max(0, available(now)) / (double) Math.max(1, capacity());
  }

  /** The stretch that what is left has to last for: the window, or the rest of its turn. */
  long nanosToCover(Moment now) {
    return limit.window().length().toNanos();
  }

  /** When the allowance will be whole again if nothing more is taken, in nanoseconds from now. */
  abstract long nanosUntilWhole(Moment now);
}
