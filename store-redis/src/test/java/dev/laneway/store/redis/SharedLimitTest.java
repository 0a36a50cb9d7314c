package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three JVMs on one real Redis and its limits. A minute is three seconds here. */
class SharedLimitTest {

  private static final long MINUTE = 3_000;

  @Test
  void three_jvms_pass_exactly_the_limit_in_windows_of_every_kind(@TempDir Path folder)
      throws Exception {
    try (Redis redis = Redis.start(folder);
        Takes takes = new Takes(redis);
        Members members =
            Members.start(
                folder,
                redis,
                3,
                "lanes=rolling,bucket,fixed",
                "calls=60",
                "window=" + MINUTE,
                "patience=20000")) {
      long begin = redis.micros();
      members.go();
      members.join();
      assertThat(Gatekeeper.read(members.log())).hasSize(540);
      Trio.until(() -> takes.count() == 540, takes::count);
      Exactness exactly = new Exactness(60, MINUTE * 1_000);
      exactly.rolling(takes.rolling(), 180);
      exactly.bucket(takes.bucket(), 180, begin);
      exactly.fixed(takes.fixed(), 180);
    }
  }

  @Test
  void two_go_on_when_one_is_killed(@TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder);
        Takes takes = new Takes(redis);
        Members members =
            Members.start(folder, redis, 3, "calls=60", "window=" + MINUTE, "patience=20000")) {
      members.go();
      Trio.until(() -> takes.rolling().size() > 70, members::printed);
      members.get(0).kill();
      members.get(1).join();
      members.get(2).join();
      Trio.until(() -> takes.count() == redis.counted(), takes::count);
      List<Long> all = takes.rolling();
      assertThat(all.size()).isBetween(120, 180);
      new Exactness(60, MINUTE * 1_000).rolling(all, all.size());
    }
  }
}
