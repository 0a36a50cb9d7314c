package dev.laneway.integration.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.time.SystemTime;
import dev.laneway.integration.Collected;
import dev.laneway.integration.Providers;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Runs last: what it searches is what all other tests have emitted. */
@Order(Integer.MAX_VALUE)
class KeysTest {

  private static final String SECRET = Providers.SECRET;

  /** Vendors that repeat the key, as some do when it is wrong. */
  static Stream<VendorReply> indiscretions() {
    String words = "Incorrect API key provided: " + SECRET + ".";
    return Stream.of(
        VendorReply.json(401, "{\"error\":{\"message\":\"" + words + "\",\"code\":401}}"),
        VendorReply.json(400, "{\"error\":\"" + words + "\",\"code\":\"" + SECRET + "\"}"),
        VendorReply.json(500, "{\"detail\":[{\"msg\":\"" + words + "\"}]}")
            .header("x-request-id", SECRET)
            .header("retry-after", SECRET),
        VendorReply.of(403, "text/html", "<html>" + words + "</html>"),
        VendorReply.of(502, "text/plain", words),
        VendorReply.json(200, "{\"error\":{\"message\":\"" + words + "\"}}"),
        VendorReply.json(200, "{\"broken\": " + SECRET),
        VendorReply.sse("data: {\"error\":{\"message\":\"" + words + "\"}}\n\n"),
        VendorReply.sse("event: " + SECRET + "\ndata: " + SECRET + "\n\n"),
        VendorReply.ndjson("{\"error\":\"" + words + "\"}\n"),
        VendorReply.of(307, "text/plain", "").header("location", "http://localhost/" + SECRET));
  }

  @ParameterizedTest
  @MethodSource("indiscretions")
  void a_vendor_that_repeats_the_key_is_not_quoted(VendorReply reply) throws Exception {
    try (SystemTime time = SystemTime.start("keys");
        RecordedVendor vendor = RecordedVendor.start().replies(reply)) {
      for (String id : Providers.withKeys()) {
        try (Provider provider = Providers.at(id, vendor.url("/v1"), time)) {
          Emitted.see(provider);
          CallControl control = CallControl.of("m-1");
          CompletableFuture<ChatReply> whole = provider.chat(ChatRequest.of("Hello"), control);
          Emitted.see(outcome(whole));
          Collected streamed = Collected.eager();
          provider.stream(ChatRequest.of("Hello"), control).subscribe(streamed);
          Emitted.see(outcome(streamed.ended()), streamed.soFar());
        }
      }
      assertThat(vendor.requests()).isNotEmpty();
      for (VendorRequest request : vendor.requests()) {
        assertThat(request.mentions(SECRET)).isFalse();
        assertThat(request.headers().toString()).contains(SECRET);
      }
    }
    assertThat(Emitted.around(SECRET)).isEmpty();
  }

  private static Object outcome(CompletableFuture<?> call)
      throws InterruptedException, TimeoutException {
    try {
      return call.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      return failed;
    }
  }

  @Test
  void settings_and_keys_hide_themselves() {
    ApiKey key = ApiKey.of(SECRET);
    Emitted.see(key, ProviderSettings.of("groq", key), key.fingerprint());
    assertThat(Emitted.around(SECRET)).isEmpty();
    assertThat(Emitted.around(key.fingerprint())).isPresent();
  }

  @Test
  void nothing_in_the_whole_suite_let_a_key_out() {
    assertThat(Emitted.around(SECRET)).isEmpty();
  }

  @Test
  void the_hunt_would_find_one() {
    String bait = "bait-" + Duration.ofDays(3);
    LoggerFactory.getLogger("hunt").trace("a key: {}-slf4j", bait);
    java.util.logging.Logger.getLogger("hunt").finest(bait + "-jul");
    System.err.print(bait + "-err ");
    Emitted.see(new IllegalStateException("outer", new IllegalStateException(bait + "-cause")));
    assertThat(Stream.of("-slf4j", "-jul", "-err", "-cause"))
        .allMatch(way -> Emitted.around(bait + way).isPresent());
  }
}
