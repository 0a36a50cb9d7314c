package dev.laneway.langchain4j;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A future in LangChain4j's words that hands its own cancelling on to the router's. */
final class Following<T> extends CompletableFuture<T> {

  private final CompletableFuture<?> router;

  private Following(CompletableFuture<?> router) {
    this.router = router;
  }

  static <R, T> CompletableFuture<T> of(CompletableFuture<R> router, Function<R, T> words) {
    Following<T> following = new Following<>(router);
    var unused =
        router.whenComplete(
            (reply, failed) -> {
              if (failed != null) {
                following.completeExceptionally(Failures.theirs(bare(failed)));
              } else {
                following.translate(reply, words);
              }
            });
    return following;
  }

  private <R> void translate(R reply, Function<R, T> words) {
    try {
      complete(words.apply(reply));
    } catch (RuntimeException wrong) {
      completeExceptionally(wrong);
    }
  }

  private static Throwable bare(Throwable failed) {
    return failed instanceof CompletionException && failed.getCause() != null
        ? failed.getCause()
        : failed;
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    if (cancelled) {
      router.cancel(mayInterrupt);
    }
    return cancelled;
  }
}
