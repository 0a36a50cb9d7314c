package dev.laneway.cli.vendor;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * What a vendor allows in a window, counted in the vendor's way. Callers hold the vendor's lock.
 */
abstract class Allowance {

  final long amount;

  private Allowance(long amount) {
    this.amount = amount;
  }

  /** How long until so much may be taken; zero or less when it may be now. */
  abstract Duration untilFree(long wanted);

  abstract void take(long wanted);

  abstract void giveBack(long unused);

  abstract long left();

  final boolean hasRoomFor(long wanted) {
    Duration wait = untilFree(wanted);
    return wait.isZero() || wait.isNegative();
  }

  /** Counts from each full minute, or day, of the wall clock. */
  static Allowance fixed(SimulatedTime time, long amount, Duration window) {
    return new Allowance(amount) {
      private long turn = -1;
      private long used;

      private void lookAtTheClock() {
        long now = time.now().toEpochMilli() / window.toMillis();
        if (now != turn) {
          turn = now;
          used = 0;
        }
      }

      @Override
      Duration untilFree(long wanted) {
        lookAtTheClock();
        return used + wanted <= amount
            ? Duration.ZERO
            : Duration.ofMillis((turn + 1) * window.toMillis() - time.now().toEpochMilli());
      }

      @Override
      void take(long wanted) {
        lookAtTheClock();
        used += wanted;
      }

      @Override
      void giveBack(long unused) {
        used -= unused;
      }

      @Override
      long left() {
        lookAtTheClock();
        return Math.max(0, amount - used);
      }
    };
  }

  /** Counts calls within the last minute. */
  static Allowance rolling(SimulatedTime time, long amount, Duration window) {
    return new Allowance(amount) {
      private final ArrayDeque<Long> taken = new ArrayDeque<>();

      private void forget() {
        while (!taken.isEmpty() && taken.element() <= time.nanos() - window.toNanos()) {
          taken.remove();
        }
      }

      @Override
      Duration untilFree(long wanted) {
        forget();
        return taken.size() + wanted <= amount
            ? Duration.ZERO
            : Duration.ofNanos(taken.element() + window.toNanos() - time.nanos());
      }

      @Override
      void take(long wanted) {
        for (long i = 0; i < wanted; i++) {
          taken.add(time.nanos());
        }
      }

      @Override
      void giveBack(long unused) {
        for (long i = 0; i < unused; i++) {
          taken.pollLast();
        }
      }

      @Override
      long left() {
        forget();
        return amount - taken.size();
      }
    };
  }

  /** A bucket that refills evenly. */
  static Allowance bucket(SimulatedTime time, long amount, Duration window) {
    return new Allowance(amount) {
      private double level = (double) amount;
      private long filled = time.nanos();

      private void refill() {
        long now = time.nanos();
        level =
            Math.min((double) amount, level + (double) amount * (now - filled) / window.toNanos());
        filled = now;
      }

      @Override
      Duration untilFree(long wanted) {
        refill();
        double missing = wanted - level;
        return missing <= 0
            ? Duration.ZERO
            : Duration.ofNanos((long) Math.ceil(missing * window.toNanos() / amount));
      }

      @Override
      void take(long wanted) {
        refill();
        level -= wanted;
      }

      @Override
      void giveBack(long unused) {
        refill();
        level = Math.min((double) amount, level + unused);
      }

      @Override
      long left() {
        refill();
        return (long) level;
      }
    };
  }
}
