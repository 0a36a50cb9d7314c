package dev.laneway.benchmarks.vendor;

import java.math.BigInteger;

/**
 * A bucket that refills all the time. Its level is kept in token milliseconds: the limit is added
 * with each millisecond, and a token costs the window.
 */
final class BucketCounter extends Counter {

  private long cap;
  private long level;
  private long at;

  BucketCounter(LimitSpec spec) {
    super(spec);
    Long burst = spec.burst();
    cap = (burst == null ? spec.limit() : burst) * window;
    level = cap;
  }

  private void roll(long now) {
    if (now > at) {
      level = Math.min(cap, level + (now - at) * limit);
      at = now;
    }
  }

  @Override
  void becomes(long now, long other) {
    roll(now);
    cap =
        BigInteger.valueOf(cap)
            .multiply(BigInteger.valueOf(other))
            .divide(BigInteger.valueOf(limit))
            .longValueExact();
    limit = other;
    level = Math.min(level, cap);
  }

  @Override
  long capacity() {
    return cap / window;
  }

  @Override
  long waitFor(long now, long amount) {
    roll(now);
    long lack = amount * window - level;
    return lack <= 0 ? 0 : -Math.floorDiv(-lack, limit);
  }

  @Override
  void take(long now, long amount) {
    roll(now);
    level -= amount * window;
  }

  @Override
  void refuse(long now) {
    roll(now);
    long floor = -(cap / 4);
    if (level > floor) {
      level = Math.max(level - window, floor);
    }
  }

  @Override
  void refund(long now, long then, long amount) {
    roll(now);
    level = Math.min(cap, level + amount * window);
  }

  @Override
  long remaining(long now) {
    roll(now);
    return Math.max(0, Math.floorDiv(level, window));
  }

  @Override
  long resetMs(long now) {
    roll(now);
    return -Math.floorDiv(-(cap - level), limit);
  }
}
