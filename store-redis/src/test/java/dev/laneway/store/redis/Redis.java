package dev.laneway.store.redis;

import dev.laneway.fixtures.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A Redis of the tests' own, and what it knows of a fleet. */
final class Redis implements AutoCloseable {

  private final RedisServer server;

  private Redis(RedisServer server) {
    this.server = server;
  }

  static Redis start(Path folder) throws Exception {
    return new Redis(RedisServer.start(folder));
  }

  RedisServer server() {
    return server;
  }

  int port() {
    return server.port();
  }

  String uri() {
    return "redis://127.0.0.1:" + port();
  }

  /** What the day counts of all members come to. */
  long counted() {
    return asked(
        redis ->
            redis.keys("*CALENDAR_DAY*").stream()
                .flatMap(key -> redis.hvals(key).stream())
                .mapToLong(Long::parseLong)
                .sum());
  }

  /** What its clock shows, in microseconds. */
  long micros() {
    return asked(
        redis -> {
          List<String> clock = redis.time();
          return Long.parseLong(clock.get(0)) * 1_000_000 + Long.parseLong(clock.get(1));
        });
  }

  /** Runs a script on one key. */
  void run(String script, String key) {
    Object unused = asked(redis -> redis.eval(script, ScriptOutputType.STATUS, key));
  }

  /** Runs a script without keys on some words. */
  void tell(String words, String script) {
    Object unused =
        asked(redis -> redis.eval(script, ScriptOutputType.STATUS, new String[0], words));
  }

  /** Returns when each of so many members has heard how many they are. */
  void awaitFleet(int members) {
    Map<String, Integer> beats = new HashMap<>();
    Map<String, Double> last = new HashMap<>();
    boolean unused =
        asked(
            redis -> {
              Trio.until(
                  () -> {
                    var seen = redis.zrangeWithScores("{laneway}:members", 0, -1);
                    if (seen.size() == members) {
                      seen.forEach(
                          beat -> {
                            Double before = last.put(beat.getValue(), beat.getScore());
                            if (before == null || before < beat.getScore()) {
                              beats.merge(beat.getValue(), 1, Integer::sum);
                            }
                          });
                    }
                    // of three beats the second was sent when all were there, and is answered
                    return beats.values().stream().filter(count -> count > 2).count() == members;
                  });
              return true;
            });
  }

  private <R> R asked(Function<RedisCommands<String, String>, R> question) {
    RedisClient client = RedisClient.create(uri());
    try (var connection = client.connect()) {
      return question.apply(connection.sync());
    } finally {
      client.shutdown(0, 0, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
