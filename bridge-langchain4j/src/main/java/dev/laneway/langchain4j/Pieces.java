package dev.laneway.langchain4j;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ToolCall;
import dev.laneway.core.bridge.Turn;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One stream's events in LangChain4j's words; for one thread at a time. */
final class Pieces {

  /** Whoever is told of them. */
  interface Listener {

    void text(PartialResponse piece);

    void thought(PartialThinking piece);

    void partOfCall(PartialToolCall piece);

    void call(CompleteToolCall call);

    void end(ChatResponse whole);
  }

  private final Turn turn;
  private final Map<Integer, ChatEvent.ToolCallDelta> begun = new HashMap<>();

  Pieces(Turn turn) {
    this.turn = turn;
  }

  void tell(ChatEvent event, Listener listener) {
    if (event instanceof ChatEvent.TextDelta text && !text.text().isEmpty()) {
      listener.text(new PartialResponse(text.text()));
    } else if (event instanceof ChatEvent.ReasoningDelta thought && !thought.text().isEmpty()) {
      listener.thought(new PartialThinking(thought.text()));
    } else if (event instanceof ChatEvent.ToolCallDelta delta) {
      tell(delta, listener);
    } else if (event instanceof ChatEvent.Completed completed) {
      List<ToolCall> calls = completed.reply().toolCalls();
      for (int i = 0; i < calls.size(); i++) {
        listener.call(new CompleteToolCall(i, Answers.call(calls.get(i))));
      }
      listener.end(Answers.whole(completed.reply(), turn));
    }
  }

  /** Vendors name a call once, LangChain4j wants the name on each piece. */
  private void tell(ChatEvent.ToolCallDelta delta, Listener listener) {
    ChatEvent.ToolCallDelta first =
        begun.merge(delta.index(), delta, (before, next) -> next.name().isEmpty() ? before : next);
    if (!delta.arguments().isEmpty() && !first.name().isEmpty()) {
      listener.partOfCall(
          PartialToolCall.builder()
              .index(delta.index())
              .id(first.id())
              .name(first.name())
              .partialArguments(delta.arguments())
              .build());
    }
  }
}
