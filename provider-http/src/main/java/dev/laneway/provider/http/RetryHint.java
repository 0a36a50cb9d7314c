package dev.laneway.provider.http;

import dev.laneway.provider.http.json.Json;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a vendor asks to wait. Reads {@code retry-after-ms}, {@code retry-after} as seconds or a
 * date, Google's RetryInfo, members of the body, epochs in quoted headers, and prose; of headers
 * that disagree the longer wait counts. Moments are of the vendor's clock, by which it dated its
 * answer: ours may be wrong.
 */
final class RetryHint {

  private static final Duration LONGEST = Duration.ofDays(62);
  private static final String SOME_TIME =
      "\\d+(?:\\.\\d+)?\\s*(?:ms|µs|us|ns|[dhms]|milliseconds?|sec(?:ond)?s?|min(?:ute)?s?"
          + "|hours?|hrs?|days?)(?![a-z])";
  private static final Pattern PROSE =
      Pattern.compile(
          "(?:try again|retry|wait|available|resets?)(?:\\s+(?:in|after|for))?\\s+(?:about\\s+)?"
              + "("
              + SOME_TIME
              + "(?:,?\\s*(?:and\\s+)?"
              + SOME_TIME
              + ")*)");
  private static final Pattern MOMENT =
      Pattern.compile(
          "(?:again|retry|wait|available|resets?|returns?|renews?|until)\\s+"
              + "(?:on|at|after|until)?\\s*"
              + "(\\d{4}-\\d{2}-\\d{2})(?:[t ](\\d{2}:\\d{2}(?::\\d{2})?)(?:\\.\\d+)?)?");

  private RetryHint() {}

  /** The wait that an answer asks for; empty where it asks for none. */
  static Optional<Duration> of(HttpHeaders headers, ErrorBody error, Instant now) {
    Instant sent = Headers.sentAt(headers, now);
    Optional<Duration> stated =
        longer(
            Headers.first(headers, "retry-after-ms").flatMap(value -> scaled(value, 1)),
            Headers.first(headers, "retry-after").flatMap(value -> retryAfter(value, sent)));
    return stated
        .or(() -> retryInfo(error.json()))
        .or(() -> members(error.json(), sent))
        .or(() -> prose(error.message()))
        .or(() -> moment(error.message(), sent))
        .map(RetryHint::bounded);
  }

  /** Seconds, whole or decimal, an epoch, a duration such as {@code 6m0s}, an HTTP or ISO date. */
  static Optional<Duration> retryAfter(String value, Instant now) {
    String text = value.strip();
    Optional<Duration> plain = WireDuration.parse(text, now);
    return plain.isPresent() ? plain : date(text, now);
  }

  /** The wait that is named in prose. */
  static Optional<Duration> prose(String words) {
    Matcher found = PROSE.matcher(words.toLowerCase(Locale.ROOT));
    return found.find() ? WireDuration.spoken(found.group(1)) : Optional.empty();
  }

  /** The moment that is named in prose, where it is still to come; a day begins at UTC midnight. */
  private static Optional<Duration> moment(String words, Instant now) {
    Matcher found = MOMENT.matcher(words.toLowerCase(Locale.ROOT));
    if (!found.find()) {
      return Optional.empty();
    }
    String time = found.group(2) == null ? "00:00" : found.group(2);
    return instant(found.group(1) + "T" + time)
        .map(then -> Duration.between(now, then))
        .filter(wait -> !wait.isNegative());
  }

  private static Optional<Instant> instant(String local) {
    try {
      return Optional.of(LocalDateTime.parse(local).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  /** Google's RetryInfo among the details: cut to whole seconds by the sender, so one is added. */
  private static Optional<Duration> retryInfo(Json error) {
    for (Json detail : error.get("details").elements()) {
      if (detail.get("@type").text().endsWith("google.rpc.RetryInfo")) {
        String delay = detail.get("retryDelay").text();
        return WireDuration.parse(delay, Instant.EPOCH).map(wait -> wait.plusSeconds(1));
      }
    }
    return Optional.empty();
  }

  private static Optional<Duration> members(Json error, Instant now) {
    Json quoted = error.get("metadata", "headers");
    return longer(
            scaled(error.get("retry_after").text(), 1000),
            scaled(error.get("availability", "retry_after").text(), 1000))
        .or(() -> retryAfter(quoted.get("Retry-After").text(), now))
        .or(() -> WireDuration.parse(quoted.get("X-RateLimit-Reset").text(), now));
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      DateTimeFormatter form =
          text.indexOf(',') > 0
              ? DateTimeFormatter.RFC_1123_DATE_TIME
              : DateTimeFormatter.ISO_OFFSET_DATE_TIME;
      Instant then = ZonedDateTime.parse(text, form).toInstant();
      Duration wait = Duration.between(now, then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> scaled(String value, int milliseconds) {
    return WireDuration.decimal(value)
        .map(number -> number.multiply(BigDecimal.valueOf(milliseconds * 1_000_000L)))
        .map(WireDuration::ofNanos);
  }

  private static Optional<Duration> longer(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().compareTo(other.get()) >= 0 ? one : other;
  }

  private static Duration bounded(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
