package dev.laneway.langchain4j;

import dev.laneway.api.ChatEvent;
import dev.laneway.core.bridge.Turn;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.Objects;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Tells a handler what a stream tells, and its end exactly once: the whole response, or an error. A
 * handler that throws has its own exception as the error, and the stream is cancelled. After {@link
 * #cancel()} it hears no more.
 */
final class Telling implements Flow.Subscriber<ChatEvent>, Pieces.Listener, StreamingHandle {

  private final StreamingChatResponseHandler handler;
  private final Pieces pieces;
  private Flow.@Nullable Subscription subscription;
  private boolean ended;
  private volatile boolean cancelled;

  Telling(StreamingChatResponseHandler handler, Turn turn) {
    this.handler = handler;
    this.pieces = new Pieces(turn);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(ChatEvent event) {
    if (ended || cancelled) {
      return;
    }
    try {
      pieces.tell(event, this);
    } catch (RuntimeException thrown) {
      stop();
      if (!ended) {
        ended = true;
        handler.onError(thrown);
      }
    }
  }

  @Override
  public void onError(Throwable failed) {
    if (!ended && !cancelled) {
      ended = true;
      handler.onError(Failures.theirs(failed));
    }
  }

  @Override
  public void onComplete() {}

  @Override
  public void text(PartialResponse piece) {
    handler.onPartialResponse(piece, new PartialResponseContext(this));
  }

  @Override
  public void thought(PartialThinking piece) {
    handler.onPartialThinking(piece, new PartialThinkingContext(this));
  }

  @Override
  public void partOfCall(PartialToolCall piece) {
    handler.onPartialToolCall(piece, new PartialToolCallContext(this));
  }

  @Override
  public void call(CompleteToolCall call) {
    if (!cancelled) {
      handler.onCompleteToolCall(call);
    }
  }

  @Override
  public void end(ChatResponse whole) {
    if (!cancelled) {
      ended = true;
      handler.onCompleteResponse(whole);
    }
  }

  @Override
  public void cancel() {
    cancelled = true;
    stop();
  }

  @Override
  public boolean isCancelled() {
    return cancelled;
  }

  private void stop() {
    Objects.requireNonNull(subscription, "subscription").cancel();
  }
}
