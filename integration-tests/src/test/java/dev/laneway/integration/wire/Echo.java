package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Message;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.integration.Providers;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.RecordedVendor;
import dev.laneway.testkit.VendorReply;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * The model's own turn in a recorded request, read by the adapter as if it had just been answered:
 * the way that it comes into a tool loop, with its ids and all that the vendor wants back.
 */
final class Echo {

  private Echo() {}

  /** The message that the adapter makes of it; empty if it is no answer (an empty turn). */
  static Optional<Message> of(WireFile file, JsonNode turn) {
    String id = Scope.provider(file);
    ObjectNode body = WireFile.JSON.createObjectNode();
    switch (id) {
      case "gemini" -> {
        ObjectNode candidate = body.putArray("candidates").addObject();
        candidate.set("content", turn);
        candidate.put("finishReason", "STOP");
      }
      case "ollama" -> {
        body.put("model", file.askedModel()).put("done", true).put("done_reason", "stop");
        body.set("message", turn);
      }
      default -> {
        ObjectNode choice = body.put("model", file.askedModel()).putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", "stop");
        choice.set("message", turn);
      }
    }
    try (RecordedVendor vendor =
            RecordedVendor.start().replies(VendorReply.json(200, body.toString()));
        Provider provider =
            Providers.at(id, vendor.url(Scope.basePath(file)), new ManualTime(Played.NOW))) {
      return Optional.of(
          provider
              .chat(ChatRequest.of("Hello"), CallControl.of(file.askedModel()))
              .join()
              .message());
    } catch (CompletionException noAnswer) {
      return Optional.empty();
    }
  }
}
