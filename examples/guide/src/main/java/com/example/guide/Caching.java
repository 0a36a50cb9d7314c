package com.example.guide;

import dev.laneway.api.CacheMode;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.core.Router;
import java.time.Duration;

/** For docs/cache.md. */
final class Caching {

  private Caching() {}

  static Router router() {
    return Router.builder()
        .environment(System.getenv())
        .cache(c -> c.timeToLive(Duration.ofMinutes(10)).maximumBytes(64 << 20))
        .build();
  }

  static void ask(Router router, ChatRequest request) {
    CallOptions fresh = CallOptions.builder().cache(CacheMode.REFRESH).build();
    CallOptions oldIsBetterThanNone =
        CallOptions.builder().maxStale(Duration.ofDays(1)).deadline(Duration.ofSeconds(5)).build();
    ChatReply first = router.chat(request, fresh);
    ChatReply second = router.chat(request, oldIsBetterThanNone);
    System.out.println(first.receipt().cache() + ", then " + second.receipt().cache());
  }
}
