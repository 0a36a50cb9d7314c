package dev.laneway.core;

import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The blocking face: a thin wait on the asynchronous one. */
final class Waiting {

  private Waiting() {}

  static <R> R on(CompletableFuture<R> answer) {
    try {
      return answer.get();
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw RouterException.because(Reason.CANCELLED, "interrupted while waiting for the reply")
          .cause(interrupted)
          .build();
    } catch (ExecutionException failed) {
      throw asRouterException(failed.getCause() == null ? failed : failed.getCause());
    } catch (CancellationException cancelled) {
      throw asRouterException(cancelled);
    }
  }

  static RouterException asRouterException(Throwable thrown) {
    if (thrown instanceof RouterException known) {
      return known;
    }
    if (thrown instanceof CancellationException) {
      return RouterException.because(Reason.CANCELLED, "the call was cancelled").build();
    }
    return RouterException.because(
            Reason.UNAVAILABLE, "the router failed with " + thrown.getClass().getName())
        .cause(thrown)
        .build();
  }
}
