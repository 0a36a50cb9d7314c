package dev.laneway.store.redis;

import dev.laneway.api.spi.store.Replies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Answers, each for its time to live and all of them within so many bytes. */
final class ReplyShelf implements Replies {

  private final Link link;
  private final long mostBytes;

  ReplyShelf(Link link, long mostBytes) {
    this.link = link;
    this.mostBytes = mostBytes;
  }

  private List<String> keysOf(String key) {
    return List.of(link.key("reply:" + key), link.key("replies:order"), link.key("replies:sizes"));
  }

  @Override
  public CompletionStage<Optional<byte[]>> find(String key) {
    return Script.FIND.<byte[]>run(link, keysOf(key), List.of()).thenApply(Optional::ofNullable);
  }

  @Override
  public CompletionStage<Void> keep(String key, byte[] reply, Duration timeToLive) {
    return Script.KEEP
        .<Long>run(
            link,
            keysOf(key),
            List.of(reply, Link.bytes(timeToLive.toMillis()), Link.bytes(mostBytes)))
        .thenAccept(kept -> {});
  }
}
