package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.core.event.RouterEvent;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A store that freezes, dies, forgets and dawdles. A minute is two seconds here. */
class OutageTest {

  private static final long MINUTE = 2_000;
  private static final int LIMIT = 60;

  /** The vendor's watch runs a little after the store's: a stretch may look that much shorter. */
  private static final long JITTER = 300;

  private static final Duration PATIENCE = Duration.ofMillis(4);

  private static Consumer<RouterBuilder> lane(int limit) {
    return lane(limit, MINUTE);
  }

  private static Consumer<RouterBuilder> lane(int limit, long minute) {
    return builder ->
        builder.lane(
            "acme/a",
            l ->
                l.quota(
                    q ->
                        q.limit(Resource.REQUESTS, limit, Window.rolling(Duration.ofMillis(minute)))
                            .requestsPerDay(1_000_000)
                            .dayOf(ZoneOffset.UTC)));
  }

  private static void assertNeverMore(Trio trio) {
    assertNeverMore(trio, MINUTE);
  }

  private static void assertNeverMore(Trio trio, long minute) {
    assertThat(Takes.busiest(trio.calls(), (minute - JITTER) * 1_000)).isLessThanOrEqualTo(LIMIT);
  }

  static long countedInStore(Redis redis) {
    RedisClient client = RedisClient.create(redis.uri());
    try (var connection = client.connect()) {
      return connection.sync().keys("*CALENDAR_DAY*").stream()
          .flatMap(key -> connection.sync().hvals(key).stream())
          .mapToLong(Long::parseLong)
          .sum();
    } finally {
      client.shutdown();
    }
  }

  @Test
  void a_frozen_redis_costs_no_limit_and_its_counts_are_right_afterwards(@TempDir Path folder)
      throws Exception {
    try (Redis redis = Redis.start(folder);
        Trio trio = new Trio(redis.uri(), PATIENCE, lane(LIMIT))) {
      List<CompletableFuture<ChatReply>> sent = trio.burst(45);
      Trio.until(() -> trio.calls().size() >= LIMIT);
      Trio.pause(200); // what the others have not heard of when it stops, they cannot count
      redis.freeze();
      Trio.until(() -> trio.told(RouterEvent.StoreLost.class).size() == 3);
      int before = trio.calls().size();
      Trio.until(() -> trio.calls().size() > before + 30);
      redis.thaw();
      Trio.until(() -> trio.told(RouterEvent.StoreReturned.class).size() >= 3);
      Trio.join(sent);
      assertNeverMore(trio);
      Trio.until(() -> countedInStore(redis) == trio.calls().size());
      assertThat(trio.calls()).hasSize(135);
    }
  }

  /** By command only: news of what others took may die with Redis, and then a few more pass. */
  @Test
  @EnabledIfSystemProperty(named = "laneway.full", matches = "true")
  void a_redis_that_died_and_forgot_is_told_again(@TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder);
        Trio trio = new Trio(redis.uri(), PATIENCE, lane(LIMIT, 2 * MINUTE))) {
      List<CompletableFuture<ChatReply>> sent = trio.burst(30);
      Trio.until(() -> trio.calls().size() >= LIMIT);
      Trio.pause(400); // what the others have not heard of when it dies, they cannot count
      redis.kill();
      Trio.until(() -> trio.told(RouterEvent.StoreLost.class).size() == 3);
      Trio.pause(500);
      redis.restart();
      Trio.until(() -> trio.told(RouterEvent.StoreReturned.class).size() >= 3);
      Trio.join(sent);
      assertNeverMore(trio, 2 * MINUTE);
      Trio.until(() -> countedInStore(redis) == trio.calls().size());
    }
  }

  @Test
  void a_slow_redis_holds_nobody_up_and_costs_no_limit(@TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder);
        SlowProxy proxy = new SlowProxy(redis.port());
        Trio trio = new Trio(proxy.uri(), PATIENCE, lane(LIMIT))) {
      proxy.delay(60);
      List<CompletableFuture<ChatReply>> sent = trio.burst(40);
      Trio.join(sent);
      assertNeverMore(trio);
      proxy.delay(0);
      Trio.until(() -> countedInStore(redis) == trio.calls().size());
    }
  }

  @Test
  void calls_with_permits_to_spare_do_not_hang_while_redis_is_frozen(@TempDir Path folder)
      throws Exception {
    try (Redis redis = Redis.start(folder);
        Trio trio = new Trio(redis.uri(), PATIENCE, lane(100_000))) {
      redis.freeze();
      Router router = trio.get(0);
      for (int i = 0; i < 300 || trio.told(RouterEvent.StoreLost.class).isEmpty(); i++) {
        ChatReply reply =
            router.chat(
                ChatRequest.of("x"),
                CallOptions.builder()
                    .urgency(Urgency.INTERACTIVE)
                    .deadline(Duration.ofSeconds(10))
                    .build());
        assertThat(reply.text()).isEqualTo("ok");
      }
      redis.thaw();
    }
  }
}
