package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.StoreListener;
import dev.laneway.api.time.SystemTime;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A router that closes is not held up by its store. */
class CloseTest {

  private static final Duration VERY_LONG = Duration.ofMinutes(10);

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_redis_that_accepts_and_says_nothing_holds_up_nobody() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      RedisClient client =
          RedisClient.create(
              RedisURI.builder()
                  .withHost("127.0.0.1")
                  .withPort(server.getLocalPort())
                  .withTimeout(VERY_LONG)
                  .build());
      RedisStore store = RedisStore.on(client);
      store.open(new StoreContext("m", "t", SystemTime.start("t"), new Silence()));
      CompletionStage<Integer> beat = store.allowances().orElseThrow().beat();
      try (Socket asked = server.accept()) {
        assertThat(asked.getInputStream().read()).isNotNegative();
        store.close();
        assertThat(beat.toCompletableFuture()).isNotDone();
      }
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  /** Hears nothing. */
  static final class Silence implements StoreListener {
    @Override
    public void taken(String key, String id, long amount) {}

    @Override
    public void noticed(Notice notice) {}

    @Override
    public void workMoved(String id) {}
  }
}
