package dev.laneway.core.quota;

import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.time.Moment;
import java.time.Duration;

/**
 * How much of a limit patient work leaves alone for the interactive calls that are likely to come:
 * their recent rate times the rest of the window, and never more than a share of the limit. Where
 * nobody is interactive a minute is not held back at all, and a day only in part; towards its end
 * less and less, so that what would expire is used.
 */
final class HeadRoom {

  private static final double NEAR_REAL_TIME_SHARE = 0.1;
  private static final double PATIENT_SHARE = 0.3;
  private static final long SHORTEST_MEMORY = Duration.ofMinutes(10).toNanos();
  private static final long LONGEST_MEMORY = Duration.ofHours(6).toNanos();
  private static final double MORE_OF_LONG_WINDOWS = 2;

  /** How often, at most and at least in its memory, a held call is looked at again. */
  private static final double LOOKS_AT_MOST = 1_000;

  private static final double LOOKS_AT_LEAST = 4;

  /**
   * A rate that was seen is uncertain by about the root of what it makes one expect; be on the safe
   * side.
   */
  private static final double CAUTION = 3;

  private static final double NOTHING_TO_SPEAK_OF = 0.01;

  private final double memory;
  private final double largest;
  private final boolean isLong;
  private final Seen interactive = new Seen();
  private final Seen nearRealTime = new Seen();

  /** What calls of one urgency took lately. */
  private final class Seen {

    private double lately;
    private double unit = 1;
    private long at;
    private long firstAt;

    private void add(long amount, Moment now) {
      if (lately == 0) {
        firstAt = now.nanos();
      }
      lately = decayed(now) + amount;
      unit += (amount - unit) / 8;
      at = now.nanos();
    }

    private double decayed(Moment now) {
      return lately == 0 ? 0 : lately * Math.exp(-(now.nanos() - at) / memory);
    }

    /** What was seen, by how much of the memory it has had time to fill. */
    private double rate(Moment now) {
      double recent = decayed(now);
      if (recent < NOTHING_TO_SPEAK_OF) {
        return 0;
      }
      double age = Math.max((double) SHORTEST_MEMORY, (double) now.nanos() - firstAt);
      return recent / (memory * -Math.expm1(-age / memory));
    }

    private double likely(double nanos, Moment now) {
      double expected = rate(now) * nanos;
      return expected + CAUTION * Math.sqrt(expected * unit);
    }
  }

  HeadRoom(Limit limit) {
    long window = limit.window().length().toNanos();
    memory = Math.max(SHORTEST_MEMORY, Math.min(LONGEST_MEMORY, window));
    isLong = limit.window().isLong();
    largest = isLong ? MORE_OF_LONG_WINDOWS : 1;
  }

  /** Work of this urgency took so much. */
  void seen(long amount, Urgency urgency, Moment now) {
    if (urgency == Urgency.INTERACTIVE) {
      interactive.add(amount, now);
    } else if (urgency == Urgency.NEAR_REAL_TIME) {
      nearRealTime.add(amount, now);
    }
  }

  /** Whether work of this urgency leaves room for near-real-time calls, too: days run out. */
  private boolean leavesNearRealTime(Urgency urgency) {
    return isLong && urgency.compareTo(Urgency.NEAR_REAL_TIME) > 0;
  }

  private double rate(Urgency urgency, Moment now) {
    return interactive.rate(now) + (leavesNearRealTime(urgency) ? nearRealTime.rate(now) : 0);
  }

  private static double shareFor(Urgency urgency) {
    return switch (urgency) {
      case INTERACTIVE -> 0;
      case NEAR_REAL_TIME -> NEAR_REAL_TIME_SHARE;
      case BATCH, OPTIONAL -> PATIENT_SHARE;
    };
  }

  /** What work of this urgency must leave untouched now. */
  long reserve(Urgency urgency, Meter meter, Moment now) {
    double share = shareFor(urgency);
    if (share == 0) {
      return 0;
    }
    double unseen = unseenReserve(share, meter, now);
    double nanos = meter.nanosToCover(now);
    double likely = interactive.likely(nanos, now);
    if (leavesNearRealTime(urgency)) {
      likely += nearRealTime.likely(nanos, now);
    }
    double most = Math.min(1, share * largest) * meter.capacity();
    return (long) Math.min(Math.max(Math.ceil(likely), unseen), most);
  }

  /** A day that has only begun may still bring what it has not shown: a part is spread over it. */
  private static double unseenReserve(double share, Meter meter, Moment now) {
    Window window = meter.limit().window();
    return window.isLong()
        ? share * meter.capacity() * meter.nanosToCover(now) / window.length().toNanos()
        : 0;
  }

  /**
   * How long until so much can be taken and the reserve is left: when the meter allows it, or
   * sooner, when less of the window is left to be covered.
   */
  long nanosUntil(long charge, Urgency urgency, Meter meter, Moment now) {
    long wait = meter.nanosUntil(charge, now);
    if (wait > 0) {
      return wait;
    }
    long reserve = Math.min(reserve(urgency, meter, now), meter.capacity() - charge);
    long spare = meter.available(now) - charge - reserve;
    if (reserve <= 0 || spare >= 0) {
      return 0;
    }
    double rate = rate(urgency, now);
    double covered = (double) Math.max(0, meter.available(now) - charge) / rate;
    double shrinks = rate == 0 ? memory : (double) meter.nanosToCover(now) - covered;
    double look = Math.max(memory / LOOKS_AT_MOST, Math.min(shrinks, memory / LOOKS_AT_LEAST));
    return (long) Math.min(look, (double) meter.nanosUntil(charge + reserve, now));
  }
}
