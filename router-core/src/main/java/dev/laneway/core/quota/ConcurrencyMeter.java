package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.Optional;

/** Counts calls that are under way, and those that were given up as long as they seem to be. */
final class ConcurrencyMeter extends Meter {

  private static final long CROWDED = 1;

  private Lingering lingering = new Lingering();
  private Calls calls = new Calls();

  /** What is under way now. */
  private static final class Calls {
    private long underWay;
  }

  ConcurrencyMeter(Limit limit, boolean learned) {
    super(limit, learned);
  }

  /** Counts the same calls as the meter whose place it takes, and lets that count its own. */
  void goOnFrom(ConcurrencyMeter before) {
    lingering = before.lingering;
    calls = before.calls;
  }

  @Override
  long available(Moment now) {
    return limit().amount() - calls.underWay - lingering.withheld(now);
  }

  @Override
  long nanosUntil(long amount, Moment now) {
    if (amount > limit().amount()) {
      return NEVER;
    }
    if (amount <= available(now)) {
      return 0;
    }
    return calls.underWay == 0 ? lingering.nanosUntilNext(now) : UNTIL_RELEASE;
  }

  /** How long until somebody may follow in a withheld place, should nothing end before. */
  long nanosUntilFollowed(Moment now) {
    return lingering.nanosUntilNext(now);
  }

  /**
   * The mark tells whether there is no place for it unless something that was given up has ended.
   */
  @Override
  long take(long amount, Moment now) {
    calls.underWay += amount;
    return calls.underWay + lingering.calls() > limit().amount() ? CROWDED : 0;
  }

  @Override
  void giveBack(long amount, long mark, Moment now) {
    calls.underWay -= amount;
  }

  /** A call that ran so long was given up, and the vendor may still be at work on it. */
  void givenUp(long ranNanos, Moment now) {
    lingering.givenUp(ranNanos, limit().amount(), now);
  }

  /** A call that was taken under this mark has been answered. */
  void answered(long mark, Moment now) {
    if (mark == CROWDED) {
      lingering.ended(now);
    }
  }

  /** For how long what was given up may stay in the place of a call with this mark, if it is. */
  Optional<Duration> lingers(long mark, Moment now) {
    return mark == CROWDED ? lingering.lingers(now) : Optional.empty();
  }

  /** The vendor is still at work on what was given up: one place less for so long. */
  void withhold(long nanos, Moment now) {
    lingering.withhold(nanos, now);
  }

  /** Places are not counted by time. */
  @Override
  boolean isAhead(Denial denial, Moment now) {
    return false;
  }

  @Override
  void resized(Limit before, Limit after, Moment now) {
    // what is under way stays under way
  }

  @Override
  long nanosUntilWhole(Moment now) {
    return calls.underWay == 0 && lingering.withheld(now) == 0 ? 0 : UNTIL_RELEASE;
  }
}
