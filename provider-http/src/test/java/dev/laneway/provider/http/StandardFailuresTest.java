package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.testkit.ManualTime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardFailuresTest {

  private static final String KEY = "sk-proj-ABCDEFGHIJ0123456789";

  static ProviderFailure read(int status, Map<String, String> headers, String body) {
    Verdicts verdicts =
        new Verdicts(
            VendorProfile.bearer(
                "probe", "https://probe.invalid", LimitReader.NONE, StandardFailures.ROLLING),
            ApiKey.of(KEY),
            URI.create("https://probe.invalid"),
            new ManualTime(Instant.parse("2026-11-20T10:00:00Z")));
    return verdicts
        .failure(status, RetryHintTest.headers(headers), ErrorBody.of(body.getBytes(UTF_8)))
        .failure();
  }

  static ProviderFailure read(int status, String body) {
    return read(status, Map.of(), body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "429 | {'error':{'message':'check your plan','code':'insufficient_quota'}} | CREDIT_SPENT",
        "402 | {'error':'anything'} | CREDIT_SPENT",
        "403 | {'error':{'message':'Key limit exceeded (total)'}} | CREDIT_SPENT",
        "401 | {'error':{'message':'Budget has been exceeded! Max: 1'}} | CREDIT_SPENT",
        "429 | {'error':{'message':'TPM: Limit 6000, Requested ~9001'}} | TOO_LARGE",
        "413 | {'message':'no'} | TOO_LARGE",
        "400 | {'object':'error','message':'maximum context length is 8192 tokens'} | TOO_LARGE",
        "429 | {'error':{'message':'Quota exceeded, limit: 0'}} | MODEL_GONE",
        "429 | {'message':'50 requests per day'} | QUOTA_SPENT",
        "429 | {'error':{'message':'Service tier capacity exceeded'}} | UNAVAILABLE",
        "429 | {'message':'no reason given'} | THROTTLED",
        "429 | Too Many Requests | THROTTLED",
        "401 | {'detail':'Invalid API Key'} | UNAUTHORIZED",
        "400 | {'code':'invalid-argument','error':'Incorrect API key provided'} | UNAUTHORIZED",
        "403 | {'detail':'no'} | UNAUTHORIZED",
        "404 | Not Found | MODEL_GONE",
        "404 | {'error':{'message':'No endpoints found for a/b.','code':404}} | MODEL_GONE",
        "404 | {'error':{'message':'No endpoints found that support tool use.','code':404}} | REJECTED",
        "400 | {'error':{'message':'x','code':'model_not_found'}} | MODEL_GONE",
        "400 | {'error':{'message':'foo is not a valid model ID'}} | MODEL_GONE",
        "400 | {'error':{'message':'x','code':'content_filter'}} | REFUSED",
        "400 | {'error':{'message':'x','code':'tool_use_failed'}} | UNREADABLE",
        "422 | {'detail':[{'loc':['body','x'],'msg':'extra'}]} | REJECTED",
        "400 | {'error':{'message':'bad','param':'stop'}} | REJECTED",
        "500 | <html>x</html> | UNAVAILABLE",
        "503 | {'error':{'message':'Loading model','type':'unavailable_error'}} | UNAVAILABLE",
        "529 | {'type':'error','error':{'type':'overloaded_error','message':'x'}} | UNAVAILABLE",
        "408 | {} | UNAVAILABLE",
        "409 | {} | UNAVAILABLE",
        "451 | {} | UNAUTHORIZED",
        "403 | {'error':'Your newly created team does not have any credits yet.'} | CREDIT_SPENT",
        "429 | {'error':{'message':'Limit reached. Resets in 3 days'}} | QUOTA_SPENT",
      })
  void a_failure_is_told_by_status_code_and_words(int status, String body, Kind kind) {
    assertThat(read(status, body.replace('\'', '"')).kind()).isEqualTo(kind);
  }

  @Test
  void money_comes_before_everything_else() {
    String both = "{\"error\":{\"message\":\"requires more credits; 9 per day\",\"code\":429}}";

    assertThat(read(429, both).kind()).isEqualTo(Kind.CREDIT_SPENT);
  }

  @Test
  void a_wait_of_hours_is_a_quota_and_not_a_rate() {
    ProviderFailure failure = read(429, Map.of("retry-after", "13467"), "{\"message\":\"no\"}");

    assertThat(failure.kind()).isEqualTo(Kind.QUOTA_SPENT);
    assertThat(failure.retryIn()).contains(Duration.ofSeconds(13467));
  }

  @Test
  void a_limit_is_named_with_resource_window_and_amount() {
    ProviderFailure failure =
        read(
            429,
            "{\"error\":{\"message\":\"on tokens per minute (TPM): Limit 30,000, Used 29000,"
                + " Requested 1500. Please try again in 644ms.\"}}");

    assertThat(failure)
        .isInstanceOfSatisfying(
            ProviderFailure.Throttled.class,
            throttled -> {
              assertThat(throttled.limit())
                  .isEqualTo(
                      LimitRef.of(Resource.TOKENS, Window.bucket(Duration.ofMinutes(1)))
                          .withAmount(30_000));
              assertThat(throttled.retryIn()).contains(Duration.ofMillis(644));
            });
  }

  @Test
  void too_large_says_how_large_and_how_much_was_asked() {
    ProviderFailure failure =
        read(
            400,
            "{\"error\":{\"code\":400,\"message\":\"request (14429 tokens) exceeds the available"
                + " context size\",\"type\":\"exceed_context_size_error\",\"n_prompt_tokens\":14429,"
                + "\"n_ctx\":8192}}");

    assertThat(failure)
        .isInstanceOfSatisfying(
            ProviderFailure.TooLarge.class,
            large -> {
              assertThat(large.largest()).isEqualTo(OptionalLong.of(8192));
              assertThat(large.requested()).isEqualTo(OptionalLong.of(14429));
            });
  }

  @Test
  void an_error_inside_an_error_is_found() {
    String wrapped =
        "{\"error\":{\"code\":429,\"message\":\"Provider returned error\",\"metadata\":{\"raw\":"
            + "\"{\\\"error\\\":{\\\"message\\\":\\\"Service overloaded\\\",\\\"code\\\":\\\"x\\\"}}\"}}}";
    ProviderFailure failure = read(200, wrapped);

    assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(failure.status()).isEqualTo(429);
    assertThat(failure.detail()).isEqualTo("Provider returned error: Service overloaded");
  }

  @Test
  void keys_and_anything_like_them_are_blotted_out() {
    String body =
        "{\"error\":{\"message\":\"bad %s or gsk_abcdefghijklmnop or Bearer xyz.123 or AIzaSyA1234567890\\n  x\"}}"
            .formatted(KEY);
    String detail = read(401, body).detail();

    assertThat(detail)
        .doesNotContain(KEY, "gsk_abc", "xyz.123", "AIza", "\n")
        .startsWith("bad [key ")
        .endsWith(" x");
  }

  @Test
  void details_are_one_short_line_and_never_what_the_model_wrote() {
    String body =
        "{\"error\":{\"message\":\"%s\",\"code\":\"tool_use_failed\",\"failed_generation\":\"the reply\"}}"
            .formatted("word ".repeat(200));
    ProviderFailure failure = read(400, body);

    assertThat(failure.detail()).hasSizeLessThanOrEqualTo(300).endsWith("…");
    assertThat(failure.toString()).doesNotContain("the reply");
  }

  @Test
  void complaints_about_the_body_name_its_members_and_not_their_values() {
    String body =
        "{\"detail\":[{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"seed\"],\"msg\":\"Extra inputs\","
            + "\"input\":\"the prompt\"}]}";

    assertThat(read(422, body).detail()).isEqualTo("body seed Extra inputs");
  }

  @Test
  void an_error_may_come_after_data_and_in_an_array() {
    assertThat(read(404, "data: {\"error\":{\"message\":\"m1\"}}\n\n").detail()).isEqualTo("m1");
    assertThat(read(404, "[{\"error\":{\"message\":\"m2\"}}]").detail()).isEqualTo("m2");
    assertThat(read(404, "{\"error\":[\"m3\"]}").detail()).isEqualTo("m3");
    assertThat(read(404, "{\"error\":true,\"message\":\"m5\"}").detail()).isEqualTo("m5");
    assertThat(read(404, "{\"error\":\"Not Found\",\"message\":\"m6\"}").detail())
        .isEqualTo("Not Found: m6");
    assertThat(read(404, "{\"error\":\"gone\",\"error_description\":\"m7\"}").detail())
        .isEqualTo("gone: m7");
    assertThat(read(404, "{\"success\":false,\"errors\":[{\"message\":\"m8\"}]}").detail())
        .isEqualTo("m8");
    assertThat(read(404, "{\"status\":404,\"title\":\"t\",\"detail\":\"m4\"}").detail())
        .isEqualTo("m4");
  }

  @Test
  void a_transient_402_says_when_it_passes() {
    ProviderFailure failure =
        read(
            402,
            Map.of("retry-after", "3"),
            "{\"error\":{\"message\":\"busy\",\"code\":402,\"metadata\":{\"limit_source\":"
                + "\"openrouter_in_flight_budget\"}}}");

    assertThat(failure.kind()).isEqualTo(Kind.CREDIT_SPENT);
    assertThat(failure.retryIn()).isEqualTo(Optional.of(Duration.ofSeconds(3)));
  }
}
