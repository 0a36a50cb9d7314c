package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.play.Ledger;
import dev.laneway.benchmarks.scenario.Ask;
import dev.laneway.benchmarks.vendor.Vendor;
import dev.laneway.benchmarks.vendor.VendorAnswer;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Virtual time for a policy: events in the order of their moments, then of their making. */
final class Stage {

  private static final long GOES_ON_FOR_MS = 3_600_000;

  private final Ledger ledger;
  private final Twister random;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
  private long made;
  private long now;

  private record Event(long at, long number, Runnable what) {}

  Stage(Ledger ledger, int seed) {
    this.ledger = ledger;
    this.random = new Twister(seed);
  }

  Ledger ledger() {
    return ledger;
  }

  long now() {
    return now;
  }

  double random() {
    return random.random();
  }

  /** One of so many, in proportion to the weights. */
  int pick(double[] weights) {
    return random.pick(weights);
  }

  /** One of so many, all alike. */
  int pick(int count) {
    return random.below(count);
  }

  void after(double ms, Runnable what) {
    at(now + Math.max(0, (long) ms), what);
  }

  private void at(long moment, Runnable what) {
    events.add(new Event(moment, made++, what));
  }

  void call(Ask ask, int lane, Consumer<VendorAnswer> then) {
    Vendor.Reply reply = ledger.call(ask, lane, now);
    at(
        reply.answer().atMs(),
        () -> {
          reply.settle().run();
          then.accept(reply.answer());
        });
  }

  void play(Baseline policy) {
    for (Ask ask : ledger.scenario().asks()) {
      at(ask.arrivalMs(), () -> policy.arrive(ask));
    }
    long end = ledger.scenario().measureUntilMs() + GOES_ON_FOR_MS;
    while (ledger.open() > 0) {
      Event next = events.poll();
      if (next == null || next.at() > end) {
        return;
      }
      now = next.at();
      next.what().run();
    }
  }
}
