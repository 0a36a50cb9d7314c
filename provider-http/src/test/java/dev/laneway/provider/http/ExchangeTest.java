package dev.laneway.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.AccountId;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.VendorReply;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The exchange over real sockets, good and bad. */
@Timeout(60)
class ExchangeTest {

  private static final Timeouts SHORT =
      new Timeouts(Duration.ofMillis(300), Duration.ofMillis(200), Duration.ofSeconds(5));

  /** Lets a vendor begin slowly, and then minds each pause. */
  private static final Timeouts MINDING =
      new Timeouts(Duration.ofSeconds(10), Duration.ofMillis(200), Duration.ofSeconds(20));

  private static final String SSE = "content-type: text/event-stream\r\n";

  @Test
  void a_whole_answer_is_read_and_the_key_goes_in_a_header() throws Exception {
    try (RawVendor vendor =
            RawVendor.answering(RawVendor.answer(200, "", "\n\n {\"text\":\"hello\"}"));
        Probe probe = Probe.at(vendor)) {
      assertThat(probe.ask().get(10, TimeUnit.SECONDS)).isEqualTo("hello");
      String request = vendor.requests.remove();
      assertThat(request).startsWith("POST /v1/chat HTTP/1.1\r\n").endsWith("\r\n\r\n{}");
      assertThat(request).contains("Authorization: Bearer " + Probe.KEY);
      assertThat(request.toLowerCase(java.util.Locale.ROOT)).doesNotContain("upgrade");
    }
  }

  @Test
  void a_stream_is_read_and_completed_at_its_last_event() throws Exception {
    String body = "data: {\"text\":\"a\"}\n\ndata: {\"text\":\"b\"}\n\ndata: [DONE]\n\n";
    try (RawVendor vendor = RawVendor.answering(RawVendor.answer(200, SSE, body));
        Probe probe = Probe.at(vendor)) {
      Probe.Watcher watcher = probe.listen(Long.MAX_VALUE);
      assertThat(watcher.all()).hasSize(3).last().isInstanceOf(ChatEvent.Completed.class);
      assertThat(watcher.text()).isEqualTo("ab");
    }
  }

  @Test
  void events_without_data_keep_the_line_alive_and_white_space_does_no_harm() throws Exception {
    String body = "data:\n\ndata: {\"text\":\"a\"}\n\ndata: \n\nevent: ping\n\ndata: [DONE] \n\n";
    try (RawVendor vendor = RawVendor.answering(RawVendor.answer(200, SSE, body));
        Probe probe = Probe.at(vendor)) {
      Probe.Watcher watcher = probe.listen(Long.MAX_VALUE);
      assertThat(watcher.all()).hasSize(2);
      assertThat(watcher.text()).isEqualTo("a");
    }
  }

  @Test
  void a_reader_that_breaks_the_rules_at_once_costs_no_call() throws Exception {
    try (RawVendor vendor = RawVendor.answering(RawVendor.answer(200, SSE, "data: [DONE]\n\n"));
        Probe probe = Probe.at(vendor)) {
      assertThat(probe.listen(-1).end).failsWithin(Duration.ofSeconds(10));
      assertThat(probe.ask()).failsWithin(Duration.ofSeconds(10)); // an SSE body is no JSON
      assertThat(vendor.requests).hasSize(1);
    }
  }

  @Test
  void a_refusal_whose_body_breaks_off_is_still_one_and_keeps_its_hint() {
    VendorReply refusal = VendorReply.json(429, "{\"error\":1}").header("retry-after", "7");
    try (FaultyVendor vendor = FaultyVendor.that(Fault.cutAfter(refusal, 3));
        Probe probe = new Probe(vendor.url(), MINDING, Sizes.DEFAULT)) {
      requireRefusal(probe.failureOfAsking());
      requireRefusal(probe.listen(Long.MAX_VALUE).failure());
      vendor.nowDoes(Fault.stallAfter(refusal, 3));
      requireRefusal(probe.failureOfAsking());
    }
  }

  private static void requireRefusal(ProviderFailure failure) {
    assertThat(failure).isInstanceOf(ProviderFailure.Throttled.class);
    assertThat(failure.retryIn()).contains(Duration.ofSeconds(7));
  }

  @Test
  void slashes_behind_the_address_are_one() throws Exception {
    try (RawVendor vendor = RawVendor.answering(RawVendor.answer(200, "", "{\"text\":\"x\"}"));
        Probe probe =
            new Probe(URI.create(vendor.address() + "//"), Timeouts.DEFAULT, Sizes.DEFAULT)) {
      assertThat(probe.ask().get(10, TimeUnit.SECONDS)).isEqualTo("x");
      assertThat(vendor.requests.remove()).startsWith("POST /v1/chat HTTP/1.1\r\n");
    }
  }

  @Test
  void a_header_that_cannot_be_sent_is_named_without_its_value() {
    ProviderSettings settings =
        new ProviderSettings(
            AccountId.of("probe"),
            ApiKey.NONE,
            Optional.empty(),
            Map.of("X-Secret", "topsecret\r\nX-Other: 1"));
    VendorProfile vendor =
        VendorProfile.bearer(
            "probe", "https://probe.invalid", LimitReader.NONE, StandardFailures.ROLLING);
    ProviderContext context = new ProviderContext(new ManualTime(), HttpClient.newHttpClient());

    assertThatThrownBy(() -> new VendorHttp(vendor, settings, context))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'X-Secret'")
        .hasMessageNotContaining("topsecret")
        .hasNoCause();
  }

  @Test
  void a_slow_reader_gets_what_it_asked_for_and_no_more() throws Exception {
    String body = "data: {\"text\":\"a\"}\n\n".repeat(5000) + "data: [DONE]\n\n";
    try (RawVendor vendor = RawVendor.answering(RawVendor.answer(200, SSE, body));
        Probe probe = new Probe(vendor.address(), MINDING, Sizes.DEFAULT)) {
      Probe.Watcher watcher = probe.listen(2);
      CompletableFuture<String> other = probe.ask();
      assertThat(other).failsWithin(Duration.ofSeconds(10)); // an SSE body is no JSON
      assertThat(watcher.events).hasSizeLessThanOrEqualTo(2);
      watcher.subscription.get(10, TimeUnit.SECONDS).request(Long.MAX_VALUE);
      assertThat(watcher.all()).hasSize(5001);
    }
  }

  @Test
  void a_stream_that_ends_without_its_last_event_was_cut() throws Exception {
    try (RawVendor vendor =
            RawVendor.answering(RawVendor.answer(200, SSE, "data: {\"text\":\"a\"}\n\n"));
        Probe probe = Probe.at(vendor)) {
      Probe.Watcher watcher = probe.listen(Long.MAX_VALUE);
      assertThat(watcher.failure()).isInstanceOf(ProviderFailure.Unreadable.class);
      assertThat(watcher.text()).isEqualTo("a");
    }
  }

  @Test
  void json_outside_the_framing_is_an_error_of_the_stream() throws Exception {
    String body =
        "data: {\"text\":\"a\"}\r\n\r\n{\r\n  \"error\": {\"code\": 503, \"message\": \"overloaded\"}\r\n}\r\n";
    try (RawVendor vendor = RawVendor.answering(RawVendor.answer(200, SSE, body));
        Probe probe = Probe.at(vendor)) {
      ProviderFailure failure = probe.listen(Long.MAX_VALUE).failure();
      assertThat(failure).isInstanceOf(Unavailable.class);
      assertThat(failure.status()).isEqualTo(503);
    }
  }

  @Test
  void silence_ends_with_the_first_content_time_out() throws Exception {
    try (RawVendor vendor = new RawVendor(RawVendor.Line::awaitHangUp);
        Probe probe = new Probe(vendor.address(), SHORT, Sizes.DEFAULT)) {
      assertThat(probe.failureOfAsking())
          .isInstanceOfSatisfying(
              Unavailable.class,
              failure -> assertThat(failure.cause()).isEqualTo(Unavailable.Cause.TIMEOUT));
      assertThat(probe.listen(1).failure()).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void a_body_that_stalls_ends_with_the_idle_time_out() throws Exception {
    try (RawVendor vendor =
            new RawVendor(
                line -> {
                  line.head(200, "application/json");
                  line.send("{\"text\":");
                  line.awaitHangUp();
                });
        Probe probe = new Probe(vendor.address(), SHORT, Sizes.DEFAULT)) {
      assertThat(probe.failureOfAsking().detail()).contains("nothing more");
    }
  }

  @Test
  void a_redirect_is_not_followed_and_named() throws Exception {
    try (RawVendor vendor =
            RawVendor.answering(
                RawVendor.answer(302, "location: http://127.0.0.1:1/elsewhere\r\n", ""));
        Probe probe = Probe.at(vendor)) {
      ProviderFailure failure = probe.failureOfAsking();
      assertThat(failure.status()).isEqualTo(302);
      assertThat(failure.detail()).contains("302").contains("baseUrl");
      assertThat(vendor.requests).hasSize(1);
    }
  }

  @Test
  void an_endless_body_stops_at_the_limit() throws Exception {
    try (RawVendor vendor =
            new RawVendor(
                line -> {
                  line.head(200, "application/json");
                  while (true) {
                    line.send("[".repeat(1000));
                  }
                });
        Probe probe = new Probe(vendor.address(), Timeouts.DEFAULT, new Sizes(50_000, 1, 1))) {
      assertThat(probe.failureOfAsking()).isInstanceOf(ProviderFailure.Unreadable.class);
      assertThat(vendor.hungUp.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void nobody_listening_is_a_network_failure() throws Exception {
    try (Probe probe =
        new Probe(URI.create("http://127.0.0.1:1/v1"), Timeouts.DEFAULT, Sizes.DEFAULT)) {
      assertThat(probe.failureOfAsking())
          .isInstanceOfSatisfying(
              Unavailable.class,
              failure -> {
                assertThat(failure.cause()).isEqualTo(Unavailable.Cause.NETWORK);
                assertThat(failure.detail()).contains("127.0.0.1:1");
              });
    }
  }

  @Test
  void cancelling_reaches_the_socket() throws Exception {
    CompletableFuture<Boolean> gone = new CompletableFuture<>();
    try (RawVendor vendor =
            new RawVendor(
                line -> {
                  line.head(200, "text/event-stream");
                  line.send("data: {\"text\":\"a\"}\n\n");
                  line.awaitHangUp();
                  gone.complete(true);
                });
        Probe probe = Probe.at(vendor)) {
      Probe.Watcher watcher = probe.listen(5);
      watcher.subscription.get(10, TimeUnit.SECONDS);
      while (watcher.events.isEmpty()) {
        Thread.onSpinWait();
      }
      watcher.subscription.get().cancel();
      assertThat(gone.get(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
