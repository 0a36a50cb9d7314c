package com.example.guide;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.core.RoutePicker;
import dev.laneway.core.RoutePlan;
import dev.laneway.core.Router;

/** For docs/lanes-and-routes.md. */
final class LanesAndRoutes {

  private LanesAndRoutes() {}

  static Router router(String geminiKey, String workKey, String groqKey) {
    return Router.builder()
        .account("gemini", a -> a.apiKey(geminiKey).freeTier())
        .account("gemini@work", a -> a.apiKey(workKey))
        .account("groq", a -> a.apiKey(groqKey).freeTier())
        .lane("gemini/gemini-3.8-flash")
        .lane("gemini@work/gemini-3.8-flash", l -> l.weight(3))
        .lane("groq/openai/gpt-oss-20b")
        .lane("ollama/llama3.2", l -> l.maxConcurrency(1).contextWindow(8_192))
        .route("default", r -> r.adaptive("groq/openai/gpt-oss-20b", "ollama/llama3.2"))
        .route("smart", r -> r.fallback("gemini/gemini-3.8-flash", "gemini@work/gemini-3.8-flash"))
        .picker(RoutePicker.longerThan(4_000, "smart"))
        .picker(RoutePicker.forTask("legal", "smart"))
        .build();
  }

  static ChatReply ask(Router router) {
    ChatRequest request =
        ChatRequest.builder().system("You are terse.").user("Classify: 'refund please'").build();
    CallOptions options = CallOptions.builder().route("smart").session("conv-42").build();
    return router.chat(request, options);
  }

  static void explain(Router router, ChatRequest request) {
    RoutePlan plan = router.explain(request, CallOptions.DEFAULT);
    System.out.println(plan); // which lanes in which order, and why the others not; sends nothing
  }
}
