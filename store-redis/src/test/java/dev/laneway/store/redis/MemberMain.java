package dev.laneway.store.redis;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.QuotaSettings;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ScriptedProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/** A member of its own that calls as fast as it is let, and says what it hears of the store. */
final class MemberMain {

  private MemberMain() {}

  /** What a member does: {@code name=value} for each. */
  private record Part(Map<String, String> words) {

    static Part of(String[] arguments) {
      Map<String, String> words = new HashMap<>();
      for (String argument : arguments) {
        words.put(
            argument.substring(0, argument.indexOf('=')),
            argument.substring(argument.indexOf('=') + 1));
      }
      return new Part(words);
    }

    String text(String name) {
      return words.getOrDefault(name, "");
    }

    /** Whether bursts follow each other until the end, and no call waits. */
    boolean isWaves() {
      return words.containsKey("end");
    }

    List<String> lanes() {
      return List.of(words.getOrDefault("lanes", "rolling").split(","));
    }

    long number(String name, long usual) {
      return words.containsKey(name) ? Long.parseLong(words.get(name)) : usual;
    }
  }

  public static void main(String[] arguments) throws Exception {
    Part part = Part.of(arguments);
    Path log = Path.of(part.text("log"));
    try (Router router = router(part, log)) {
      System.out.println("ready");
      while (!Files.exists(Path.of(part.text("go")))) {
        Thread.sleep(5);
      }
      if (part.number("pace", 0) > 0) {
        paced(router, part);
      } else {
        boolean goesOn = true;
        while (goesOn) {
          goesOn = part.isWaves() && !Files.exists(Path.of(part.text("end")));
          burst(router, part);
        }
      }
      System.out.println("done");
      if (part.number("stay", 0) > 0) {
        Thread.sleep(part.number("stay", 0));
      }
    }
  }

  private static Router router(Part part, Path log) {
    RouterBuilder builder = Router.builder();
    if (!part.text("budget").isEmpty()) {
      builder.budget(Budget.perDay(part.text("budget")));
    }
    for (String kind : part.lanes()) {
      builder.lane(
          "acme/" + kind,
          l -> {
            l.quota(q -> limit(q, kind, part));
            if (!part.text("budget").isEmpty()) {
              l.price("1000", "1000");
            }
          });
    }
    return builder
        .provider(ScriptedProvider.factory("acme", settings -> new Gatekeeper(log)))
        .account("acme", a -> a.apiKey("k"))
        .listener(
            new RouterListener() {
              @Override
              public void onStoreLost(RouterEvent.StoreLost event) {
                System.out.println("lost " + event.because());
              }

              @Override
              public void onStoreReturned(RouterEvent.StoreReturned event) {
                System.out.println("returned after " + event.away().toMillis());
              }
            })
        .store(
            RedisStore.at(part.text("redis")),
            s -> s.patience(Duration.ofMillis(part.number("patience", 4))))
        .build();
  }

  private static void limit(QuotaSettings quota, String kind, Part part) {
    Duration length = Duration.ofMillis(part.number("window", 3_000));
    long most = part.number("limit", 60);
    switch (kind) {
      case "bucket" -> quota.limit(Resource.REQUESTS, most, Window.bucket(length));
      case "fixed" -> quota.limit(Resource.REQUESTS, most, Window.fixed(length));
      default ->
          quota
              .limit(Resource.REQUESTS, most, Window.rolling(length))
              .requestsPerDay(1_000_000)
              .dayOf(ZoneOffset.UTC);
    }
  }

  private static final ChatRequest REQUEST =
      ChatRequest.builder().user("x").maxOutputTokens(10).build();

  /** All calls at once, so many on each lane; each waits for its turn, or for nothing. */
  private static void burst(Router router, Part part) throws InterruptedException {
    int calls = (int) part.number("calls", 100);
    Semaphore done = new Semaphore(0);
    for (String kind : part.lanes()) {
      CallOptions patient =
          CallOptions.builder()
              .lane("acme/" + kind)
              .urgency(part.isWaves() ? Urgency.OPTIONAL : Urgency.INTERACTIVE)
              .deadline(Duration.ofMinutes(5))
              .build();
      for (int i = 0; i < calls; i++) {
        var unused =
            router
                .chatAsync(REQUEST, patient)
                .whenComplete(
                    (reply, thrown) -> {
                      if (thrown != null && !part.isWaves()) {
                        System.out.println("failed " + thrown);
                      }
                      done.release();
                    });
      }
    }
    done.acquire(calls * part.lanes().size());
  }

  /** A call every so many microseconds; says for each how long it took, and when it began. */
  private static void paced(Router router, Part part) throws InterruptedException {
    long gap = part.number("pace", 0);
    int calls = (int) part.number("calls", 100);
    long begin = System.nanoTime();
    Semaphore done = new Semaphore(0);
    for (int i = 0; i < calls; i++) {
      long at = begin + i * gap * 1_000;
      while (System.nanoTime() < at) {
        java.util.concurrent.locks.LockSupport.parkNanos(at - System.nanoTime());
      }
      long from = System.nanoTime();
      long wall = Gatekeeper.micros();
      CompletableFuture<?> reply = router.chatAsync(REQUEST, CallOptions.of(Urgency.INTERACTIVE));
      var unused =
          reply.whenComplete(
              (answer, thrown) -> {
                System.out.println(
                    (thrown == null ? "took " : "failed ")
                        + wall
                        + " "
                        + (System.nanoTime() - from) / 1_000);
                done.release();
              });
    }
    done.acquire(calls);
  }
}
