package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real minutes and a real outage of twenty seconds, with JVMs as processes: {@code mvn test -pl
 * store-redis -am -Dlaneway.full=true -Dtest=FullLengthTest}. The build has the same in short.
 */
@EnabledIfSystemProperty(named = "laneway.full", matches = "true")
class FullLengthTest {

  @Test
  @Timeout(400)
  void sixty_pass_in_every_real_minute(@TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder);
        Takes takes = new Takes(redis);
        Members members =
            Members.start(
                folder,
                redis,
                3,
                "lanes=rolling,bucket,fixed",
                "calls=60",
                "window=60000",
                "patience=20000")) {
      long begin = redis.micros();
      members.go();
      members.join();
      takes.catchUp();
      Exactness exactly = new Exactness(60, 60_000_000);
      List<Long> rolling = takes.rolling();
      assertThat(rolling).hasSize(180);
      exactly.rolling(rolling);
      assertThat(takes.bucket()).hasSize(180);
      exactly.bucket(takes.bucket(), begin);
      assertThat(Exactness.count(takes.fixed())).isEqualTo(180);
      exactly.fixed(takes.fixed());
      assertThat(Gatekeeper.read(members.log())).hasSize(540);
      System.out.printf(
          "rolling: rounds of 60 began %d ms and %d ms after each other%n",
          (rolling.get(60) - rolling.get(0)) / 1_000, (rolling.get(120) - rolling.get(60)) / 1_000);
      System.out.printf(
          "bucket: 180 within %d ms; turns: %s%n",
          (takes.bucket().get(179) - begin) / 1_000,
          takes.fixed().values().stream().map(List::size).toList());
    }
  }

  @Test
  @Timeout(400)
  void twenty_seconds_without_redis_hang_nobody(@TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder);
        Members members =
            Members.start(
                folder,
                redis,
                3,
                "calls=2000",
                "pace=20000",
                "window=60000",
                "limit=100000",
                "stay=4000")) {
      members.go();
      Thread.sleep(8_000);
      long frozen = Gatekeeper.micros();
      redis.server().freeze();
      Thread.sleep(20_000);
      redis.server().thaw();
      long thawed = Gatekeeper.micros();
      members.join();
      report("before", members, 0, frozen);
      report("frozen", members, frozen, thawed);
      report("after", members, thawed, Long.MAX_VALUE);
      for (int i = 0; i < 3; i++) {
        assertThat(members.get(i).printed()).noneMatch(line -> line.startsWith("failed"));
      }
      assertThat(Gatekeeper.read(members.log())).hasSize(6_000);
      assertThat(redis.counted()).isEqualTo(6_000);
    }
  }

  private static void report(String when, Members members, long from, long to) {
    long[] took =
        members.printed().stream()
            .filter(line -> line.startsWith("took "))
            .map(line -> line.split(" "))
            .filter(words -> Long.parseLong(words[1]) >= from && Long.parseLong(words[1]) < to)
            .mapToLong(words -> Long.parseLong(words[2]))
            .sorted()
            .toArray();
    System.out.printf(
        "%s: %d calls, median %d µs, p99 %d µs, most %d µs%n",
        when,
        took.length,
        took[took.length / 2],
        took[took.length * 99 / 100],
        took[took.length - 1]);
  }
}
