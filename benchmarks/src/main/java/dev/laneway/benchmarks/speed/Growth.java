package dev.laneway.benchmarks.speed;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import dev.laneway.benchmarks.micro.InstantVendor;
import dev.laneway.benchmarks.speed.Curve.Point;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongToDoubleFunction;

/**
 * What a call costs after many calls, among many lanes, after many tenants, behind many that wait,
 * and a piece of a stream after many pieces. Bytes, since they do not depend on the machine's mood.
 */
final class Growth {

  static final String WAITING = "requests that wait";

  private static final int COUNTED = 2_000;
  private static final ChatRequest REQUEST =
      ChatRequest.builder().user("Hi").maxOutputTokens(100).build();

  private final Effort effort;

  private Growth(Effort effort) {
    this.effort = effort;
  }

  static void measure(Effort effort, ServerProcess server, Tally tally) {
    Growth growth = new Growth(effort);
    tally.add(growth.pastRequests());
    tally.add(growth.idleLanes());
    tally.add(growth.tenants());
    tally.add(growth.waiting());
    tally.add(growth.streamed(server));
  }

  private Curve curve(String name, String unit, long smallest, LongToDoubleFunction cost) {
    List<Point> points = new ArrayList<>();
    double unused = cost.applyAsDouble(smallest); // warms up
    for (int decade = 0; decade <= effort.decades(); decade++) {
      long size = smallest * (long) Math.pow(10, decade);
      points.add(new Point(size, cost.applyAsDouble(size)));
    }
    return new Curve(name, unit, points);
  }

  private static void call(Router router, long times, CallOptions options) {
    for (long i = 0; i < times; i++) {
      router.chat(REQUEST, options);
    }
  }

  private static double bytesOfCall(Router router) {
    call(router, COUNTED, CallOptions.DEFAULT);
    long before = Trials.allocated();
    call(router, COUNTED, CallOptions.DEFAULT);
    return (Trials.allocated() - before) / (double) COUNTED;
  }

  private Curve pastRequests() {
    return curve(
        "requests before it",
        "B for a call",
        1_000,
        size -> {
          try (Router router = InstantVendor.router(3).build()) {
            call(router, size, CallOptions.DEFAULT);
            return bytesOfCall(router);
          }
        });
  }

  private Curve idleLanes() {
    return curve(
        "lanes of other routes",
        "B for a call",
        3,
        size -> {
          RouterBuilder settings = InstantVendor.router((int) size);
          settings.route("default", r -> r.fallback("instant/m-0", "instant/m-1", "instant/m-2"));
          try (Router router = settings.build()) {
            return bytesOfCall(router);
          }
        });
  }

  private Curve tenants() {
    return curve(
        "tenants seen, each with a budget",
        "B for a call",
        100,
        size -> {
          RouterBuilder settings =
              InstantVendor.router(3).budget(Budget.perDay("5.00").forEachTenant());
          try (Router router = settings.build()) {
            for (int i = 0; i < size; i++) {
              call(router, 1, CallOptions.builder().tenant("tenant-" + i).build());
            }
            return bytesOfCall(router);
          }
        });
  }

  private Curve waiting() {
    return curve(
        WAITING,
        "B of heap for each",
        100,
        size -> {
          try (Router router =
              InstantVendor.router(0)
                  .lane("instant/m-0", l -> l.free().quota(q -> q.requestsPerDay(1)))
                  .maxWaiting(Integer.MAX_VALUE)
                  .grace(Duration.ZERO)
                  .build()) {
            return heldForEach(router, (int) size);
          }
        });
  }

  private static double heldForEach(Router router, int size) {
    CallOptions patient =
        CallOptions.builder().urgency(Urgency.BATCH).deadline(Duration.ofDays(2)).build();
    call(router, 1, CallOptions.DEFAULT);
    List<CompletableFuture<ChatReply>> all = new ArrayList<>(size);
    long before = held();
    for (int i = 0; i < size; i++) {
      all.add(router.chatAsync(REQUEST, patient));
    }
    double each = (held() - before) / (double) size;
    if (router.status().waiting() != size) {
      throw new IllegalStateException(router.status().waiting() + " of " + size + " wait");
    }
    all.forEach(reply -> reply.cancel(true));
    return each;
  }

  static long held() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private Curve streamed(ServerProcess server) {
    return curve(
        "pieces of the same stream",
        "B for a piece",
        200,
        size -> {
          try (Contender routed = new RoutedClient(server.well((int) size))) {
            routed.stream(() -> {});
            return Trials.bytesOfPiece(3).of(routed);
          }
        });
  }
}
