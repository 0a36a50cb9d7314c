package dev.laneway.provider.http;

import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Limits that stand in headers, one row for each limit. */
public record HeaderLimits(List<Row> rows) implements LimitReader {

  /** Copies the rows. */
  public HeaderLimits {
    rows = List.copyOf(rows);
  }

  /** These rows. */
  public static HeaderLimits of(Row... rows) {
    return new HeaderLimits(List.of(rows));
  }

  /**
   * One limit.
   *
   * @param limit the header with the whole allowance
   * @param remaining the header with what is left
   * @param reset the header with the wait until it is whole again; empty where there is none
   * @param window how the vendor's clock turns
   * @param perDayIfSlow whether small accounts find a day's allowance under the same names, to be
   *     told by how slowly it refills, of which only a reset with a unit can tell
   */
  public record Row(
      String limit,
      String remaining,
      String reset,
      Resource resource,
      Window window,
      boolean perDayIfSlow) {

    /** A limit whose headers end in the same words. */
    public static Row named(String suffix, Resource resource, Window window) {
      return new Row(
          "x-ratelimit-limit-" + suffix,
          "x-ratelimit-remaining-" + suffix,
          "x-ratelimit-reset-" + suffix,
          resource,
          window,
          false);
    }

    /** The same limit, where a slow refill means that it is a day's. */
    public Row perDayWhenSlow() {
      return new Row(limit, remaining, reset, resource, window, true);
    }
  }

  @Override
  public List<RateLimitReading> read(HttpHeaders headers, Instant now) {
    List<RateLimitReading> readings = List.of();
    for (Row row : rows) {
      OptionalLong limit = number(headers, row.limit());
      OptionalLong remaining = number(headers, row.remaining());
      if (limit.isPresent() || remaining.isPresent()) {
        if (readings.isEmpty()) {
          readings = new ArrayList<>(rows.size());
        }
        readings.add(reading(row, limit, remaining, headers, now));
      }
    }
    return readings;
  }

  private static RateLimitReading reading(
      Row row, OptionalLong limit, OptionalLong remaining, HttpHeaders headers, Instant now) {
    Optional<Duration> reset =
        row.reset().isEmpty()
            ? Optional.empty()
            : Headers.first(headers, row.reset())
                .flatMap(value -> resetIn(row, value, headers, now));
    return new RateLimitReading(
        row.resource(), window(row, limit, remaining, reset), limit, remaining, reset);
  }

  /**
   * Where a slow refill means a day, a number without a unit means nothing: Azure's may be seconds
   * or milliseconds. A moment is one of the vendor's clock.
   */
  private static Optional<Duration> resetIn(
      Row row, String value, HttpHeaders headers, Instant now) {
    boolean bare = WireDuration.decimal(value).isPresent();
    if (bare && row.perDayIfSlow()) {
      return Optional.empty();
    }
    return WireDuration.parse(value, bare ? Headers.sentAt(headers, now) : now);
  }

  /** A bucket is full again after (limit − remaining) / limit of its window. */
  private static Window window(
      Row row, OptionalLong limit, OptionalLong remaining, Optional<Duration> reset) {
    if (row.perDayIfSlow() && limit.isPresent() && remaining.isPresent() && reset.isPresent()) {
      long used = limit.getAsLong() - remaining.getAsLong();
      double seconds = reset.get().toMillis() / 1000.0;
      if (used > 0 && seconds * limit.getAsLong() / used > 3600) {
        return Window.bucket(Duration.ofDays(1));
      }
    }
    return row.window();
  }

  private static OptionalLong number(HttpHeaders headers, String name) {
    return Headers.first(headers, name).map(WireDuration::whole).orElseGet(OptionalLong::empty);
  }
}
