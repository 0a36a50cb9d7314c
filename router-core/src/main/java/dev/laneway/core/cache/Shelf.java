package dev.laneway.core.cache;

import dev.laneway.api.ChatReply;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where all routers of a fleet keep answers for each other. */
public interface Shelf {

  /** What is kept under the key; empty as well when it cannot be told soon. Never fails. */
  CompletableFuture<Optional<ChatReply>> find(CacheKey key);

  /** Keeps an answer while it is fresh, if that can be done. */
  void keep(CacheKey key, ChatReply reply, Duration timeToLive);
}
