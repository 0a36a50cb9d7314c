package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import dev.laneway.core.time.Turn;
import java.util.concurrent.TimeUnit;

/** Counts from turn to turn of the calendar: full minutes, days of a zone, months. */
final class TurnMeter extends Meter {

  private Turn turn = new Turn(Long.MIN_VALUE, Long.MIN_VALUE);
  private long used;

  TurnMeter(Limit limit, boolean learned) {
    super(limit, learned);
  }

  /** A calendar that is set back does not open a turn anew; only reaching the next one does. */
  private void roll(Moment now) {
    long wallMillis = wallMillis(now);
    if (wallMillis >= turn.endMillis()) {
      turn = Turn.of(limit().window(), wallMillis);
      used = 0;
    }
  }

  private long wallMillis(Moment now) {
    return now.wallMillis() - TimeUnit.NANOSECONDS.toMillis(margin());
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
    return amount <= available(now) ? 0 : untilTurn(now);
  }

  /** How long until the next turn, whatever has been used. */
  long untilTurn(Moment now) {
    roll(now);
    return TimeUnit.MILLISECONDS.toNanos(turn.endMillis() - wallMillis(now));
  }

  /** What has been taken in the turn that began then, by whomever. */
  void restate(long startMillis, long amount, Moment now) {
    roll(now);
    if (startMillis == turn.startMillis()) {
      used = amount;
    }
  }

  @Override
  long take(long amount, Moment now) {
    roll(now);
    used += amount;
    return turn.startMillis();
  }

  @Override
  void giveBack(long amount, long mark, Moment now) {
    roll(now);
    if (mark == turn.startMillis()) {
      used -= amount;
    }
  }

  /** A call that came just after the turn may have come just before the vendor's. */
  @Override
  boolean isAhead(Denial denial, Moment now) {
    long intoTurn =
        TimeUnit.MILLISECONDS.toNanos(wallMillis(now) - turn.startMillis())
            - (now.nanos() - denial.sentAt());
    boolean ahead =
        denial.waitNanos() <= longestMargin() && intoTurn >= 0 && intoTurn <= longestMargin();
    if (ahead) {
      widenMargin();
    }
    return ahead;
  }

  @Override
  void resized(Limit before, Limit after, Moment now) {
    // what has been used stays used: the count does not depend on the limit
  }

  @Override
  long nanosToCover(Moment now) {
    return untilTurn(now);
  }

  @Override
  long nanosUntilWhole(Moment now) {
    roll(now);
    return used <= 0 ? 0 : untilTurn(now);
  }
}
