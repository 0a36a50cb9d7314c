package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three JVMs on one real Redis and its limits. A minute is two seconds here. */
class SharedLimitTest {

  private static final long MINUTE = 2_000;
  private static final int LIMIT = 60;

  /** One is killed after the first of three rounds. */
  @Test
  void exactly_the_limit_passes_in_windows_of_every_kind_also_when_a_jvm_is_killed(
      @TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder);
        Takes takes = new Takes(redis);
        Members members =
            Members.start(
                folder,
                redis,
                3,
                "lanes=rolling,bucket,fixed",
                "calls=" + LIMIT,
                "window=" + MINUTE,
                "patience=20000")) {
      long begin = redis.micros();
      members.go();
      Trio.until(() -> takes.rolling().size() > LIMIT + 10, members::printed);
      members.get(0).kill();
      members.get(1).join();
      members.get(2).join();
      takes.catchUp();
      Exactness exactly = new Exactness(LIMIT, MINUTE * 1_000);
      List<Long> rolling = takes.rolling();
      assertThat(rolling.size()).isBetween(2 * LIMIT, 3 * LIMIT).isEqualTo((int) redis.counted());
      exactly.rolling(rolling);
      exactly.bucket(takes.bucket(), begin);
      exactly.fixed(takes.fixed());
      int counted = rolling.size() + takes.bucket().size() + Exactness.count(takes.fixed());
      // what was counted for the one that was killed may not have been sent
      assertThat(Gatekeeper.read(members.log())).hasSizeBetween(6 * LIMIT, counted);
    }
  }

  /** What a JVM does for the first time takes longer than Redis is usually waited for. */
  @Test
  void exactly_the_limit_passes_when_jvms_that_just_began_are_far_from_redis(@TempDir Path folder)
      throws Exception {
    try (Redis redis = Redis.start(folder);
        Takes takes = new Takes(redis);
        SlowProxy proxy = new SlowProxy(redis.port())) {
      proxy.delay(30);
      try (Members members =
          Members.start(folder, redis, 3, "redis=" + proxy.uri(), "calls=40", "window=" + MINUTE)) {
        members.go();
        members.join();
        takes.catchUp();
        assertThat(takes.rolling()).as("%s", members.printed()).hasSize(2 * LIMIT);
        new Exactness(LIMIT, MINUTE * 1_000).rolling(takes.rolling());
        assertThat(Gatekeeper.read(members.log())).hasSize(2 * LIMIT);
        assertThat(redis.counted()).isEqualTo(2 * LIMIT);
      }
    }
  }
}
