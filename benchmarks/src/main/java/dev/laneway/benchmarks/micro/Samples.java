package dev.laneway.benchmarks.micro;

import com.fasterxml.jackson.core.JsonParser;
import dev.laneway.api.ChatRequest;
import dev.laneway.benchmarks.speed.Answers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is read and asked, the same as over the wire. */
final class Samples {

  private Samples() {}

  static byte[] answer() {
    return Answers.BODY.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] stream(int pieces) {
    return ("data: " + Answers.PIECE_DATA + "\n\n")
        .repeat(pieces)
        .concat("data: [DONE]\n\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  static ChatRequest request() {
    return ChatRequest.builder().user(Answers.PROMPT).maxOutputTokens(100).build();
  }

  static long read(JsonParser json) throws IOException {
    return Answers.read(json);
  }
}
