package dev.laneway.integration.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Message;
import dev.laneway.api.ToolCall;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.integration.Providers;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.RecordedVendor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A recorded answer that asks for tools is sent back with their results: everything that its vendor
 * wants to see again is in the next request, wherever the answer held it.
 */
class ToolLoopsTest {

  /** Members whose texts must come back as they are; see WIRE 1.2. */
  private static final Set<String> WANTED_BACK =
      Set.of("thoughtSignature", "thought_signature", "signature", "data");

  @TestFactory
  Stream<DynamicTest> what_a_vendor_wants_back_is_in_the_next_request() {
    return WireFile.all().stream()
        .filter(file -> Scope.outside(file).isEmpty() && file.status() == 200)
        .filter(file -> file.kind().contains("tool-call"))
        .map(file -> DynamicTest.dynamicTest(file.name(), () -> goOn(file)));
  }

  private static void goOn(WireFile file) throws Exception {
    ChatReply reply = reply(Played.of(file, 0, new CompletableFuture<>())).orElseThrow();
    ChatRequest.Builder next = Requests.chat(file).toBuilder().message(reply.message());
    for (ToolCall call : reply.toolCalls()) {
      next.message(Message.toolResult(call, "{\"result\":\"fine\"}"));
    }
    String sent = sent(file, next.build());

    List<String> wanted = wanted(file);
    if (Scope.provider(file).equals("mistral")) {
      wanted.removeIf(id -> !id.matches("\"\\w{9}\"")); // others are mapped to what it accepts
    }
    assertThat(reply.toolCalls()).isNotEmpty();
    assertThat(wanted).allMatch(sent::contains);
    for (ToolCall call : reply.toolCalls()) {
      assertThat(sent).contains("\"" + call.name() + "\"");
    }
  }

  private static Optional<ChatReply> reply(Played played) {
    if (played instanceof Played.Replied whole) {
      return Optional.of(whole.reply());
    }
    return played instanceof Played.Streamed streamed
        ? Optional.of(streamed.reply())
        : Optional.empty();
  }

  private static String sent(WireFile file, ChatRequest request) throws Exception {
    try (RecordedVendor vendor = RecordedVendor.start();
        Provider provider =
            Providers.at(
                Scope.provider(file),
                vendor.url(Scope.basePath(file)),
                new ManualTime(Played.NOW))) {
      assertThat(provider.chat(request, CallControl.of(file.askedModel())))
          .failsWithin(20, TimeUnit.SECONDS); // it has nothing to say: what matters is the request
      return WireFile.JSON.readTree(vendor.lastRequest().bodyText()).toString();
    }
  }

  /** Signatures and ids, as they stand in the body of the answer. */
  private static List<String> wanted(WireFile file) throws IOException {
    List<String> texts = new ArrayList<>();
    boolean streamed = Scope.operation(file) == Operation.STREAM;
    List<JsonNode> documents =
        streamed || Scope.provider(file).equals("gemini")
            ? EventStream.documents(file.body())
            : List.of(WireFile.JSON.readTree(file.body()));
    for (JsonNode document : documents) {
      for (String name : WANTED_BACK) {
        document.findValues(name).stream().filter(JsonNode::isTextual).forEach(v -> add(v, texts));
      }
      document
          .findValues("tool_calls")
          .forEach(calls -> calls.findValues("id").forEach(v -> add(v, texts)));
      document.findValues("functionCall").forEach(call -> add(call.path("id"), texts));
    }
    return texts;
  }

  private static void add(JsonNode text, List<String> texts) {
    if (!text.asText("").isEmpty() && !text.isNull()) {
      texts.add(text.toString());
    }
  }
}
