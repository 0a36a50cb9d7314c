package dev.laneway.integration.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ProviderFailure;
import dev.laneway.api.time.SystemTime;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryHintsTest {

  /**
   * One way to say when to come back.
   *
   * @param name empty for no header
   */
  record Hint(Family family, String name, String value, String body, Duration pause) {

    @Override
    public String toString() {
      return family.id + ", " + (name.isEmpty() ? body : name + ": " + value);
    }
  }

  private static String body(Family family, String words, String more) {
    return switch (family) {
      case OPENAI, GROQ -> "{\"error\":{\"message\":\"" + words + "\",\"code\":429}}";
      case OLLAMA -> "{\"error\":\"" + words + "\"}";
      case GEMINI ->
          "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\""
              + words
              + "\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.QuotaFailure\","
              + "\"violations\":[{\"quotaId\":"
              + "\"GenerateRequestsPerMinutePerProjectPerModel-FreeTier\"}]}"
              + more
              + "]}}";
    };
  }

  static Stream<Hint> hints() {
    return Stream.of(Family.values())
        .flatMap(family -> Stream.concat(headers(family), words(family)));
  }

  private static Stream<Hint> headers(Family family) {
    String body = body(family, "slow down", "");
    String inHalfAMinute =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(now().atZone(ZoneOffset.UTC).plusSeconds(31));
    return Stream.of(
        new Hint(family, "retry-after", "7", body, Duration.ofSeconds(7)),
        new Hint(family, "retry-after", "2.5", body, Duration.ofMillis(2500)),
        new Hint(family, "retry-after-ms", "1500", body, Duration.ofMillis(1500)),
        new Hint(family, "retry-after", inHalfAMinute, body, Duration.ofSeconds(29)));
  }

  private static Instant now() {
    try (SystemTime time = SystemTime.start("hints")) {
      return time.now();
    }
  }

  private static Stream<Hint> words(Family family) {
    return switch (family) {
      case OPENAI, GROQ ->
          Stream.of(
              said(family, "Please try again in 644ms.", Duration.ofMillis(644)),
              said(family, "Please try again in 7.66s.", Duration.ofMillis(7660)),
              said(family, "Please try again in 1m26.4s.", Duration.ofMillis(86_400)),
              said(family, "Retry after 40 seconds", Duration.ofSeconds(40)));
      case GEMINI ->
          Stream.of(
              said(family, "Please retry in 34.697178189s.", Duration.ofMillis(34_697)),
              said(family, "Please retry in 900.2ms.", Duration.ofMillis(900)),
              new Hint(
                  family,
                  "",
                  "",
                  body(
                      family,
                      "quota",
                      ",{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\","
                          + "\"retryDelay\":\"12s\"}"),
                  Duration.ofSeconds(12)));
      case OLLAMA -> Stream.of();
    };
  }

  private static Hint said(Family family, String words, Duration pause) {
    String body = body(family, "Rate limit reached. " + words, "");
    return new Hint(family, "", "", body, pause);
  }

  @ParameterizedTest
  @MethodSource("hints")
  void a_throttled_reply_carries_the_wait_in_every_form(Hint hint) {
    VendorReply reply = VendorReply.json(429, hint.body());
    VendorReply hinted = hint.name().isEmpty() ? reply : reply.header(hint.name(), hint.value());
    try (RecordedVendor vendor = RecordedVendor.start().replies(hinted);
        Caller caller = Caller.patient(hint.family(), vendor.url())) {
      ProviderFailure failure = caller.chatFailure();
      assertThat(failure).isInstanceOf(ProviderFailure.Throttled.class);
      assertThat(failure.retryIn().orElse(Duration.ZERO))
          .isBetween(hint.pause(), hint.pause().plusSeconds(2));
    }
  }
}
