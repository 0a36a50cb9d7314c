package dev.laneway.core.cache;

import java.util.concurrent.CompletableFuture;

/** An answer that is still to come, and that can say why when its router closes before. */
public interface Unfinished {

  /** The router closes: ends with what has happened until now. */
  void closed();

  /** Ends an answer whose router closes; one that knows of nothing is cancelled. */
  static void close(CompletableFuture<?> answer) {
    if (answer instanceof Unfinished unfinished) {
      unfinished.closed();
    } else {
      answer.cancel(true);
    }
  }
}
