package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;

/** Counts calls that are under way. */
final class ConcurrencyMeter extends Meter {

  private long underWay;

  ConcurrencyMeter(Limit limit, boolean learned) {
    super(limit, learned);
  }

  @Override
  long available(Moment now) {
    return limit().amount() - underWay;
  }

  @Override
  long nanosUntil(long amount, Moment now) {
    if (amount > limit().amount()) {
      return NEVER;
    }
    return amount <= available(now) ? 0 : UNTIL_RELEASE;
  }

  @Override
  long take(long amount, Moment now) {
    underWay += amount;
    return 0;
  }

  @Override
  void giveBack(long amount, long mark, Moment now) {
    underWay -= amount;
  }

  @Override
  void resized(Limit before, Limit after, Moment now) {
    // what is under way stays under way
  }

  @Override
  long nanosUntilWhole(Moment now) {
    return underWay == 0 ? 0 : UNTIL_RELEASE;
  }
}
