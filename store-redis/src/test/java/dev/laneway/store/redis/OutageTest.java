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
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that freezes, dies, forgets and dawdles. A minute is three seconds here. */
class OutageTest {

  private static final Duration MINUTE = Duration.ofSeconds(3);
  private static final int LIMIT = 60;

  /**
   * A call comes to the vendor when a thread gets round to it: on a machine that has much else to
   * do a stretch may look that much shorter.
   */
  private static final Duration LATE = Duration.ofSeconds(1);

  /** More than is usual, so that a busy machine does not pass for a slow Redis. */
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private static Consumer<RouterBuilder> lane(int limit, Duration minute) {
    return builder ->
        builder.lane(
            Trio.LANE,
            l ->
                l.quota(
                    q ->
                        q.limit(Resource.REQUESTS, limit, Window.rolling(minute))
                            .requestsPerDay(1_000_000)
                            .dayOf(ZoneOffset.UTC)));
  }

  private static void assertNeverMore(Trio trio, Duration minute) {
    long stretch = minute.minus(LATE).toNanos() / 1_000;
    assertThat(Takes.busiest(trio.calls(), stretch)).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void a_frozen_redis_costs_no_limit_and_its_counts_are_right_afterwards(@TempDir Path folder)
      throws Exception {
    try (Redis redis = Redis.start(folder);
        Trio trio = new Trio(redis, PATIENCE, lane(LIMIT, MINUTE))) {
      Trio.join(trio.burst(LIMIT / 3));
      // what the others have not heard of when it stops, they cannot count
      Trio.until(() -> trio.allHaveHeard(MINUTE));
      redis.server().freeze();
      List<CompletableFuture<ChatReply>> sent = trio.burst(LIMIT / 3 + 5);
      Trio.until(() -> trio.allAreAlone() && trio.calls().size() >= 2 * LIMIT);
      redis.server().thaw();
      Trio.until(trio::nobodyIsAlone);
      Trio.join(sent);
      assertThat(trio.calls()).hasSize(2 * LIMIT + 15);
      assertNeverMore(trio, MINUTE);
      Trio.until(() -> redis.counted() == trio.calls().size());
    }
  }

  @Test
  void a_redis_that_died_and_forgot_is_told_again(@TempDir Path folder) throws Exception {
    Duration minute = MINUTE.multipliedBy(2); // so that the first sixty count when it is back
    try (Redis redis = Redis.start(folder);
        Trio trio = new Trio(redis, PATIENCE, lane(LIMIT, minute))) {
      Trio.join(trio.burst(LIMIT / 3));
      Trio.until(() -> trio.allHaveHeard(minute));
      redis.server().kill();
      List<CompletableFuture<ChatReply>> sent = trio.burst(LIMIT / 3);
      Trio.until(trio::allAreAlone);
      redis.server().restart();
      Trio.until(trio::nobodyIsAlone);
      Trio.join(sent);
      assertThat(trio.calls()).hasSize(2 * LIMIT);
      assertNeverMore(trio, minute);
      Trio.until(() -> redis.counted() == trio.calls().size());
    }
  }

  /** Nobody wants more than its share, for whoever hears in time may take what others leave. */
  @Test
  void a_slow_redis_holds_nobody_up_and_costs_no_limit(@TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder);
        SlowProxy proxy = new SlowProxy(redis.port());
        Trio trio = new Trio(redis, proxy.uri(), PATIENCE, lane(LIMIT, MINUTE))) {
      proxy.delay(60);
      Trio.join(trio.burst(LIMIT / 3));
      Trio.until(() -> redis.counted() == LIMIT && trio.allHaveHeard(MINUTE));
      Trio.join(trio.burst(LIMIT / 3));
      assertThat(trio.calls()).hasSize(2 * LIMIT);
      assertNeverMore(trio, MINUTE);
      proxy.delay(0);
      Trio.until(() -> redis.counted() == trio.calls().size());
    }
  }

  @Test
  void calls_with_permits_to_spare_do_not_hang_while_redis_is_frozen(@TempDir Path folder)
      throws Exception {
    try (Redis redis = Redis.start(folder);
        Trio trio = new Trio(redis, PATIENCE, lane(100_000, MINUTE))) {
      redis.server().freeze();
      Router router = trio.get(0);
      for (int i = 0; i < 300 || !trio.someoneWasAlone(); i++) {
        ChatReply reply =
            router.chat(
                ChatRequest.of("x"),
                CallOptions.builder()
                    .lane(Trio.LANE)
                    .urgency(Urgency.INTERACTIVE)
                    .deadline(Duration.ofMinutes(1))
                    .build());
        assertThat(reply.text()).isEqualTo("ok");
      }
      redis.server().thaw();
    }
  }
}
