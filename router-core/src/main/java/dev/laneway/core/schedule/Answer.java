package dev.laneway.core.schedule;

import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.core.cache.Unfinished;
import java.util.concurrent.CompletableFuture;

/** The future answer of a journey. Cancelling it cancels the journey, down to the socket. */
final class Answer<R> extends CompletableFuture<R> implements Unfinished {

  private final Journey<R> journey;

  Answer(Journey<R> journey) {
    this.journey = journey;
  }

  void finish(R reply) {
    super.complete(reply);
  }

  void fail(RouterException error) {
    super.completeExceptionally(error);
  }

  @Override
  public void closed() {
    journey.abandon(Reason.CLOSED, "the router was closed");
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    if (cancelled) {
      journey.abandon(Reason.CANCELLED, "the caller cancelled");
    }
    return cancelled;
  }
}
