package dev.laneway.store.jdbc;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import dev.laneway.api.time.SystemTime;
import dev.laneway.core.Router;
import dev.laneway.testkit.ScriptedProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/** A member of its own that spends once, and then, at a sign, in waves as it is let. */
final class SpenderMain {

  private static final int CALLS = 30;
  private static final ChatRequest REQUEST =
      ChatRequest.builder().user("spent please").maxOutputTokens(5).build();

  /** Longer than a machine under load takes for all of them. */
  private static final Duration LONG = Duration.ofSeconds(100);

  private static final CallOptions PATIENT =
      CallOptions.builder().urgency(Urgency.INTERACTIVE).deadline(LONG).build();

  /** Whoever cannot pay at once does not wait. */
  private static final CallOptions NOW_OR_NEVER = CallOptions.of(Urgency.OPTIONAL);

  private SpenderMain() {}

  /**
   * Arguments: JDBC URL, diary, the file whose making begins it, the budget of a day, the file that
   * ends it.
   */
  public static void main(String[] arguments) throws Exception {
    try (Router router = router(arguments[0], Path.of(arguments[1]), arguments[3])) {
      router.chat(REQUEST, PATIENT);
      System.out.println("ready");
      while (!Files.exists(Path.of(arguments[2]))) {
        LockSupport.parkNanos(5_000_000);
      }
      boolean goesOn = true;
      while (goesOn) {
        goesOn = !Files.exists(Path.of(arguments[4])); // and once more after it was made
        wave(router);
      }
    }
  }

  private static void wave(Router router) throws InterruptedException {
    Semaphore ended = new Semaphore(0);
    for (int i = 0; i < CALLS; i++) {
      var unused =
          router.chatAsync(REQUEST, NOW_OR_NEVER).whenComplete((reply, thrown) -> ended.release());
    }
    ended.acquire(CALLS);
  }

  private static Router router(String url, Path diary, String budget) {
    return Router.builder()
        .provider(
            ScriptedProvider.factory(
                "acme",
                settings -> new Diary(diary, SystemTime.start("diary"), Duration.ofMillis(5))))
        .account("acme", a -> a.apiKey("k"))
        .lane("acme/a", l -> l.price("1000", "1000"))
        .budget(Budget.perDay(budget))
        .store(JdbcStore.on(Postgres.pool(url)), s -> s.patience(LONG))
        .build();
  }
}
