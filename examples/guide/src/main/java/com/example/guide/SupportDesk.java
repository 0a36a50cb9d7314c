package com.example.guide;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import java.time.Duration;

/** For docs/testing-your-application.md: an application that says so when it must wait. */
final class SupportDesk {

  private final Router router;

  SupportDesk(Router router) {
    this.router = router;
  }

  String classify(String mail) {
    ChatRequest request =
        ChatRequest.builder().system("Answer with one word.").user(mail).maxOutputTokens(5).build();
    CallOptions options = CallOptions.builder().deadline(Duration.ofSeconds(10)).build();
    try {
      return router.chat(request, options).text();
    } catch (RouterException busy) {
      return "later, " + busy.reason();
    }
  }
}
