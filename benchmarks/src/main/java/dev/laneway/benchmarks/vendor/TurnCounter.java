package dev.laneway.benchmarks.vendor;

/** Counts from the beginning of a window to its end. */
final class TurnCounter extends Counter {

  private final long phase;
  private long index = Long.MIN_VALUE;
  private long used;

  TurnCounter(LimitSpec spec) {
    super(spec);
    phase = spec.phaseMs();
  }

  private void roll(long now) {
    long current = Math.floorDiv(now - phase, window);
    if (current != index) {
      index = current;
      used = 0;
    }
  }

  @Override
  void becomes(long now, long other) {
    limit = other;
  }

  @Override
  long capacity() {
    return limit;
  }

  @Override
  long waitFor(long now, long amount) {
    roll(now);
    return used + amount <= limit ? 0 : resetMs(now);
  }

  @Override
  void take(long now, long amount) {
    roll(now);
    used += amount;
  }

  @Override
  void refuse(long now) {
    take(now, 1);
  }

  @Override
  void refund(long now, long then, long amount) {
    roll(now);
    if (Math.floorDiv(then - phase, window) == index) {
      used -= amount;
    }
  }

  @Override
  long remaining(long now) {
    roll(now);
    return Math.max(0, limit - used);
  }

  @Override
  long resetMs(long now) {
    roll(now);
    return (index + 1) * window + phase - now;
  }
}
