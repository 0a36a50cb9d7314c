package dev.laneway.core.time;

import dev.laneway.api.time.TimeSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One reading of both clocks, taken once for a decision so that all its parts agree. The calendar
 * is read when first asked for. Not safe for use by many threads.
 */
public final class Moment {

  private final TimeSource time;
  private final long nanos;
  private @Nullable Instant wall;

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
    return wall().toEpochMilli();
  }

  private Instant wall() {
    Instant read = wall;
    if (read == null) {
      read = time.now();
      wall = read;
    }
    return read;
  }

  /** The calendar's time when the monotonic clock will read this. */
  public Instant at(long futureNanos) {
    return wall().plusNanos(futureNanos - nanos);
  }
}
