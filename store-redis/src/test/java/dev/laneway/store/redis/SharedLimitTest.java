package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.fixtures.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three JVMs on one real Redis and one limit. A minute is three seconds here. */
class SharedLimitTest {

  private static final long MINUTE = 3_000;
  private static final int LIMIT = 60;

  @Test
  void three_jvms_pass_exactly_the_limit_in_every_rolling_minute(@TempDir Path folder)
      throws Exception {
    try (Redis redis = Redis.start(folder);
        Takes takes = new Takes(redis);
        Members members = Members.start(folder, redis, 3, "calls=60", "patience=20000")) {
      members.go();
      members.join();
      assertThat(Gatekeeper.read(members.log())).hasSize(180);
      assertIsFullAndNeverMore(takes.of(180));
    }
  }

  @Test
  void two_go_on_when_one_is_killed(@TempDir Path folder) throws Exception {
    try (Redis redis = Redis.start(folder);
        Takes takes = new Takes(redis);
        Members members = Members.start(folder, redis, 3, "calls=60", "patience=20000")) {
      members.go();
      members.until(() -> takes.all().size() > 70);
      members.get(0).kill();
      members.get(1).join();
      members.get(2).join();
      List<Long> all = takes.of(redis.counted());
      assertThat(all.size()).isBetween(120, 180);
      assertIsFullAndNeverMore(all);
    }
  }

  private static void assertIsFullAndNeverMore(List<Long> takes) {
    assertThat(Takes.busiest(takes, MINUTE * 1_000)).isEqualTo(LIMIT);
    for (int i = LIMIT; i < takes.size(); i += LIMIT) {
      long round = takes.get(i) - takes.get(i - LIMIT);
      // the next sixty go as soon as they may; a loaded machine is forgiven much
      assertThat(round).isBetween(MINUTE * 1_000, (MINUTE + 20_000) * 1_000);
    }
  }

  /** Members of one fleet, begun together. */
  static final class Members implements AutoCloseable {

    private final Path folder;
    private final List<Jvm> all = new ArrayList<>();

    private Members(Path folder) {
      this.folder = folder;
    }

    static Members start(Path folder, Redis redis, int count, String... words) throws Exception {
      Members members = new Members(folder);
      for (int i = 0; i < count; i++) {
        List<String> part = new ArrayList<>(List.of(words));
        part.add("redis=" + redis.uri());
        part.add("log=" + members.log());
        part.add("go=" + folder.resolve("go"));
        if (part.stream().noneMatch(word -> word.startsWith("window="))) {
          part.add("window=" + MINUTE);
        }
        members.all.add(Jvm.start(folder, MemberMain.class, part.toArray(new String[0])));
      }
      for (Jvm member : members.all) {
        members.until(() -> member.printed().contains("ready"));
      }
      redis.awaitFleet(count);
      return members;
    }

    Path log() {
      return folder.resolve("vendor.log");
    }

    List<String> printed() {
      List<String> lines = new ArrayList<>();
      all.forEach(member -> lines.addAll(member.printed()));
      return lines;
    }

    Jvm get(int index) {
      return all.get(index);
    }

    void go() throws Exception {
      Files.createFile(folder.resolve("go"));
    }

    void join() throws InterruptedException {
      for (Jvm member : all) {
        member.join();
      }
    }

    void until(java.util.function.BooleanSupplier holds) throws InterruptedException {
      long end = System.nanoTime() + 120_000_000_000L;
      while (!holds.getAsBoolean()) {
        if (System.nanoTime() > end) {
          throw new AssertionError(all.stream().map(Jvm::printed).toList());
        }
        Thread.sleep(20);
      }
    }

    @Override
    public void close() {
      all.forEach(Jvm::close);
    }
  }
}
