package dev.laneway.core;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A future for the application: completes on its executor, never on the thread that reads from
 * vendors. Cancelling it cancels what is under it.
 */
final class HandedOver<R> extends CompletableFuture<R>
    implements BiConsumer<R, @Nullable Throwable> {

  private final CompletableFuture<R> under;
  private final Executor executor;

  private HandedOver(CompletableFuture<R> under, Executor executor) {
    this.under = under;
    this.executor = executor;
  }

  static <R> CompletableFuture<R> of(CompletableFuture<R> under, Executor executor) {
    HandedOver<R> outer = new HandedOver<>(under, executor);
    var unused = under.whenComplete(outer);
    return outer;
  }

  /** What is under it has ended. */
  @Override
  public void accept(R answer, @Nullable Throwable thrown) {
    Runnable completion =
        () -> {
          if (thrown == null) {
            complete(answer);
          } else {
            completeExceptionally(thrown);
          }
        };
    try {
      executor.execute(completion);
    } catch (RejectedExecutionException closed) {
      completion.run(); // better on this thread than never
    }
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
