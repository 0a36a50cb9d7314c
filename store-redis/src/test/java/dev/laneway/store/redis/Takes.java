package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads from Redis itself at which microsecond of its clock each call was counted. */
final class Takes implements AutoCloseable {

  private final RedisClient client;
  private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();

  Takes(Redis redis) {
    client = RedisClient.create(redis.uri());
    StatefulRedisConnection<String, String> commands = client.connect();
    StatefulRedisPubSubConnection<String, String> news = client.connectPubSub();
    news.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            List<String> lines = message.lines().toList();
            for (String line : lines.subList(3, lines.size())) {
              String key = line.substring(0, line.indexOf('\t'));
              if (key.contains("ROLLING")) {
                var unused =
                    commands
                        .async()
                        .zscore(key, lines.get(2))
                        .thenAccept(score -> micros.add(score.longValue()));
              }
            }
          }
        });
    news.sync().subscribe("{laneway}:news");
  }

  /** All of so many, once their news have come. */
  List<Long> of(long count) {
    Trio.until(() -> micros.size() >= count);
    assertThat(micros).hasSize((int) count);
    return all();
  }

  List<Long> all() {
    return micros.stream().sorted().toList();
  }

  /** The most that were counted within any stretch of this length. */
  static int busiest(List<Long> sorted, long lengthMicros) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < sorted.size(); to++) {
      while (sorted.get(to) - sorted.get(from) >= lengthMicros) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  @Override
  public void close() {
    client.shutdown();
  }
}
