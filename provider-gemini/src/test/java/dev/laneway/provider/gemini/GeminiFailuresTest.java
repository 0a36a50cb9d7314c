package dev.laneway.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.testkit.VendorReply;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeminiFailuresTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_spent_minute_names_its_limit_and_its_wait() {
    ProviderFailure failure = bench.failure(GeminiSamples.perMinute());

    assertThat(failure)
        .isInstanceOfSatisfying(
            ProviderFailure.Throttled.class,
            throttled -> {
              assertThat(throttled.limit())
                  .isEqualTo(
                      LimitRef.of(Resource.REQUESTS, Window.fixed(Duration.ofMinutes(1)))
                          .withAmount(5)
                          .ofPool("gemini-9-flash"));
              assertThat(throttled.retryIn()).contains(Duration.ofMillis(22_400));
            });
  }

  @Test
  void a_spent_day_outweighs_a_minute_and_its_short_hint_means_nothing() {
    ProviderFailure failure = bench.failure(GeminiSamples.perDay());

    assertThat(failure)
        .isInstanceOfSatisfying(
            ProviderFailure.QuotaSpent.class,
            spent -> {
              assertThat(spent.limit())
                  .isEqualTo(
                      LimitRef.of(Resource.REQUESTS, Window.dayOf(ZoneId.of("America/Los_Angeles")))
                          .withAmount(20)
                          .ofPool("gemini-9-flash"));
              assertThat(spent.retryIn()).isEmpty();
            });
  }

  @Test
  void a_model_without_any_quota_is_gone_and_not_waited_for() {
    assertThat(bench.failure(GeminiSamples.withoutQuota()).kind()).isEqualTo(Kind.MODEL_GONE);
    assertThat(
            bench
                .failure(
                    GeminiSamples.error(
                        429,
                        "RESOURCE_EXHAUSTED",
                        "Quota exceeded.",
                        "{\"@type\":\"x.ErrorInfo\",\"reason\":\"RATE_LIMIT_EXCEEDED\",\"metadata\":"
                            + "{\"quota_limit\":\"RequestsPerMinutePerRegion\","
                            + "\"quota_limit_value\":\"0\"}}"))
                .kind())
        .isEqualTo(Kind.MODEL_GONE);
  }

  @Test
  void a_quota_that_vertex_names_in_its_own_way_is_understood() {
    ProviderFailure failure =
        bench.failure(
            GeminiSamples.error(
                429,
                "RESOURCE_EXHAUSTED",
                "Quota exceeded.",
                "{\"@type\":\"x.ErrorInfo\",\"reason\":\"RATE_LIMIT_EXCEEDED\",\"metadata\":"
                    + "{\"quota_limit\":\"GenerateContentInputTokensPerMinutePerRegion\","
                    + "\"quota_limit_value\":\"4000\"}}"));

    assertThat(failure)
        .isInstanceOfSatisfying(
            ProviderFailure.Throttled.class,
            throttled ->
                assertThat(throttled.limit())
                    .isEqualTo(
                        LimitRef.of(Resource.INPUT_TOKENS, Window.fixed(Duration.ofMinutes(1)))
                            .withAmount(4000)));
  }

  @Test
  void a_bare_429_means_that_the_vendor_is_full() {
    for (String words :
        new String[] {
          "Resource exhausted. Please try again later.",
          "Resource has been exhausted (e.g. check quota).",
          "Something new."
        }) {
      assertThat(bench.failure(GeminiSamples.error(429, "RESOURCE_EXHAUSTED", words)))
          .isInstanceOfSatisfying(
              ProviderFailure.Unavailable.class,
              full ->
                  assertThat(full.cause()).isEqualTo(ProviderFailure.Unavailable.Cause.OVERLOADED));
    }
  }

  @Test
  void a_429_that_asks_to_wait_is_a_rate_although_it_names_no_limit() {
    VendorReply inHeader = VendorReply.json(429, "{}").header("retry-after", "7");
    VendorReply inBody =
        GeminiSamples.error(
            429,
            "RESOURCE_EXHAUSTED",
            "You exceeded your current quota.",
            "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"6s\"}");

    for (VendorReply reply : List.of(inHeader, inBody)) {
      ProviderFailure failure = bench.failure(reply);
      assertThat(failure).isInstanceOf(ProviderFailure.Throttled.class);
      assertThat(failure.retryIn()).contains(Duration.ofSeconds(7));
    }
  }

  @Test
  void an_overlong_prompt_tells_both_sizes() {
    assertThat(bench.failure(GeminiSamples.tooLong()))
        .isInstanceOfSatisfying(
            ProviderFailure.TooLarge.class,
            tooLarge -> {
              assertThat(tooLarge.largest()).hasValue(1_048_576);
              assertThat(tooLarge.requested()).hasValue(2_000_000);
            });
  }

  @Test
  void whoever_is_not_let_in_is_told_what_to_do() {
    assertThat(advice(GeminiSamples.badKey())).contains("check the key");
    assertThat(
            advice(
                GeminiSamples.error(
                    403, "PERMISSION_DENIED", "Disabled.", "{\"reason\":\"SERVICE_DISABLED\"}")))
        .contains("enable the Generative Language API");
    assertThat(
            advice(
                GeminiSamples.error(
                    400, "FAILED_PRECONDITION", "User location is not supported for the API use.")))
        .contains("region");
  }

  @Test
  void a_wrong_field_is_named() {
    ProviderFailure failure =
        bench.failure(
            GeminiSamples.error(
                400,
                "INVALID_ARGUMENT",
                "Invalid value.",
                "{\"@type\":\"x.BadRequest\",\"fieldViolations\":[{\"field\":\"contents[0]\"}]}"));

    assertThat(failure)
        .isInstanceOfSatisfying(
            ProviderFailure.Rejected.class,
            rejected -> assertThat(rejected.parameter()).isEqualTo("contents[0]"));
  }

  private String advice(VendorReply reply) {
    return ((ProviderFailure.Unauthorized) bench.failure(reply)).advice();
  }
}
