package com.example.support;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.core.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
class ChatController {

  private final Router router;

  ChatController(Router router) {
    this.router = router;
  }

  @PostMapping("/chat")
  StreamingResponseBody chat(
      @RequestBody String question, @RequestParam(defaultValue = "") String session) {
    CallOptions options = CallOptions.builder().route("chat").session(session).build();
    return body -> {
      try (ChatStream stream = router.stream(ChatRequest.of(question), options)) {
        stream.forEachText(piece -> write(piece, body)); // a client that leaves ends the call
      }
    };
  }

  private static void write(String piece, OutputStream body) {
    try {
      body.write(piece.getBytes(StandardCharsets.UTF_8));
      body.flush();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
