package dev.laneway.benchmarks.vendor;

import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers everything that was taken within the last stretch. */
final class LogCounter extends Counter {

  private static final class Entry {
    private final long at;
    private long amount;

    Entry(long at, long amount) {
      this.at = at;
      this.amount = amount;
    }
  }

  private final Deque<Entry> log = new ArrayDeque<>();
  private long used;

  LogCounter(LimitSpec spec) {
    super(spec);
  }

  private void roll(long now) {
    for (Entry first = log.peekFirst();
        first != null && first.at + window <= now;
        first = log.peekFirst()) {
      used -= first.amount;
      log.removeFirst();
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
    long over = used + amount - limit;
    if (over <= 0) {
      return 0;
    }
    for (Entry entry : log) {
      over -= entry.amount;
      if (over <= 0) {
        return entry.at + window - now;
      }
    }
    return window;
  }

  @Override
  void take(long now, long amount) {
    roll(now);
    log.addLast(new Entry(now, amount));
    used += amount;
  }

  @Override
  void refuse(long now) {
    take(now, 1);
  }

  @Override
  void refund(long now, long then, long amount) {
    roll(now);
    for (Entry entry : log) {
      if (entry.at == then && entry.amount >= amount) {
        entry.amount -= amount;
        used -= amount;
        return;
      }
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
    Entry first = log.peekFirst();
    return first == null ? 0 : first.at + window - now;
  }
}
