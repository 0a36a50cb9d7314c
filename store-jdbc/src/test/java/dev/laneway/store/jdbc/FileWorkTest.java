package dev.laneway.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatReply;
import dev.laneway.api.Submission;
import dev.laneway.core.Router;
import dev.laneway.fixtures.Jvm;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work in a file, through every layer: handed over, killed, taken up again. */
class FileWorkTest {

  @Test
  void what_was_safe_when_the_power_failed_is_done_afterwards(@TempDir Path folder)
      throws Exception {
    String file = folder.resolve("work").toString();
    Path diary = folder.resolve("diary");
    Set<String> safe = new TreeSet<>();
    for (int life = 0; life < 2; life++) {
      try (Jvm member =
          Jvm.start(folder, WorkMain.class, file, diary.toString(), life * 200 + "", "200", "4")) {
        int enough = 20 * (life + 1);
        until(() -> member.printed().size() > 80 && sizeOf(diary) > enough, member);
        member.kill();
        member.printed().stream()
            .filter(line -> line.startsWith("safe "))
            .forEach(line -> safe.add(line.substring(5)));
      }
    }
    assertThat(safe.size()).isGreaterThan(140);
    try (Router last = WorkMain.router(WorkMain.store(file), diary, 16)) {
      for (String id : safe) {
        Submission work = last.submission(id).orElseThrow();
        ChatReply reply = work.reply().get(120, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(reply.text()).isEqualTo("answer to " + id);
        assertThat(work.state()).isEqualTo(Submission.State.DONE);
      }
    }
    assertThat(Diary.read(diary).keySet()).containsAll(safe);
    // a kill costs at most what was under way at the time
    assertThat(Diary.read(diary).values().stream().filter(times -> times > 1).count())
        .isLessThanOrEqualTo(2 * 4);
  }

  private static long sizeOf(Path diary) {
    try {
      return Diary.read(diary).size();
    } catch (java.io.IOException beingWritten) {
      return 0;
    }
  }

  static void until(BooleanSupplier holds, Jvm member) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end || !member.isAlive()) {
        throw new AssertionError(member.printed());
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }
}
