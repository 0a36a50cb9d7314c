package dev.laneway.core.cache;

import dev.laneway.api.ChatReply;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An answer from the shelf or, where there is none, from whoever is sent for it. */
final class Lookup extends CompletableFuture<ChatReply> implements Unfinished {

  private final Supplier<CompletableFuture<ChatReply>> send;
  private volatile @Nullable CompletableFuture<ChatReply> sent;

  private Lookup(Supplier<CompletableFuture<ChatReply>> send) {
    this.send = send;
  }

  static Lookup of(
      CompletableFuture<Optional<ChatReply>> found,
      Function<ChatReply, ChatReply> outOfShelf,
      Supplier<CompletableFuture<ChatReply>> send) {
    Lookup lookup = new Lookup(send);
    var unused = found.thenAccept(reply -> lookup.found(reply.map(outOfShelf)));
    return lookup;
  }

  private void found(Optional<ChatReply> reply) {
    if (reply.isPresent()) {
      complete(reply.get());
    } else if (!isDone()) {
      begin();
    }
  }

  private void begin() {
    CompletableFuture<ChatReply> own = Share.sent(send);
    sent = own;
    var unused =
        own.whenComplete(
            (reply, thrown) -> {
              if (thrown == null) {
                complete(reply);
              } else {
                completeExceptionally(thrown);
              }
            });
    if (isCancelled()) {
      own.cancel(true);
    }
  }

  @Override
  public void closed() {
    CompletableFuture<ChatReply> own = sent;
    if (own != null) {
      Unfinished.close(own);
    }
    completeExceptionally(RouterException.because(Reason.CLOSED, "the router was closed").build());
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    CompletableFuture<ChatReply> own = sent;
    if (cancelled && own != null) {
      own.cancel(mayInterrupt);
    }
    return cancelled;
  }
}
