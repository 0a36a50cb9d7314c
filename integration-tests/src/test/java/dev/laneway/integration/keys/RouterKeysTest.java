package dev.laneway.integration.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import dev.laneway.integration.Providers;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole way, from the front door to a vendor that repeats the key. */
@Order(Integer.MAX_VALUE - 1)
class RouterKeysTest {

  private static final String SECRET = Providers.SECRET;

  static Stream<VendorReply> indiscretions() {
    String words = "Incorrect API key provided: " + SECRET + ".";
    return Stream.of(
        VendorReply.json(401, "{\"error\":{\"message\":\"" + words + "\",\"code\":401}}"),
        VendorReply.json(400, "{\"error\":{\"message\":\"" + words + "\",\"code\":\"bad\"}}"),
        VendorReply.of(502, "text/plain", words));
  }

  @ParameterizedTest
  @MethodSource("indiscretions")
  void what_a_router_says_of_a_failure_holds_no_key(VendorReply reply) {
    try (RecordedVendor vendor = RecordedVendor.start().replies(reply)) {
      for (String id : Providers.withKeys()) {
        try (Router router =
            Router.builder()
                .account(id, account -> account.apiKey(SECRET).baseUrl(vendor.url("/v1")))
                .lane(id + "/m-1")
                .route("default", route -> route.fallback(id + "/m-1"))
                .build()) {
          Emitted.see(router, router.explain(ChatRequest.of("Hello"), options()));
          Emitted.see(failure(() -> router.chat(ChatRequest.of("Hello"), options())));
          Emitted.see(
              failure(
                  () -> {
                    try (ChatStream stream = router.stream(ChatRequest.of("Hello"), options())) {
                      stream.forEachText(text -> {});
                    }
                  }));
          Emitted.see(router.status(), router.check());
        }
      }
      assertThat(vendor.requests()).isNotEmpty();
    }
    assertThat(Emitted.around(SECRET)).isEmpty();
  }

  private static CallOptions options() {
    return CallOptions.builder().deadline(Duration.ofSeconds(5)).build();
  }

  private static RouterException failure(Runnable call) {
    try {
      call.run();
    } catch (RouterException expected) {
      Emitted.see(expected.receipt());
      return expected;
    }
    throw new AssertionError("there was no failure");
  }
}
