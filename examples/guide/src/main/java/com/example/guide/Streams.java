package com.example.guide;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.api.StreamRecovery;
import dev.laneway.core.Router;

/** For docs/streams.md. */
final class Streams {

  private Streams() {}

  static void print(Router router, ChatRequest request) {
    try (ChatStream stream = router.stream(request)) {
      stream.forEachText(System.out::print);
      System.out.println(stream.reply().receipt());
    } catch (RouterException broken) {
      broken.textSoFar().ifPresent(text -> System.out.println("[broke off]"));
    }
  }

  static void restartWhenBroken(Router router, ChatRequest request) {
    CallOptions options = CallOptions.builder().streamRecovery(StreamRecovery.RESTART).build();
    StringBuilder shown = new StringBuilder();
    try (ChatStream stream = router.stream(request, options)) {
      for (ChatEvent event : stream) {
        if (event instanceof ChatEvent.TextDelta piece) {
          shown.append(piece.text());
        } else if (event instanceof ChatEvent.Switched) {
          shown.setLength(0); // another lane begins again
        }
      }
    }
  }
}
