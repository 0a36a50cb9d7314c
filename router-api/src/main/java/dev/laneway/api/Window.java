package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The stretch of time over which a vendor counts, and how its clock turns. Two vendors that say
 * "minute" may mean different things, and a copy of the wrong one is wrong both ways.
 *
 * @param length the stretch; for calendar windows its usual length
 * @param phase for {@link Kind#FIXED}: when a window begins, counted from the epoch
 * @param zone for calendar windows: where midnight is
 */
public record Window(Kind kind, Duration length, Duration phase, ZoneId zone) {

  /** How the clock turns. */
  public enum Kind {
    /** Everything within the last stretch counts, exactly. */
    ROLLING,
    /** The count starts anew at each full stretch of the wall clock. */
    FIXED,
    /** Refills evenly all the time, up to the whole amount. */
    BUCKET,
    /** From midnight to midnight in a zone. */
    CALENDAR_DAY,
    /** From the first of a month to the next in a zone. */
    CALENDAR_MONTH
  }

  /** Checks that the length is positive. */
  public Window {
    requireNonNull(kind, "kind");
    requireNonNull(zone, "zone");
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException("length of a window must be positive, was " + length);
    }
    if (phase.isNegative() || phase.compareTo(length) >= 0) {
      throw new IllegalArgumentException(
          "phase of a window must be between 0 and its length, was " + phase);
    }
  }

  /** The last so many seconds, minutes or hours, exactly. */
  public static Window rolling(Duration length) {
    return new Window(Kind.ROLLING, length, Duration.ZERO, ZoneOffset.UTC);
  }

  /** Each full second, minute or hour of the wall clock. */
  public static Window fixed(Duration length) {
    return new Window(Kind.FIXED, length, Duration.ZERO, ZoneOffset.UTC);
  }

  /** As {@link #fixed(Duration)}, begun so long after the full stretch. */
  public static Window fixed(Duration length, Duration phase) {
    return new Window(Kind.FIXED, length, phase, ZoneOffset.UTC);
  }

  /** A bucket that refills evenly in this time. */
  public static Window bucket(Duration length) {
    return new Window(Kind.BUCKET, length, Duration.ZERO, ZoneOffset.UTC);
  }

  /** Midnight to midnight. */
  public static Window dayOf(ZoneId zone) {
    return new Window(Kind.CALENDAR_DAY, Duration.ofDays(1), Duration.ZERO, zone);
  }

  /** The first of a month to the next. */
  public static Window monthOf(ZoneId zone) {
    return new Window(Kind.CALENDAR_MONTH, Duration.ofDays(30), Duration.ZERO, zone);
  }

  /** Whether it is a day or longer: a quota that is spent, rather than a rate that is exceeded. */
  public boolean isLong() {
    return length.compareTo(Duration.ofHours(1)) > 0;
  }

  @Override
  public String toString() {
    return switch (kind) {
      case ROLLING -> "rolling " + spoken();
      case FIXED -> "fixed " + spoken();
      case BUCKET -> spoken();
      case CALENDAR_DAY -> "day (" + zone + ")";
      case CALENDAR_MONTH -> "month (" + zone + ")";
    };
  }

  private String spoken() {
    if (length.equals(Duration.ofSeconds(1))) {
      return "second";
    }
    if (length.equals(Duration.ofMinutes(1))) {
      return "minute";
    }
    if (length.equals(Duration.ofHours(1))) {
      return "hour";
    }
    return length.equals(Duration.ofDays(1)) ? "day" : length.toString();
  }
}
