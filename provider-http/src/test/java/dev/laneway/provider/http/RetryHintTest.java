package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryHintTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  static Optional<Duration> hint(Map<String, String> headers, String body) {
    return RetryHint.of(headers(headers), ErrorBody.of(body.getBytes(UTF_8)), NOW);
  }

  static HttpHeaders headers(Map<String, String> headers) {
    return HttpHeaders.of(
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue()))),
        (name, value) -> true);
  }

  @ParameterizedTest
  @CsvSource({
    "7, PT7S",
    "0, PT0S",
    "0.5, PT0.5S",
    "13467, PT3H44M27S",
    "6m0s, PT6M",
    "644ms, PT0.644S",
    "1763632830, PT30S",
    "1763632830500, PT30.5S",
    "1763632700, PT0S",
    "'Thu, 20 Nov 2025 10:00:30 GMT', PT0S",
    "'Fri, 20 Nov 2026 10:00:30 GMT', PT30S",
    "2026-11-20T10:00:30Z, PT30S",
    "2026-11-20T12:00:30+02:00, PT30S",
  })
  void a_header_says_how_long(String value, Duration wait) {
    String shifted = value.startsWith("17636") ? shifted(value) : value;
    assertThat(hint(Map.of("retry-after", shifted), "{}")).contains(wait);
  }

  /** The epochs above were taken a year too early: 2025-11-20T10:00:00Z is 1763632800. */
  private static String shifted(String epoch) {
    long year = Duration.ofDays(365).toSeconds();
    boolean millis = epoch.length() > 10;
    return Long.toString(Long.parseLong(epoch) + (millis ? year * 1000 : year));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon", "", "-5", "1x", "99999999999999999999999999999999999999999999", "m", "."})
  void what_is_no_wait_says_nothing(String value) {
    assertThat(hint(Map.of("retry-after", value), "{}")).isEmpty();
  }

  @Test
  void a_moment_is_one_of_the_vendors_clock() {
    String anHourAhead = "Fri, 20 Nov 2026 11:00:00 GMT";
    Map<String, String> date =
        Map.of("date", anHourAhead, "retry-after", "Fri, 20 Nov 2026 11:00:30 GMT");
    Map<String, String> epoch =
        Map.of(
            "date",
            anHourAhead,
            "retry-after",
            Long.toString(NOW.plusSeconds(3630).getEpochSecond()));

    assertThat(hint(date, "")).contains(Duration.ofSeconds(30));
    assertThat(hint(epoch, "")).contains(Duration.ofSeconds(30));
    assertThat(hint(Map.of("date", "yesterday", "retry-after", "30"), ""))
        .contains(Duration.ofSeconds(30));
  }

  @Test
  void the_longer_of_two_headers_counts() {
    assertThat(hint(Map.of("retry-after-ms", "0", "retry-after", "1"), ""))
        .contains(Duration.ofSeconds(1));
    assertThat(hint(Map.of("retry-after-ms", "1500.5"), ""))
        .contains(Duration.ofNanos(1_500_500_000));
  }

  @Test
  void no_wait_is_longer_than_two_months() {
    assertThat(hint(Map.of("retry-after", "99999999"), "")).contains(Duration.ofDays(62));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Please retry in 34.697178189s. | PT34.697178189S",
        "Please retry in 900.2ms. | PT0.9002S",
        "Please try again in 7.66s. Visit us. | PT7.66S",
        "Please try again in 1m26.4s. | PT1M26.4S",
        "Please try again in 1h53m56.832s. Need more? | PT1H53M56.832S",
        "Please wait 5631 seconds before retrying. | PT1H33M51S",
        "Retry after 40 seconds | PT40S",
        "Try again in 2 minutes | PT2M",
        "please wait for 250 milliseconds | PT0.25S",
        "retry after 3 hours | PT3H",
        "You have hit your limit. Resets in 3 days | PT72H",
        "Quota will reset after 4h12m3s. | PT4H12M3S",
        "try again in 1 hour, 20 minutes and 5 seconds | PT1H20M5S",
        "Try again in 1 day 2 hrs | PT26H",
        "Usage limit reached, access returns on 2026-12-01. | PT254H",
        "Your limit resets at 2026-11-20T10:30:00.000Z | PT30M",
        "Please wait until 2026-11-20 11:00 UTC | PT1H",
      })
  void prose_says_how_long(String words, Duration wait) {
    assertThat(hint(Map.of(), "{\"error\":{\"message\":\"" + words + "\"}}")).contains(wait);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Please try again later.",
        "Wait, what?",
        "limit 30 requests per 60 seconds",
        "available since 2026-11-01",
        "retry at 2026-11-19",
        "resets at 2026-13-41",
        "available models: 3",
      })
  void other_prose_says_nothing(String words) {
    assertThat(hint(Map.of(), "{\"message\":\"" + words + "\"}")).isEmpty();
  }

  @Test
  void google_says_it_among_the_details_cut_to_whole_seconds() {
    String body =
        "{\"error\":{\"code\":429,\"message\":\"x\",\"details\":[{\"@type\":\"type.googleapis.com/"
            + "google.rpc.Help\"},{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\","
            + "\"retryDelay\":\"34s\"}]}}";

    assertThat(hint(Map.of(), body)).contains(Duration.ofSeconds(35));
  }

  @Test
  void members_of_the_body_say_it() {
    long reset = NOW.plusSeconds(90).toEpochMilli();

    assertThat(hint(Map.of(), "{\"error\":{\"message\":\"x\",\"retry_after\":2.5}}"))
        .contains(Duration.ofMillis(2500));
    assertThat(hint(Map.of(), "{\"error\":{\"availability\":{\"retry_after\":4}}}"))
        .contains(Duration.ofSeconds(4));
    assertThat(
            hint(
                Map.of(),
                "{\"error\":{\"metadata\":{\"headers\":{\"X-RateLimit-Reset\":\""
                    + reset
                    + "\"}}}}"))
        .contains(Duration.ofSeconds(90));
  }
}
