package dev.laneway.benchmarks.soak;

import dev.laneway.api.Budget;
import dev.laneway.api.Money;
import dev.laneway.benchmarks.speed.ServerProcess;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.core.RouterStatus;
import dev.laneway.core.event.RouterListener;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The command: all that a router can do at once, against vendors that fail, for minutes. */
public final class Soak {

  private static final int CALLERS = 24;
  private static final int LOOKS = 20;
  private static final String[] LANES = {
    "openai-compat@ill/m-1", "openai-compat@well/m-1", "openai-compat@slow/m-1"
  };

  private Soak() {}

  /** Takes {@code --minutes N}; ten if nothing is said. */
  public static void main(String[] words) throws InterruptedException {
    Duration length = Duration.ofMinutes(10);
    if (words.length == 2 && words[0].equals("--minutes")) {
      length = Duration.ofSeconds(Math.round(Double.parseDouble(words[1]) * 60));
    } else if (words.length > 0) {
      System.err.println("usage: soak [--minutes N]");
      System.exit(2);
    }
    Outcome outcome = run(length);
    System.out.println(outcome);
    outcome.faults().forEach(fault -> System.out.println("FAULT: " + fault));
    System.exit(outcome.faults().isEmpty() ? 0 : 1);
  }

  /** Runs for so long, lets all calls end, and looks into the books. */
  static Outcome run(Duration length) throws InterruptedException {
    try (ServerProcess server = ServerProcess.start();
        Router router = router(server.faulty(40), server.well(40))) {
      Tally tally = new Tally();
      AtomicBoolean enough = new AtomicBoolean();
      List<Thread> callers = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Thread thread = new Thread(new Caller(router, tally, enough, i), "caller-" + i);
        thread.setDaemon(true);
        thread.start();
        callers.add(thread);
      }
      List<Long> heap = new ArrayList<>();
      List<Integer> threads = new ArrayList<>();
      CountDownLatch never = new CountDownLatch(1);
      for (int i = 0; i < LOOKS; i++) {
        boolean unused = never.await(length.toMillis() / LOOKS, TimeUnit.MILLISECONDS);
        heap.add(heldKilobytes());
        threads.add(ManagementFactory.getThreadMXBean().getThreadCount());
      }
      enough.set(true);
      for (Thread caller : callers) {
        caller.join(TimeUnit.MINUTES.toMillis(2));
      }
      long lost = tally.sent.sum() - tally.ended();
      return new Outcome(tally.toString(), lost, heap, threads, stillTaken(router));
    }
  }

  private static Router router(URI ill, URI well) {
    RouterBuilder settings =
        Router.builder()
            .account("openai-compat@ill", a -> a.baseUrl(ill).apiKey("key"))
            .account("openai-compat@well", a -> a.baseUrl(well).apiKey("key"))
            .account("openai-compat@slow", a -> a.baseUrl(well).apiKey("key"))
            .lane(LANES[0], l -> l.price(0.10, 0.40).quota(q -> q.requestsPerSecond(2_000)))
            .lane(LANES[1], l -> l.price(0.10, 0.40).maxConcurrency(12))
            .lane(LANES[2], l -> l.price(0.01, 0.04).quota(q -> q.requestsPerSecond(200)))
            .route("default", r -> r.adaptive(LANES))
            .budget(Budget.perDay("100000.00"))
            .budget(Budget.perDay("50.00").forEachTenant())
            .cache(c -> c.timeToLive(Duration.ofSeconds(5)).maximumBytes(4 << 20))
            .listener(new RouterListener() {});
    return settings.build();
  }

  private static long heldKilobytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10;
  }

  private static List<String> stillTaken(Router router) {
    List<String> taken = new ArrayList<>();
    RouterStatus status = router.status();
    for (RouterStatus.LaneStatus lane : status.lanes()) {
      if (lane.underWay() != 0) {
        taken.add(lane.lane() + ": " + lane.underWay() + " under way");
      }
    }
    for (RouterStatus.PoolStatus pool : status.pools()) {
      for (RouterStatus.LimitStatus limit : pool.limits()) {
        if (limit.limit().endsWith("at once") && limit.left() != limit.amount()) {
          taken.add(pool.name() + ": " + limit.left() + " left of " + limit.limit());
        }
      }
    }
    for (RouterStatus.BudgetStatus budget : status.budgets()) {
      if (!budget.reserved().equals(Money.ZERO)) {
        taken.add(budget.budget() + ": " + budget.reserved() + " reserved");
      }
    }
    if (status.waiting() != 0) {
      taken.add(status.waiting() + " waiting");
    }
    return taken;
  }
}
