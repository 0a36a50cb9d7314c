package dev.laneway.provider.http;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as vendors write them: {@code 1m26.4s}, {@code 130ms}, {@code 17.4}, epochs in seconds
 * or milliseconds.
 */
final class WireDuration {

  private static final BigDecimal EPOCH_SECONDS = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal EPOCH_MILLIS = BigDecimal.valueOf(1_000_000_000_000L);
  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE >> 1);

  private static final Pattern PIECE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([a-zµ]+)");

  private WireDuration() {}

  /** Reads one; a bare number counts as seconds, or as the moment it is if it is that large. */
  static Optional<Duration> parse(String text, Instant now) {
    Optional<BigDecimal> bare = decimal(text);
    if (bare.isEmpty()) {
      return units(text.strip());
    }
    BigDecimal number = bare.get();
    if (number.compareTo(EPOCH_SECONDS) < 0) {
      return Optional.of(ofSeconds(number));
    }
    boolean millis = number.compareTo(EPOCH_MILLIS) >= 0;
    Duration since = millis ? ofNanos(number.movePointRight(6)) : ofSeconds(number);
    Duration wait = Duration.between(now, Instant.EPOCH.plus(since));
    return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
  }

  /** Reads one out of prose, where units may be whole words and stand apart. */
  static Optional<Duration> spoken(String words) {
    StringBuilder written = new StringBuilder();
    Matcher piece = PIECE.matcher(words.toLowerCase(Locale.ROOT));
    while (piece.find()) {
      String unit = piece.group(2);
      String shortUnit =
          unit.startsWith("milli") ? "ms" : unit.length() > 2 ? unit.substring(0, 1) : unit;
      written.append(piece.group(1)).append(shortUnit);
    }
    return units(written.toString());
  }

  static Optional<BigDecimal> decimal(String text) {
    String number = text.strip();
    if (number.isEmpty() || number.length() > 40) {
      return Optional.empty();
    }
    for (int i = 0; i < number.length(); i++) {
      char c = number.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(new BigDecimal(number));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  static OptionalLong whole(String digits) {
    return decimal(digits)
        .filter(number -> number.compareTo(LONGEST) < 0)
        .map(number -> OptionalLong.of(number.longValue()))
        .orElseGet(OptionalLong::empty);
  }

  static Duration ofSeconds(BigDecimal seconds) {
    return ofNanos(seconds.movePointRight(9));
  }

  static Duration ofNanos(BigDecimal nanos) {
    return Duration.ofNanos(nanos.min(LONGEST).longValue());
  }

  private static Optional<Duration> units(String text) {
    if (text.isEmpty() || text.length() > 80) {
      return Optional.empty();
    }
    BigDecimal nanos = BigDecimal.ZERO;
    int at = 0;
    while (at < text.length()) {
      int number = at;
      while (at < text.length() && isNumeric(text.charAt(at))) {
        at++;
      }
      int unit = at;
      while (at < text.length() && !isNumeric(text.charAt(at))) {
        at++;
      }
      Optional<BigDecimal> amount = decimal(text.substring(number, unit));
      long scale = nanosOf(text.substring(unit, at));
      if (amount.isEmpty() || scale == 0) {
        return Optional.empty();
      }
      nanos = nanos.add(amount.get().multiply(BigDecimal.valueOf(scale)));
    }
    return Optional.of(ofNanos(nanos));
  }

  private static boolean isNumeric(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static long nanosOf(String unit) {
    return switch (unit) {
      case "d" -> 86_400_000_000_000L;
      case "h" -> 3_600_000_000_000L;
      case "m" -> 60_000_000_000L;
      case "s" -> 1_000_000_000L;
      case "ms" -> 1_000_000L;
      case "us", "µs", "μs" -> 1_000L;
      case "ns" -> 1L;
      default -> 0L;
    };
  }
}
