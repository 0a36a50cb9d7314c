package dev.laneway.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.Submission.State;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import dev.laneway.fixtures.Jvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several workers, each a JVM of its own, on one real PostgreSQL. */
class PostgresWorkTest {

  private static final int AT_ONCE = 8;

  /** Ten thousand with {@code -Dlaneway.full=true}, some hundreds in every build. */
  @Test
  @Timeout(600)
  void queued_items_survive_the_killing_of_every_worker_twice(@TempDir Path folder)
      throws Exception {
    boolean full = Boolean.getBoolean("laneway.full");
    int items = full ? 10_000 : 200;
    int workers = full ? 3 : 2;
    String url = Postgres.database();
    Path diary = folder.resolve("diary");
    try (Router front = WorkMain.router(WorkMain.store(url), diary, 0)) {
      handOver(front, items);
      for (int round = 0; round < 2; round++) {
        int before = Diary.calls(diary);
        List<Jvm> fleet = workers(folder, url, diary, workers);
        DurableWorkTest.until(() -> Diary.calls(diary) > before + items / 8);
        for (Jvm worker : fleet) {
          worker.kill();
        }
      }
      List<Jvm> last = workers(folder, url, diary, workers);
      try {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(8);
        while (front.submissions(State.QUEUED, "", 1).size()
                + front.submissions(State.RUNNING, "", 1).size()
            > 0) {
          assertThat(System.nanoTime()).isLessThan(end);
          TimeUnit.MILLISECONDS.sleep(100);
        }
      } finally {
        last.forEach(Jvm::close);
      }
      assertThat(front.submissions(State.DONE, "", items + 1)).hasSize(items);
    }
    Map<String, Integer> calls = Diary.read(diary);
    assertThat(calls).hasSize(items);
    // what a kill interrupted was asked for again, under its own name
    assertThat(calls.values().stream().mapToInt(times -> times - 1).sum())
        .isLessThanOrEqualTo(2 * workers * AT_ONCE);
  }

  private static List<Jvm> workers(Path folder, String url, Path diary, int count)
      throws IOException {
    List<Jvm> fleet = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fleet.add(Jvm.start(folder, WorkMain.class, url, diary.toString(), "0", "0", AT_ONCE + ""));
    }
    return fleet;
  }

  private static void handOver(Router front, int items) throws InterruptedException {
    ExecutorService hands = Executors.newFixedThreadPool(16);
    for (int i = 0; i < items; i++) {
      String id = "item-%05d".formatted(i);
      hands.execute(() -> front.submit(id, WorkMain.request(id), CallOptions.of(Urgency.BATCH)));
    }
    hands.shutdown();
    assertThat(hands.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
  }
}
