package dev.laneway.testkit;

import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.spi.CallControl;
import org.jspecify.annotations.Nullable;

/** One call that a scripted provider got. */
public final class ScriptedCall {

  private enum State {
    RUNNING,
    ANSWERED,
    FAILED,
    CANCELLED
  }

  private final @Nullable ChatRequest chat;
  private final @Nullable EmbeddingRequest embedding;
  private final CallControl control;
  private final long startedNanos;
  private volatile State state = State.RUNNING;
  private volatile Runnable onClose = () -> {};

  private ScriptedCall(
      @Nullable ChatRequest chat,
      @Nullable EmbeddingRequest embedding,
      CallControl control,
      long startedNanos) {
    this.chat = chat;
    this.embedding = embedding;
    this.control = control;
    this.startedNanos = startedNanos;
  }

  static ScriptedCall of(ChatRequest request, CallControl control, long startedNanos) {
    return new ScriptedCall(request, null, control, startedNanos);
  }

  static ScriptedCall of(EmbeddingRequest request, CallControl control, long startedNanos) {
    return new ScriptedCall(null, request, control, startedNanos);
  }

  /** What was asked, of a chat or a stream. */
  public ChatRequest request() {
    if (chat == null) {
      throw new IllegalStateException("this call was an embedding");
    }
    return chat;
  }

  /** What was asked, of an embedding. */
  public EmbeddingRequest embedding() {
    if (embedding == null) {
      throw new IllegalStateException("this call was a chat");
    }
    return embedding;
  }

  /** What the router handed along. */
  public CallControl control() {
    return control;
  }

  /** Which model was asked. */
  public String model() {
    return control.model();
  }

  /** The monotonic reading at its beginning. */
  public long startedNanos() {
    return startedNanos;
  }

  /** Whether it has not ended. */
  public boolean isRunning() {
    return state == State.RUNNING;
  }

  /** Whether it ended with an answer. */
  public boolean wasAnswered() {
    return state == State.ANSWERED;
  }

  /** Whether it ended with a failure. */
  public boolean hasFailed() {
    return state == State.FAILED;
  }

  /** Whether the caller cancelled it. */
  public boolean wasCancelled() {
    return state == State.CANCELLED;
  }

  void answered() {
    end(State.ANSWERED);
  }

  void failed() {
    end(State.FAILED);
  }

  void cancelled() {
    end(State.CANCELLED);
  }

  void onClose(Runnable action) {
    onClose = action;
  }

  void closed() {
    if (isRunning()) {
      onClose.run();
    }
  }

  private synchronized void end(State end) {
    if (state == State.RUNNING) {
      state = end;
      onClose = () -> {};
    }
  }

  @Override
  public String toString() {
    return "call of " + model() + ", " + state;
  }
}
