package com.example.guide;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import java.util.concurrent.CompletableFuture;

/** For docs/urgency.md. */
final class Urgencies {

  private Urgencies() {}

  static void oneOfEach(Router router, ChatRequest request) {
    ChatReply chat = router.chat(request, CallOptions.of(Urgency.INTERACTIVE));
    CompletableFuture<ChatReply> soon =
        router.chatAsync(request, CallOptions.of(Urgency.NEAR_REAL_TIME));
    CompletableFuture<ChatReply> tonight =
        router.submit(request, CallOptions.of(Urgency.BATCH)).reply();
    CompletableFuture<ChatReply> ifSpare =
        router.chatAsync(request, CallOptions.of(Urgency.OPTIONAL));
    System.out.println(chat.receipt());
    CompletableFuture.allOf(soon, tonight, ifSpare).join();
  }
}
