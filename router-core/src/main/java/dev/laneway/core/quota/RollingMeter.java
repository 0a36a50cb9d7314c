package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import java.util.Arrays;

/**
 * Counts exactly what was taken within the last stretch: never more than the limit in any stretch,
 * wherever it begins. Keeps one entry for each moment at which something was taken, in a ring that
 * grows to the busiest stretch and no further.
 */
final class RollingMeter extends Meter {

  private long[] times = new long[16];
  private long[] amounts = new long[16];
  private long oldest; // that is still remembered, before the first that counts
  private long first;
  private long next;
  private long used;

  RollingMeter(Limit limit, boolean learned) {
    super(limit, learned);
  }

  private long length() {
    return limit().window().length().toNanos() + margin();
  }

  private int slot(long entry) {
    return (int) (entry & (times.length - 1));
  }

  private void roll(Moment now) {
    while (first < next && times[slot(first)] - now.nanos() + length() <= 0) {
      used -= amounts[slot(first)];
      first++;
    }
  }

  @Override
  long available(Moment now) {
    roll(now);
    return limit().amount() - used;
  }

  @Override
  long nanosUntil(long amount, Moment now) {
    if (amount > limit().amount()) {
      return NEVER;
    }
    long over = amount - available(now);
    for (long entry = first; over > 0 && entry < next; entry++) {
      over -= amounts[slot(entry)];
      if (over <= 0) {
        return times[slot(entry)] + length() - now.nanos();
      }
    }
    return over <= 0 ? 0 : length();
  }

  @Override
  long take(long amount, Moment now) {
    roll(now);
    used += amount;
    if (first < next && times[slot(next - 1)] == now.nanos()) {
      amounts[slot(next - 1)] += amount;
      return next - 1;
    }
    if (next - first == times.length) {
      grow();
    }
    times[slot(next)] = now.nanos();
    amounts[slot(next)] = amount;
    return next++;
  }

  private void grow() {
    oldest = first;
    long[] olderTimes = times;
    long[] olderAmounts = amounts;
    times = Arrays.copyOf(olderTimes, olderTimes.length * 2);
    amounts = Arrays.copyOf(olderAmounts, olderAmounts.length * 2);
    for (long entry = first; entry < next; entry++) {
      int from = (int) (entry & (olderTimes.length - 1));
      times[slot(entry)] = olderTimes[from];
      amounts[slot(entry)] = olderAmounts[from];
    }
  }

  @Override
  void giveBack(long amount, long mark, Moment now) {
    roll(now);
    if (mark >= first) {
      amounts[slot(mark)] -= amount;
      used -= amount;
    }
  }

  /** What left the stretch just before the call came may not have left the vendor's. */
  @Override
  boolean isAhead(Denial denial, Moment now) {
    long wait = denial.waitNanos();
    boolean ahead =
        wait > 0 && wait <= longestMargin() && denial.left() < leftBefore(denial.sentAt());
    if (ahead) {
      widenMargin();
    }
    return ahead;
  }

  /** How much left the stretch shortly before that moment, as far as it is remembered. */
  private long leftBefore(long nanos) {
    long sum = 0;
    long entry = first - 1;
    while (entry >= Math.max(oldest, next - times.length)
        && nanos - times[slot(entry)] - length() <= longestMargin()) {
      sum += nanos - times[slot(entry)] >= length() ? amounts[slot(entry)] : 0;
      entry--;
    }
    return sum;
  }

  @Override
  void resized(Limit before, Limit after, Moment now) {
    // what has been used stays used: the count does not depend on the limit
  }

  @Override
  long nanosUntilWhole(Moment now) {
    roll(now);
    return first == next ? 0 : times[slot(next - 1)] + length() - now.nanos();
  }
}
