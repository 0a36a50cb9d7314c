package dev.laneway.core.quota;

import dev.laneway.api.Resource;
import dev.laneway.core.time.Moment;
import java.time.Duration;

/**
 * What a limit that has to last for hours is worth, counted in the worth of calls: it rises with
 * each call that would draw on it, and falls as time passes at the rate at which what is left may
 * be used. Where the two balance, the limit lasts exactly until its turn.
 */
final class Toll {

  private static final double STEP = 0.2;
  private static final double LARGEST_STEP = 0.5;
  private static final double MEMORY = Duration.ofHours(2).toNanos();
  private static final long FIRST_LOOK = Duration.ofMinutes(20).toNanos();
  private static final long SHORTEST = Duration.ofMinutes(1).toNanos();
  private static final double LEAST = 1e-3;
  private static final double MOST = 1e5;

  /** A first guess: so much for a request, or for a thousand tokens. */
  private static final double FIRST = 1;

  private double whole;
  private long at;
  private final long born;

  Toll(Limit limit, Moment now) {
    double calls = limit.resource() == Resource.REQUESTS ? 1 : 1e-3;
    whole = Math.max(LEAST, FIRST * calls * limit.amount());
    at = now.nanos();
    born = at;
  }

  /** Whether it rests on more than a first look at what comes. */
  boolean isLearned(Moment now) {
    return now.nanos() - born >= FIRST_LOOK;
  }

  /** What the whole amount is worth now, when so many calls come for each that was seen. */
  double whole(double plays, Moment now) {
    long passed = now.nanos() - at;
    if (passed > 0) {
      at = now.nanos();
      whole = Math.max(LEAST, whole * Math.exp(-STEP * plays * passed / MEMORY));
    }
    return whole;
  }

  /** A call would draw so much of the amount. */
  void wanted(double share, Meter meter, Moment now) {
    double left = Math.max(1e-3, meter.available(now) / (double) meter.limit().amount());
    double lasts = share / left * Math.max(SHORTEST, meter.nanosToCover(now));
    whole = Math.min(MOST, whole * Math.exp(Math.min(LARGEST_STEP, STEP * lasts / MEMORY)));
  }
}
