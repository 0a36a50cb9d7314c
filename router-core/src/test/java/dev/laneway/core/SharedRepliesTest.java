package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CacheOutcome;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.spi.store.Replies;
import dev.laneway.api.spi.store.Store;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.core.codec.Codec;
import dev.laneway.core.codec.Seal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Answers in a store that breaks its promises: they are a miss, and no call waits for them. */
class SharedRepliesTest {

  /** A store whose every answer is this one, whatever it is. */
  private record Odd(Supplier<CompletionStage<Optional<byte[]>>> answer) implements Store, Replies {

    @Override
    public String name() {
      return "odd";
    }

    @Override
    public void open(StoreContext context) {}

    @Override
    public Optional<Replies> replies() {
      return Optional.of(this);
    }

    @Override
    public CompletionStage<Optional<byte[]>> find(String key) {
      return answer.get();
    }

    @Override
    public CompletionStage<Void> keep(String key, byte[] reply, Duration timeToLive) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void close() {}
  }

  private static byte[] withoutItsTimes() {
    String reply = new String(plainReply(), StandardCharsets.UTF_8);
    return reply.replace("PT0S", "soon").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] plainReply() {
    return new Codec(Seal.none()).write(ChatReply.of("kept"), "");
  }

  private static CompletableFuture<ChatReply> ask(
      Supplier<CompletionStage<Optional<byte[]>>> answer) {
    return ask(answer, settings -> {});
  }

  private static CompletableFuture<ChatReply> ask(
      Supplier<CompletionStage<Optional<byte[]>>> answer, Consumer<StoreSettings> settings) {
    World world = new World();
    world.model("a").answers("fresh");
    try (Router router =
        world.builder().lane("acme/a").cache(c -> {}).store(new Odd(answer), settings).build()) {
      CompletableFuture<ChatReply> reply = router.chatAsync(ChatRequest.of("Hi"), interactive(30));
      world.time.advance(Duration.ofSeconds(5));
      return reply;
    }
  }

  private static CompletionStage<Optional<byte[]>> kept(byte[] bytes) {
    return CompletableFuture.completedFuture(Optional.of(bytes));
  }

  @Test
  void a_shared_answer_is_a_hit() {
    assertThat(ask(() -> kept(plainReply())).join().receipt().cache()).isEqualTo(CacheOutcome.HIT);
  }

  /** Whoever can write to the store could plant an answer otherwise. */
  @Test
  void where_a_key_is_given_an_answer_without_it_is_a_miss() {
    SecretKey key = new SecretKeySpec(new byte[32], "AES");
    assertThat(ask(() -> kept(plainReply()), s -> s.encryptedWith(key)).join().text())
        .isEqualTo("fresh");
  }

  @Test
  void whatever_a_store_does_instead_is_a_miss() {
    List<Supplier<CompletionStage<Optional<byte[]>>>> breaches =
        List.of(
            () -> {
              throw new IllegalStateException("a bug");
            },
            () -> CompletableFuture.failedFuture(new IllegalStateException("a bug")),
            () -> kept(new byte[0]),
            () -> kept("rubbish".getBytes(StandardCharsets.UTF_8)),
            () -> kept(withoutItsTimes()),
            CompletableFuture::new);

    for (Supplier<CompletionStage<Optional<byte[]>>> breach : breaches) {
      assertThat(ask(breach)).isCompletedWithValueMatching(reply -> reply.text().equals("fresh"));
    }
  }
}
