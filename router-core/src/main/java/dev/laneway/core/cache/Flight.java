package dev.laneway.core.cache;

import dev.laneway.api.CacheOutcome;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.RouterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call under way and everybody who waits for the same. Whoever leaves hurts nobody else; when
 * the last has left the call is cancelled.
 */
final class Flight {

  private final ReplyCache cache;
  private final CacheKey key;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Share> aboard = new ArrayList<>(1);
  private @Nullable CompletableFuture<ChatReply> call;
  private boolean over;

  Flight(ReplyCache cache, CacheKey key) {
    this.cache = cache;
    this.key = key;
  }

  /** The share of whoever starts it. */
  Share first(CallOptions options, Function<CacheOutcome, CompletableFuture<ChatReply>> sendAlone) {
    Share share = new Share(this, options, sendAlone, CacheOutcome.MISS);
    lock.lock();
    try {
      aboard.add(share);
    } finally {
      lock.unlock();
    }
    return share;
  }

  /** A share of what is under way; null when it has just ended. */
  @Nullable Share board(
      CallOptions options, Function<CacheOutcome, CompletableFuture<ChatReply>> sendAlone) {
    Share share = new Share(this, options, sendAlone, CacheOutcome.SHARED);
    lock.lock();
    try {
      if (over) {
        return null;
      }
      aboard.add(share);
    } finally {
      lock.unlock();
    }
    share.waitNoLongerThan(cache.time(), options.deadline());
    return share;
  }

  /** The call is sent. */
  void fly(CompletableFuture<ChatReply> sent) {
    boolean deserted;
    lock.lock();
    try {
      call = sent;
      deserted = over;
    } finally {
      lock.unlock();
    }
    if (deserted) {
      sent.cancel(true);
    }
    var unused = sent.whenComplete(this::land);
  }

  private void land(@Nullable ChatReply reply, @Nullable Throwable thrown) {
    List<Share> waiting;
    lock.lock();
    try {
      over = true;
      waiting = List.copyOf(aboard);
      aboard.clear();
    } finally {
      lock.unlock();
    }
    cache.landed(key, this);
    if (reply != null) {
      cache.store(key, reply);
    }
    for (Share share : waiting) {
      if (reply != null) {
        share.arrive(reply);
      } else if (thrown != null) {
        land(share, thrown);
      }
    }
  }

  /** What limited the first caller need not limit the others. */
  private void land(Share share, Throwable thrown) {
    ChatReply stale = cache.insteadOf(thrown, key, share.options()).orElse(null);
    if (stale != null) {
      share.complete(stale);
    } else if (share.outcome() == CacheOutcome.SHARED && isOfTheCallersMaking(thrown)) {
      share.goAlone();
    } else {
      share.completeExceptionally(thrown);
    }
  }

  private static boolean isOfTheCallersMaking(Throwable thrown) {
    return !(thrown instanceof RouterException error)
        || switch (error.reason()) {
          case LIMITED, BUDGET, DROPPED, DEADLINE, CANCELLED -> true;
          default -> false;
        };
  }

  /** The router closes, for everybody aboard. */
  void closed() {
    CompletableFuture<ChatReply> sent;
    lock.lock();
    try {
      sent = call;
    } finally {
      lock.unlock();
    }
    if (sent != null) {
      Unfinished.close(sent);
    }
  }

  /** Somebody does not want the answer any more. */
  void leave(Share share) {
    CompletableFuture<ChatReply> deserted = null;
    lock.lock();
    try {
      aboard.remove(share);
      if (aboard.isEmpty() && !over) {
        over = true;
        deserted = call;
      }
    } finally {
      lock.unlock();
    }
    if (deserted != null) {
      cache.landed(key, this);
      deserted.cancel(true);
    }
  }
}
