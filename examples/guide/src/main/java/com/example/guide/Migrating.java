package com.example.guide;

import dev.laneway.core.Router;
import java.time.Duration;

/** For docs/migrating-from-litellm.md and docs/migrating-from-langchain4j-and-spring-ai.md. */
final class Migrating {

  private Migrating() {}

  static Router fromLiteLlm(String oneKey, String otherKey, String groqKey) {
    return Router.builder()
        .account("openai@one", a -> a.apiKey(oneKey))
        .account("openai@two", a -> a.apiKey(otherKey))
        .account("groq", a -> a.apiKey(groqKey))
        .lane("openai@one/gpt-6-luna", l -> l.weight(2).quota(q -> q.requestsPerMinute(60)))
        .lane("openai@two/gpt-6-luna", l -> l.quota(q -> q.tokensPerMinute(100_000)))
        .lane("groq/openai/gpt-oss-20b")
        .route(
            "default",
            r ->
                r.fallback(
                    "openai@one/gpt-6-luna", "openai@two/gpt-6-luna", "groq/openai/gpt-oss-20b"))
        .interactivePatience(Duration.ofSeconds(2))
        .build();
  }

  /** The interface that the rest of an application sees, whatever stands behind it. */
  interface Assistant {

    String answer(String question);
  }

  static Assistant assistant(Router router) {
    return router::ask;
  }
}
