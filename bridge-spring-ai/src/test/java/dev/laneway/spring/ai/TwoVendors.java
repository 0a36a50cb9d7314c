package dev.laneway.spring.ai;

import dev.laneway.core.Router;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorRequest;
import java.util.List;

/** Two accounts at vendors on loopback, taken in turn by the default route. */
final class TwoVendors implements AutoCloseable {

  final RecordedVendor one = RecordedVendor.start();
  final RecordedVendor other = RecordedVendor.start();
  final Router router =
      Router.builder()
          .account("openai@one", a -> a.apiKey("k-1").baseUrl(one.url("/v1")))
          .account("openai@other", a -> a.apiKey("k-2").baseUrl(other.url("/v1")))
          .lane("openai@one/small")
          .lane("openai@other/small")
          .lane("openai@one/text-embedding-3-small")
          .lane("openai@other/text-embedding-3-small")
          .route("default", r -> r.roundRobin("openai@one/small", "openai@other/small"))
          .route("second", r -> r.fallback("openai@other/small"))
          .route("vectors", r -> r.fallback("openai@other/text-embedding-3-small"))
          .build();

  TwoVendors reply(VendorReply... replies) {
    for (VendorReply reply : replies) {
      one.replies(reply);
      other.replies(reply);
    }
    return this;
  }

  /** What the vendor was asked that was asked; both must not have been. */
  List<VendorRequest> requestsToOneOnly() {
    if (!one.requests().isEmpty() && !other.requests().isEmpty()) {
      throw new AssertionError("one turn went to both: " + one.requests() + other.requests());
    }
    return one.requests().isEmpty() ? other.requests() : one.requests();
  }

  @Override
  public void close() {
    router.close();
    one.close();
    other.close();
  }
}
