package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.time.SystemTime;
import dev.laneway.api.time.TimeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members whose clocks differ by an hour, and one bucket. */
class BucketClockTest {

  private static final AtomicInteger CALLS = new AtomicInteger();

  /** A clock that is set wrong. */
  private record Ahead(TimeSource right, Duration by) implements TimeSource {

    @Override
    public long nanos() {
      return right.nanos();
    }

    @Override
    public Instant now() {
      return right.now().plus(by);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
      return right.after(delay, task);
    }
  }

  private static RedisStore member(Redis redis, String name, Duration ahead) {
    RedisStore store = RedisStore.at(redis.uri());
    TimeSource time = new Ahead(SystemTime.start(name), ahead);
    store.open(new StoreContext(name, "t", time, new CloseTest.Silence()));
    allowances(store).beat().toCompletableFuture().join();
    return store;
  }

  private static Allowances allowances(RedisStore store) {
    return store.allowances().orElseThrow();
  }

  private static boolean takes(RedisStore store, Allowance bucket, long amount) {
    Claim claim = new Claim(bucket, "call-" + CALLS.incrementAndGet(), amount);
    return allowances(store).take(List.of(claim)).toCompletableFuture().join().isGranted();
  }

  @Test
  void a_member_whose_clock_is_ahead_neither_fills_a_bucket_nor_stops_it(@TempDir Path folder)
      throws Exception {
    try (Redis redis = Redis.start(folder)) {
      RedisStore right = member(redis, "right", Duration.ZERO);
      RedisStore ahead = member(redis, "ahead", Duration.ofHours(1));
      Allowance slow = Allowance.bucket("slow", 10, 3_600_000, 10);
      assertThat(takes(right, slow, 10)).isTrue();
      assertThat(takes(ahead, slow, 1)).isFalse();
      Allowance quick = Allowance.bucket("quick", 10, 500, 10);
      assertThat(takes(ahead, quick, 10)).isTrue();
      Trio.until(() -> takes(right, quick, 10));
      right.close();
      ahead.close();
    }
  }
}
