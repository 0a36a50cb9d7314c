package dev.laneway.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A future for the application: completes on its executor, never on the thread that reads from
 * vendors. Cancelling it cancels what is under it.
 */
final class HandedOver<R> extends CompletableFuture<R> {

  private final CompletableFuture<R> under;

  private HandedOver(CompletableFuture<R> under) {
    this.under = under;
  }

  static <R> CompletableFuture<R> of(CompletableFuture<R> under, Executor executor) {
    HandedOver<R> outer = new HandedOver<>(under);
    var unused =
        under.whenComplete(
            (answer, thrown) -> {
              Runnable completion =
                  () -> {
                    if (thrown == null) {
                      outer.complete(answer);
                    } else {
                      outer.completeExceptionally(thrown);
                    }
                  };
              try {
                executor.execute(completion);
              } catch (RejectedExecutionException closed) {
                completion.run(); // better on this thread than never
              }
            });
    return outer;
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    if (cancelled) {
      under.cancel(mayInterrupt);
    }
    return cancelled;
  }
}
