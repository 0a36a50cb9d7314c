package dev.laneway.integration.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Attempt;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An indie developer with a free Gemini key and a free Groq key, and what happens to them. */
class FreeTierStoriesTest {

  private static final String GEMINI = "gemini/gemini-3.8-flash";
  private static final String GROQ = "groq/openai/gpt-oss-20b";

  private static final String GEMINI_ANSWER =
      """
      {"candidates":[{"content":{"role":"model","parts":[{"text":"from Gemini"}]},
        "finishReason":"STOP","index":0}],
       "usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":3,"totalTokenCount":10},
       "modelVersion":"gemini-3.8-flash"}""";

  private static final String GEMINI_MINUTE =
      """
      {"error":{"code":429,"status":"RESOURCE_EXHAUSTED",
        "message":"You exceeded your current quota. Please retry in 34.2s.","details":[
        {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{
          "quotaMetric":"generativelanguage.googleapis.com/generate_content_free_tier_requests",
          "quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
          "quotaDimensions":{"model":"gemini-3.8-flash","location":"global"},"quotaValue":"5"}]},
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}}""";

  private static final String GEMINI_DAY =
      GEMINI_MINUTE.replace("PerMinute", "PerDay").replace("\"5\"", "\"20\"");

  private static final String GEMINI_BAD_KEY =
      """
      {"error":{"code":400,"status":"INVALID_ARGUMENT","message":"API key not valid.","details":[
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID",
         "domain":"googleapis.com"}]}}""";

  private static final String GROQ_ANSWER =
      """
      {"id":"c1","object":"chat.completion","model":"openai/gpt-oss-20b","choices":[{"index":0,
        "message":{"role":"assistant","content":"from Groq"},"finish_reason":"stop"}],
       "usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}""";

  private final ManualTime time = new ManualTime();
  private final RecordedVendor gemini = RecordedVendor.start();
  private final RecordedVendor groq = RecordedVendor.start();
  private final CountDownLatch somebodyWaits = new CountDownLatch(1);

  @AfterEach
  void closeVendors() {
    gemini.close();
    groq.close();
  }

  private RouterBuilder builder() {
    return Router.builder()
        .timeSource(time)
        .random(new Random(3))
        .grace(Duration.ZERO)
        .listener(
            new RouterListener() {
              @Override
              public void onQueued(RouterEvent.RequestQueued event) {
                somebodyWaits.countDown();
              }
            })
        .account("gemini", a -> a.apiKey("test-gemini-key").baseUrl(gemini.url()))
        .account("groq", a -> a.apiKey("test-groq-key").baseUrl(groq.url()));
  }

  private Router router() {
    return builder()
        .lane(GEMINI)
        .lane(GROQ)
        .route("smart", r -> r.fallback(GEMINI, GROQ))
        .route("gemini", r -> r.fallback(GEMINI))
        .build();
  }

  private static CallOptions on(String route, Urgency urgency) {
    return CallOptions.builder().route(route).urgency(urgency).build();
  }

  @Test
  void a_minute_spent_at_gemini_moves_interactive_to_groq_at_once_and_the_receipt_names_both() {
    gemini.replies(VendorReply.json(429, GEMINI_MINUTE));
    groq.replies(VendorReply.json(200, GROQ_ANSWER));
    try (Router router = router()) {
      ChatReply reply = router.chat(ChatRequest.of("Hi"), on("smart", Urgency.INTERACTIVE));
      assertThat(reply.text()).isEqualTo("from Groq");
      assertThat(reply.receipt().waited()).isZero();
      assertThat(reply.receipt().fallback()).isTrue();
      assertThat(reply.receipt().attempts())
          .extracting(Attempt::lane)
          .containsExactly(LaneId.of(GEMINI), LaneId.of(GROQ));
      assertThat(reply.receipt().attempts().get(0).failure().orElseThrow().retryIn().orElseThrow())
          .isBetween(Duration.ofSeconds(34), Duration.ofSeconds(36));
      for (int i = 0; i < 5; i++) {
        router.chat(ChatRequest.of("Hi"), on("smart", Urgency.INTERACTIVE));
      }
      assertThat(gemini.requests()).as("nobody disturbs a vendor that said when").hasSize(1);
    }
  }

  @Test
  void batch_waits_for_the_minute_and_then_runs() throws InterruptedException {
    gemini
        .replies(VendorReply.json(429, GEMINI_MINUTE))
        .replies(VendorReply.json(200, GEMINI_ANSWER));
    try (Router router = router()) {
      CompletableFuture<ChatReply> batch =
          router.chatAsync(ChatRequest.of("nightly"), on("gemini", Urgency.BATCH));
      assertThat(somebodyWaits.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(batch).isNotDone();
      time.advance(Duration.ofSeconds(33));
      assertThat(gemini.requests()).hasSize(1);
      time.advance(Duration.ofSeconds(4));
      ChatReply reply = batch.join();
      assertThat(reply.text()).isEqualTo("from Gemini");
      assertThat(reply.receipt().waited())
          .isBetween(Duration.ofSeconds(34), Duration.ofSeconds(37));
    }
  }

  @Test
  void a_day_spent_leaves_gemini_alone_until_pacific_midnight_whatever_the_hint_says() {
    gemini.replies(VendorReply.json(429, GEMINI_DAY)).replies(VendorReply.json(200, GEMINI_ANSWER));
    groq.replies(VendorReply.json(200, GROQ_ANSWER));
    try (Router router = router()) {
      CallOptions chat = on("smart", Urgency.INTERACTIVE);
      assertThat(router.chat(ChatRequest.of("Hi"), chat).text()).isEqualTo("from Groq");
      Instant midnight = Instant.parse("2026-03-03T08:00:00Z");
      while (time.now().isBefore(midnight.minusSeconds(3))) {
        assertThat(router.chat(ChatRequest.of("Hi"), chat).text()).isEqualTo("from Groq");
        Duration left = Duration.between(time.now(), midnight.minusSeconds(3));
        Duration hour = Duration.ofHours(1);
        time.advance(left.compareTo(hour) < 0 ? left : hour);
      }
      assertThat(gemini.requests()).hasSize(1);
      time.advanceTo(midnight);
      assertThat(router.chat(ChatRequest.of("Hi"), chat).text()).isEqualTo("from Gemini");
    }
  }

  @Test
  void a_bad_key_closes_one_account_and_not_the_other() {
    gemini
        .replies(VendorReply.json(400, GEMINI_BAD_KEY))
        .replies(VendorReply.json(200, GEMINI_ANSWER));
    try (Router router =
        builder()
            .account("gemini@good", a -> a.apiKey("test-other-key").baseUrl(gemini.url()))
            .lane(GEMINI)
            .lane("gemini@good/gemini-3.8-flash")
            .route("default", r -> r.fallback(GEMINI, "gemini@good/gemini-3.8-flash"))
            .build()) {
      for (int i = 0; i < 4; i++) {
        ChatReply reply = router.chat(ChatRequest.of("Hi"));
        assertThat(reply.receipt().lane()).contains(LaneId.of("gemini@good/gemini-3.8-flash"));
      }
      assertThat(gemini.requests()).hasSize(5);
      assertThat(router.status().lanes().get(0).because()).contains("closed");
      assertThat(router.status().lanes().get(1).ready()).isTrue();
      assertThat(router.status().toString()).doesNotContain("test-gemini-key");
    }
  }

  @Test
  void with_every_lane_down_the_error_says_what_when_and_what_was_tried() {
    gemini.replies(VendorReply.json(429, GEMINI_MINUTE));
    groq.replies(
        VendorReply.json(
                429,
                """
                {"error":{"message":"Rate limit reached for model `openai/gpt-oss-20b` on tokens \
                per minute (TPM): Limit 8000, Used 7990, Requested 50. Please try again in 12s.",\
                "type":"tokens","code":"rate_limit_exceeded"}}""")
            .header("retry-after", "12"));
    try (Router router = router()) {
      CompletableFuture<ChatReply> call =
          router.chatAsync(
              ChatRequest.of("Hi"),
              CallOptions.builder().route("smart").deadline(Duration.ofSeconds(5)).build());
      RouterException error = errorOf(call);
      assertThat(error.reason()).isEqualTo(RouterException.Reason.LIMITED);
      assertThat(error.status()).isEqualTo(429);
      assertThat(error.retryAt().orElseThrow())
          .isBetween(time.now().plusSeconds(12), time.now().plusSeconds(14));
      assertThat(error.receipt().attempts())
          .extracting(attempt -> attempt.failure().orElseThrow().kind())
          .containsExactly(ProviderFailure.Kind.THROTTLED, ProviderFailure.Kind.THROTTLED);
      assertThat(error.getMessage()).contains(GEMINI, GROQ, "tokens", "free at");
    }
  }

  private static RouterException errorOf(CompletableFuture<ChatReply> call) {
    try {
      throw new AssertionError("answered: " + call.join());
    } catch (CompletionException failed) {
      return (RouterException) List.of(failed.getCause()).get(0);
    }
  }
}
