package com.example.guide;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.RouterException;
import dev.laneway.api.Window;
import dev.laneway.core.Router;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** For docs/quotas-and-waiting.md. */
final class QuotasAndWaiting {

  private QuotasAndWaiting() {}

  static Router declared(String geminiKey, String acmeKey) {
    return Router.builder()
        .account("gemini", a -> a.apiKey(geminiKey).project("my-project"))
        .account("openai-compat", a -> a.apiKey(acmeKey).baseUrl(Acme.URL))
        .lane(
            "gemini/gemini-3.8-flash",
            l -> l.quota(q -> q.requestsPerMinute(5).tokensPerMinute(250_000).requestsPerDay(20)))
        .pool(
            "acme",
            q ->
                q.limit(Resource.REQUESTS, 100, Window.fixed(Duration.ofSeconds(10)))
                    .requestsPerDay(5_000)
                    .dayOf(ZoneId.of("Europe/Berlin")))
        .lane("openai-compat/small", l -> l.pool("acme"))
        .lane("openai-compat/large", l -> l.pool("acme").quota(q -> q.concurrency(2)))
        .build();
  }

  static String patient(Router router, ChatRequest request) {
    CallOptions options = CallOptions.builder().deadline(Duration.ofSeconds(8)).build();
    try {
      return router.chat(request, options).text();
    } catch (RouterException refused) {
      Instant again = refused.retryAt().orElse(Instant.MAX);
      return "Busy until " + again + ": " + refused.getMessage();
    }
  }
}
