package dev.laneway.provider.gemini;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.provider.http.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * An answer that grows by chunks; a whole answer is one chunk. Only the first candidate is read.
 */
final class Answer {

  private final Turn turn;
  private final Tally tally = new Tally();
  private final Sources sources = new Sources();
  private String finish = "";
  private String model = "";
  private String id = "";
  private Json feedback = Json.MISSING;
  private boolean begun;

  /** An answer whose pieces are shown as they come. */
  Answer(Consumer<ChatEvent> shown) {
    turn = new Turn(shown);
  }

  void read(Json chunk) {
    tally.read(chunk.get("usageMetadata"));
    model = chunk.get("modelVersion").nonEmptyText().orElse(model);
    id = chunk.get("responseId").nonEmptyText().orElse(id);
    if (chunk.get("promptFeedback").isPresent()) {
      feedback = chunk.get("promptFeedback");
    }
    for (Json candidate : chunk.get("candidates").elements()) {
      if (candidate.get("index").number(0) == 0) {
        begun = true;
        candidate.get("content", "parts").elements().forEach(turn::read);
        sources.add(candidate);
        String word = candidate.get("finishReason").text();
        finish = Finish.isEnd(word) ? word : finish;
      }
    }
  }

  /** Whether the vendor has said that this is all, one way or the other. */
  boolean isWhole() {
    return Finish.isEnd(finish) || isBlocked();
  }

  /**
   * The reply to a call that is not streamed.
   *
   * @throws ProviderException if the prompt was refused, or nothing came that is of use
   */
  ChatReply wholeReply() {
    ChatReply reply = reply();
    if (turn.isEmpty() && reply.finishReason() == FinishReason.STOP) {
      throw unreadable("the answer is empty and ended with " + finish);
    }
    return reply;
  }

  /**
   * The reply. Nothing may be one here: a lane that goes on for another may have nothing to add.
   *
   * @throws ProviderException if the prompt was refused, or ended without an answer
   */
  ChatReply reply() {
    if (isBlocked()) {
      throw refused();
    }
    if (!begun) {
      throw unreadable("the answer has no candidates");
    }
    turn.end();
    FinishReason reason = Finish.of(finish, turn.hasCalls());
    if (turn.isEmpty() && reason == FinishReason.OTHER) {
      throw unreadable(
          finish.isEmpty()
              ? "the answer is empty"
              : "the answer is empty and ended with " + finish);
    }
    return ChatReply.builder(turn.message())
        .finishReason(reason)
        .usage(tally.usage())
        .model(model)
        .id(id)
        .citations(sources.all())
        .build();
  }

  private boolean isBlocked() {
    return !begun && feedback.isPresent();
  }

  private ProviderException refused() {
    List<String> reasons = new ArrayList<>();
    feedback.get("blockReason").nonEmptyText().ifPresent(reasons::add);
    for (Json rating : feedback.get("safetyRatings").elements()) {
      if (rating.get("blocked").isTrue()) {
        reasons.add(rating.get("category").text());
      }
    }
    String words = reasons.isEmpty() ? "no reason was given" : String.join(", ", reasons);
    return new ProviderException(
        new ProviderFailure.Refused(details("Gemini refused the prompt: " + words), reasons));
  }

  private ProviderException unreadable(String why) {
    return new ProviderException(new ProviderFailure.Unreadable(details(why)));
  }

  private FailureDetails details(String words) {
    return new FailureDetails(200, finish, words, id, List.of());
  }
}
