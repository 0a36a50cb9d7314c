package dev.laneway.benchmarks.soak;

import java.util.concurrent.atomic.LongAdder;

/** What became of each request. */
final class Tally {

  final LongAdder sent = new LongAdder();
  final LongAdder answered = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder cancelled = new LongAdder();
  final LongAdder astray = new LongAdder();

  long ended() {
    return answered.sum() + refused.sum() + cancelled.sum() + astray.sum();
  }

  @Override
  public String toString() {
    return "%,d sent: %,d answered, %,d refused with a reason, %,d cancelled, %,d otherwise"
        .formatted(sent.sum(), answered.sum(), refused.sum(), cancelled.sum(), astray.sum());
  }
}
