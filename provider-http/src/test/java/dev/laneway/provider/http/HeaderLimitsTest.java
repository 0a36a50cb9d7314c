package dev.laneway.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.provider.http.HeaderLimits.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class HeaderLimitsTest {

  private static final Window MINUTE = Window.bucket(Duration.ofMinutes(1));

  private static List<RateLimitReading> read(HeaderLimits limits, Map<String, String> headers) {
    return limits.read(RetryHintTest.headers(headers), Instant.EPOCH);
  }

  @Test
  void a_limit_is_read_as_far_as_it_is_told() {
    HeaderLimits limits =
        HeaderLimits.of(
            Row.named("requests", Resource.REQUESTS, MINUTE),
            Row.named("tokens", Resource.TOKENS, MINUTE));

    assertThat(read(limits, Map.of("X-RateLimit-Remaining-Tokens", "12")))
        .containsExactly(
            new RateLimitReading(
                Resource.TOKENS,
                MINUTE,
                OptionalLong.empty(),
                OptionalLong.of(12),
                Optional.empty()));
    assertThat(read(limits, Map.of("x-ratelimit-limit-tokens", "many"))).isEmpty();
    assertThat(read(limits, Map.of())).isEmpty();
  }

  @Test
  void a_moment_is_one_of_the_vendors_clock() {
    HeaderLimits limits = HeaderLimits.of(Row.named("requests", Resource.REQUESTS, MINUTE));
    Map<String, String> headers =
        Map.of(
            "date", "Thu, 01 Jan 2026 00:00:00 GMT",
            "x-ratelimit-remaining-requests", "0",
            "x-ratelimit-reset-requests", "1767225660000");

    assertThat(read(limits, headers).get(0).resetIn()).contains(Duration.ofMinutes(1));
  }

  @Test
  void an_allowance_that_refills_slowly_is_a_days() {
    HeaderLimits limits =
        HeaderLimits.of(Row.named("requests", Resource.REQUESTS, MINUTE).perDayWhenSlow());
    Map<String, String> slow =
        Map.of(
            "x-ratelimit-limit-requests", "10000",
            "x-ratelimit-remaining-requests", "9999",
            "x-ratelimit-reset-requests", "8.64s");
    Map<String, String> quick =
        Map.of(
            "x-ratelimit-limit-requests", "5000",
            "x-ratelimit-remaining-requests", "4999",
            "x-ratelimit-reset-requests", "12ms");

    Map<String, String> azures =
        Map.of(
            "x-ratelimit-limit-requests", "120",
            "x-ratelimit-remaining-requests", "119",
            "x-ratelimit-reset-requests", "500"); // milliseconds, elsewhere seconds

    assertThat(read(limits, azures).get(0))
        .isEqualTo(
            new RateLimitReading(
                Resource.REQUESTS,
                MINUTE,
                OptionalLong.of(120),
                OptionalLong.of(119),
                Optional.empty()));
    assertThat(read(limits, slow).get(0).window().length()).isEqualTo(Duration.ofDays(1));
    assertThat(read(limits, quick).get(0).window()).isEqualTo(MINUTE);
  }
}
