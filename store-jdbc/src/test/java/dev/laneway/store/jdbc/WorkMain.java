package dev.laneway.store.jdbc;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import dev.laneway.api.time.SystemTime;
import dev.laneway.core.Router;
import dev.laneway.testkit.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A member of its own: hands items over, says which are safe, and works until it is killed. */
final class WorkMain {

  private static final Duration HEARTBEAT = Duration.ofMillis(500);

  private WorkMain() {}

  /**
   * Arguments: file or JDBC URL, diary, first item, number of items, items at once, and how many
   * milliseconds a call takes, 5 unless told.
   */
  public static void main(String[] arguments) throws Exception {
    JdbcStore store = store(arguments[0]);
    int first = Integer.parseInt(arguments[2]);
    int count = Integer.parseInt(arguments[3]);
    int atOnce = Integer.parseInt(arguments[4]);
    int millis = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 5;
    Router router = router(store, Path.of(arguments[1]), atOnce, Duration.ofMillis(millis));
    System.out.println("ready");
    ExecutorService handing = Executors.newFixedThreadPool(8);
    for (int i = first; i < first + count; i++) {
      String id = "item-%05d".formatted(i);
      handing.execute(
          () -> {
            router.submit(id, request(id), CallOptions.of(Urgency.BATCH));
            System.out.println("safe " + id);
          });
    }
    new CountDownLatch(1).await();
  }

  static JdbcStore store(String where) {
    if (!where.startsWith("jdbc:")) {
      return JdbcStore.embedded(Path.of(where)).heartbeat(HEARTBEAT);
    }
    return JdbcStore.on(Postgres.pool(where)).heartbeat(HEARTBEAT);
  }

  static Router router(JdbcStore store, Path diary, int atOnce) {
    return router(store, diary, atOnce, Duration.ofMillis(5));
  }

  private static Router router(JdbcStore store, Path diary, int atOnce, Duration takes) {
    return Router.builder()
        .provider(
            ScriptedProvider.factory(
                "acme", settings -> new Diary(diary, SystemTime.start("diary"), takes)))
        .lane("acme/a")
        .store(store, s -> s.workAtOnce(atOnce))
        .grace(Duration.ZERO)
        .build();
  }

  static ChatRequest request(String id) {
    return ChatRequest.of(id + " please");
  }
}
