package dev.laneway.api.spi.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Answers that all members share, bounded by the store. */
public interface Replies {

  /** What was kept under this key, if it still is. */
  CompletionStage<Optional<byte[]>> find(String key);

  /** Keeps bytes for so long at most; what was not asked for longest goes first. */
  CompletionStage<Void> keep(String key, byte[] reply, Duration timeToLive);
}
