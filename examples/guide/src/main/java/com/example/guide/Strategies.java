package com.example.guide;

import dev.laneway.core.Router;

/** For docs/writing-a-strategy.md. */
final class Strategies {

  private Strategies() {}

  static Router router() {
    return Router.builder()
        .environment(System.getenv())
        .route(
            "default",
            r -> r.strategy(new NightShift(), "groq/openai/gpt-oss-20b", "ollama/llama3.2"))
        .build();
  }
}
