package dev.laneway.provider.ollama;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.provider.http.MessageAssembly;
import dev.laneway.provider.http.json.Json;
import java.util.Optional;
import java.util.function.Consumer;

/** An answer that grows by lines; a whole answer is one line. The last one says that it is. */
final class Answer {

  private final MessageAssembly turn = new MessageAssembly();
  private final Consumer<ChatEvent> shown;
  private Json last = Json.MISSING;
  private int calls;

  /** An answer whose pieces are shown as they come. */
  Answer(Consumer<ChatEvent> shown) {
    this.shown = shown;
  }

  /**
   * Reads a line of {@code chat}, or of the older {@code generate}, which some servers stand for.
   */
  void read(Json line) {
    last = line;
    Json message = line.get("message");
    Json said = message.isPresent() ? message : line;
    String thinking = said.get("thinking").text();
    if (!thinking.isEmpty()) {
      turn.reasoning(thinking);
      shown.accept(new ChatEvent.ReasoningDelta(thinking));
    }
    String text = message.isPresent() ? said.get("content").text() : said.get("response").text();
    if (!text.isEmpty()) {
      turn.text(text);
      shown.accept(new ChatEvent.TextDelta(text));
    }
    said.get("tool_calls").elements().forEach(this::call);
  }

  /** Each call comes whole; its number on the wire may be missing or wrong, its place is not. */
  private void call(Json call) {
    Json function = call.get("function");
    Json arguments = function.get("arguments");
    String words = arguments.isText() ? arguments.text() : objectIn(arguments);
    String id = call.get("id").text();
    String name = function.get("name").text();
    if (name.isEmpty()) {
      throw unreadable("a tool call has no name");
    }
    turn.toolCall(calls, id, name, words);
    shown.accept(new ChatEvent.ToolCallDelta(calls, id, name, words));
    calls++;
  }

  private static String objectIn(Json arguments) {
    return arguments.isPresent() ? arguments.raw() : "{}";
  }

  /** Whether the last line has come. */
  boolean isWhole() {
    return last.get("done").isTrue();
  }

  /**
   * The reply to a call that is not streamed.
   *
   * @throws ProviderException if what came is no answer
   */
  ChatReply wholeReply() {
    ChatReply reply = reply();
    if (turn.isEmpty() && reply.finishReason() == FinishReason.STOP) {
      throw unreadable("the answer is empty");
    }
    return reply;
  }

  /**
   * The reply. Nothing may be one here: a lane that goes on for another may have nothing to add.
   *
   * @throws ProviderException if what came is no answer
   */
  ChatReply reply() {
    String reason = last.get("done_reason").text();
    if (!isWhole()) {
      throw unreadable("the answer does not say that it is done");
    }
    if (turn.isEmpty() && reason.equals("load")) {
      throw new ProviderException(
          new Unavailable(
              FailureDetails.of(200, "the model is being loaded"),
              Unavailable.Cause.LOADING,
              Optional.empty()));
    }
    if (turn.isEmpty() && reasonOf(reason) == FinishReason.OTHER) {
      throw unreadable(reason.equals("unload") ? "the model was unloaded" : "the answer is empty");
    }
    return ChatReply.builder(turn.message())
        .finishReason(reasonOf(reason))
        .usage(Usage.of(natural(last.get("prompt_eval_count")), natural(last.get("eval_count"))))
        .model(last.get("model").text())
        .build();
  }

  private static long natural(Json count) {
    return Math.max(0, count.number(0));
  }

  private FinishReason reasonOf(String word) {
    return switch (word) {
      case "", "stop" -> turn.hasToolCalls() ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "length" -> FinishReason.LENGTH;
      default -> FinishReason.OTHER;
    };
  }

  private static ProviderException unreadable(String why) {
    return new ProviderException(new ProviderFailure.Unreadable(FailureDetails.of(200, why)));
  }
}
