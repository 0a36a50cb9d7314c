package dev.laneway.core;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One future and then another that depends on it; cancelling cancels whichever is under way. */
final class InTurn<A, B> extends CompletableFuture<B> {

  private volatile CompletableFuture<?> current;

  private InTurn(CompletableFuture<A> first) {
    this.current = first;
  }

  static <A, B> CompletableFuture<B> of(
      CompletableFuture<A> first,
      BiFunction<@Nullable A, @Nullable Throwable, CompletableFuture<B>> then) {
    InTurn<A, B> whole = new InTurn<>(first);
    var unused =
        first.whenComplete(
            (answer, thrown) -> {
              try {
                whole.goOn(then.apply(answer, thrown));
              } catch (RuntimeException broken) {
                whole.completeExceptionally(broken);
              }
            });
    return whole;
  }

  private void goOn(CompletableFuture<B> second) {
    current = second;
    var unused =
        second.whenComplete(
            (answer, thrown) -> {
              if (thrown != null) {
                completeExceptionally(thrown);
              } else {
                complete(answer);
              }
            });
    if (isCancelled()) {
      second.cancel(true);
    }
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    if (cancelled) {
      current.cancel(mayInterrupt);
    }
    return cancelled;
  }
}
