package dev.laneway.langchain4j;

import dev.laneway.core.Router;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;

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

  int asked() {
    return one.requests().size() + other.requests().size();
  }

  /** The one vendor that has been asked. */
  RecordedVendor asOne() {
    return one.requests().isEmpty() ? other : one;
  }

  @Override
  public void close() {
    router.close();
    one.close();
    other.close();
  }
}
