package dev.laneway.core.time;

import dev.laneway.api.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;

/**
 * One turn of a window that starts anew at fixed moments of the calendar: a full minute, a day in a
 * zone. Days are as long as their zone makes them, 23 or 25 hours when the clocks change.
 *
 * @param startMillis the first millisecond of the turn, since the epoch
 * @param endMillis the first millisecond of the next turn
 */
public record Turn(long startMillis, long endMillis) {

  /** The turn of the window in which this moment lies. */
  public static Turn of(Window window, long wallMillis) {
    return switch (window.kind()) {
      case FIXED, ROLLING, BUCKET -> {
        long length = window.length().plusNanos(999_999).toMillis(); // never shorter than stated
        long phase = window.phase().toMillis();
        long start = Math.floorDiv(wallMillis - phase, length) * length + phase;
        yield new Turn(start, start + length);
      }
      case CALENDAR_DAY -> {
        LocalDate day = dateOf(window, wallMillis).toLocalDate();
        yield between(window, day, day.plusDays(1));
      }
      case CALENDAR_MONTH -> {
        LocalDate first = dateOf(window, wallMillis).toLocalDate().withDayOfMonth(1);
        yield between(window, first, first.plusMonths(1));
      }
    };
  }

  private static ZonedDateTime dateOf(Window window, long wallMillis) {
    return Instant.ofEpochMilli(wallMillis).atZone(window.zone());
  }

  private static Turn between(Window window, LocalDate first, LocalDate next) {
    return new Turn(
        first.atStartOfDay(window.zone()).toInstant().toEpochMilli(),
        next.atStartOfDay(window.zone()).toInstant().toEpochMilli());
  }
}
