package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.time.SystemTime;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has to be told what a script is costs a round trip: beats pay for it. */
class ScriptTest {

  @Test
  void no_call_asks_twice_because_the_server_is_new(@TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder)) {
      RedisClient client = RedisClient.create(redis.uri());
      RedisStore store = RedisStore.on(client);
      store.open(new StoreContext("m", "t", SystemTime.start("t"), new CloseTest.Silence()));
      Allowances allowances = store.allowances().orElseThrow();
      try (var connection = client.connect()) {
        for (int life = 1; life <= 2; life++) {
          allowances.beat().toCompletableFuture().join();
          Claim claim = new Claim(Allowance.rolling("k", 10, 60_000), "id" + life, 1);
          assertThat(allowances.take(List.of(claim)).toCompletableFuture().join().left())
              .containsExactly(10L - life);
          assertThat(connection.sync().info("commandstats"))
              .contains("cmdstat_eval:calls=" + life + ",");
          connection.sync().scriptFlush(); // as one that was started anew
        }
      }
      store.close();
      client.shutdown();
    }
  }
}
