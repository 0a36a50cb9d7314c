package dev.laneway.cli.demo;

import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * Time since the demo began.
 *
 * @param speed how many times as fast as real time it goes
 */
record Clock(TimeSource time, long began, int speed) {

  static Clock from(TimeSource time, int speed) {
    return new Clock(time, time.nanos(), speed);
  }

  Duration elapsed() {
    return Duration.ofNanos(time.nanos() - began);
  }

  /** Minutes and seconds. */
  static String spoken(Duration length) {
    long seconds = Math.max(0, (length.toMillis() + 500) / 1000);
    return seconds < 3600
        ? "%02d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d h %02d".formatted(seconds / 3600, seconds / 60 % 60);
  }

  /** Blocks the calling thread for so long in real time. */
  void pause(Duration real) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    time.after(real.multipliedBy(speed), over::countDown);
    over.await();
  }

  Duration until(Instant moment) {
    return Duration.between(time.now(), moment);
  }
}
