package dev.laneway.core;

import dev.laneway.api.ChatReply;
import dev.laneway.api.spi.store.Replies;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.cache.CacheKey;
import dev.laneway.core.cache.Shelf;
import dev.laneway.core.codec.Codec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers in a store, under a digest of everything that may change them. A call waits for the store
 * no longer than for a shared limit; after one wait in vain nobody waits for a while.
 */
final class SharedReplies implements Shelf {

  private static final Logger log = LoggerFactory.getLogger(SharedReplies.class);
  private static final Duration NOBODY_WAITS = Duration.ofMillis(500);

  private final Replies replies;
  private final Codec codec;
  private final TimeSource time;
  private final Supplier<Duration> patience;
  private volatile long askAgainAt;

  /**
   * @param patience how long a call waits for this store now
   */
  SharedReplies(Replies replies, Codec codec, TimeSource time, Supplier<Duration> patience) {
    this.replies = replies;
    this.codec = codec;
    this.time = time;
    this.patience = patience;
    this.askAgainAt = time.nanos();
  }

  private String digestOf(CacheKey key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(codec.canonical(key.request()));
      digest.update((byte) 0);
      digest.update(key.choice().getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(key.tenant().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  @Override
  public CompletableFuture<Optional<ChatReply>> find(CacheKey key) {
    if (time.nanos() - askAgainAt < 0) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    String digest = digestOf(key);
    CompletableFuture<Optional<ChatReply>> answer = new CompletableFuture<>();
    TimeSource.Timer timer = time.after(patience.get(), () -> tooLate(answer));
    var unused =
        asked(() -> replies.find(digest))
            .thenApply(bytes -> bytes.flatMap(found -> read(found, digest)))
            .whenComplete(
                (found, thrown) -> {
                  timer.cancel();
                  if (thrown != null) {
                    tooLate(answer);
                  } else {
                    answer.complete(found);
                  }
                });
    return answer;
  }

  /** A store that throws where it may not is one that fails. */
  private static <T> CompletableFuture<T> asked(Supplier<CompletionStage<T>> question) {
    try {
      return question.get().toCompletableFuture();
    } catch (RuntimeException broken) {
      return CompletableFuture.failedFuture(broken);
    }
  }

  private void tooLate(CompletableFuture<Optional<ChatReply>> answer) {
    if (answer.complete(Optional.empty())) {
      askAgainAt = time.nanos() + NOBODY_WAITS.toNanos();
    }
  }

  private Optional<ChatReply> read(byte[] bytes, String digest) {
    try {
      return Optional.of(codec.reply(bytes, digest));
    } catch (RuntimeException foreign) { // words of theirs may be somebody's prompt
      log.debug("A shared answer cannot be read: {}", foreign.getClass().getName());
      return Optional.empty();
    }
  }

  @Override
  public void keep(CacheKey key, ChatReply reply, Duration timeToLive) {
    String digest = digestOf(key);
    var unused =
        asked(() -> replies.keep(digest, codec.write(reply, digest), timeToLive))
            .exceptionally(
                away -> {
                  log.debug("An answer could not be shared", away);
                  return null;
                });
  }
}
