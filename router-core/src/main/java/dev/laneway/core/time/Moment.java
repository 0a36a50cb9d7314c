package dev.laneway.core.time;

import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;

/**
 * One reading of both clocks, taken once for a decision so that all its parts agree. The calendar
 * is read when first asked for. Not safe for use by many threads.
 */
public final class Moment {

  private static final long UNREAD = Long.MIN_VALUE;

  private final TimeSource time;
  private final long nanos;
  private long wallMillis = UNREAD;

  private Moment(TimeSource time) {
    this.time = time;
    this.nanos = time.nanos();
  }

  /** Now. */
  public static Moment of(TimeSource time) {
    return new Moment(time);
  }

  /** The monotonic clock. */
  public long nanos() {
    return nanos;
  }

  /** The calendar, in milliseconds since the epoch. */
  public long wallMillis() {
    if (wallMillis == UNREAD) {
      wallMillis = time.now().toEpochMilli();
    }
    return wallMillis;
  }

  /** The calendar's time when the monotonic clock will read this. */
  public Instant at(long futureNanos) {
    return Instant.ofEpochMilli(wallMillis()).plus(Duration.ofNanos(futureNanos - nanos));
  }
}
