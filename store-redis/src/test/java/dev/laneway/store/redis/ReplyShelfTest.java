package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.store.Replies;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.time.SystemTime;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers in a Redis whose memory is short. */
class ReplyShelfTest {

  private static void with(Path folder, BiConsumer<Replies, RedisCommands<String, String>> test)
      throws Exception {
    try (Redis redis = Redis.start(folder)) {
      RedisClient client = RedisClient.create(redis.uri());
      RedisStore store = RedisStore.on(client).maximumBytesOfReplies(10_000);
      store.open(new StoreContext("m", "t", SystemTime.start("t"), new CloseTest.Silence()));
      try (var connection = client.connect()) {
        test.accept(store.replies().orElseThrow(), connection.sync());
      } finally {
        store.close();
        client.shutdown();
      }
    }
  }

  private static void keep(Replies replies, String key) {
    replies.keep(key, new byte[1_000], Duration.ofMinutes(1)).toCompletableFuture().join();
  }

  private static boolean finds(Replies replies, String key) {
    return replies.find(key).toCompletableFuture().join().isPresent();
  }

  @Test
  void answers_are_kept_also_after_redis_evicted_the_order_of_those_before(@TempDir Path folder)
      throws Exception {
    with(
        folder,
        (replies, redis) -> {
          for (int i = 0; i < 20; i++) {
            keep(replies, "k" + i);
          }
          assertThat(redis.del("{t}:replies:order")).isEqualTo(1);
          keep(replies, "new");
          assertThat(finds(replies, "new")).isTrue();
        });
  }

  @Test
  void answers_are_found_also_where_nothing_more_can_be_written(@TempDir Path folder)
      throws Exception {
    with(
        folder,
        (replies, redis) -> {
          keep(replies, "k");
          redis.configSet("maxmemory-policy", "noeviction");
          redis.configSet("maxmemory", "1");
          assertThat(finds(replies, "k")).isTrue();
        });
  }
}
