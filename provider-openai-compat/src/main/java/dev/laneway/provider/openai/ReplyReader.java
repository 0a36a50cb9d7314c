package dev.laneway.provider.openai;

import dev.laneway.api.ChatReply;
import dev.laneway.provider.http.HttpAnswer;
import dev.laneway.provider.http.json.Json;

/** Reads answers that are not streamed. */
final class ReplyReader {

  private ReplyReader() {}

  static ChatReply read(Dialect dialect, HttpAnswer answer) {
    Json json = answer.json();
    requireNoError(json, answer);
    Turn turn = new Turn(dialect, event -> {});
    turn.readWhole(json);
    if (!turn.hasBegun()) {
      throw answer.unreadable("the answer has no choices");
    }
    if (turn.hasFailed()) {
      throw answer.unreadable("the model failed: the vendor says so and no more");
    }
    if (turn.callsNothing()) {
      throw answer.unreadable("a tool call has no name");
    }
    if (turn.isEmpty()) {
      throw answer.unreadable("the answer is empty");
    }
    return turn.reply();
  }

  /** Good statuses with errors inside are real: a vendor that has begun cannot take 200 back. */
  static void requireNoError(Json json, HttpAnswer answer) {
    if (Chunks.isError(json)) {
      throw answer.failure(json);
    }
    Json inChoice = json.get("choices").at(0).get("error");
    if (inChoice.isPresent()) {
      throw answer.failure(json.get("choices").at(0));
    }
  }
}
