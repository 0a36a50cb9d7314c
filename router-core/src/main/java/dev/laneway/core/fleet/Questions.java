package dev.laneway.core.fleet;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How many calls wait for the store's answer. Who tells a store everything waits until it has
 * answered all that was asked: what is under way is neither here nor there. Safe for use by many
 * threads.
 */
final class Questions {

  private int open;
  private @Nullable CompletableFuture<Void> none;

  synchronized void begins() {
    open++;
  }

  void ends() {
    CompletableFuture<Void> waiting = null;
    synchronized (this) {
      if (--open == 0) {
        waiting = none;
        none = null;
      }
    }
    if (waiting != null) {
      waiting.complete(null);
    }
  }

  /** Completes when none is open. */
  synchronized CompletableFuture<Void> whenNone() {
    if (open == 0) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> waiting = none;
    if (waiting == null) {
      waiting = new CompletableFuture<>();
      none = waiting;
    }
    return waiting;
  }
}
