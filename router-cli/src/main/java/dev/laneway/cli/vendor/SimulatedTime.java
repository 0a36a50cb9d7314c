package dev.laneway.cli.vendor;

import dev.laneway.api.time.SystemTime;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/**
 * Real time, sped up: a minute takes a few seconds, for the router and for its vendors alike. It
 * begins at a moment of our choice, so that each run meets the same resets.
 */
public final class SimulatedTime implements TimeSource, AutoCloseable {

  private final SystemTime real = SystemTime.start("laneway-demo-time");
  private final long began = real.nanos();
  private final Instant origin;
  private final int speed;

  /** Time that runs so many times as fast as real time. */
  public SimulatedTime(Instant origin, int speed) {
    this.origin = origin;
    this.speed = speed;
  }

  /** How many times as fast as real time. */
  public int speed() {
    return speed;
  }

  /** How long it has been running, in its own measure. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos());
  }

  @Override
  public long nanos() {
    return (real.nanos() - began) * speed;
  }

  @Override
  public Instant now() {
    return origin.plusNanos(nanos());
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return real.after(delay.dividedBy(speed), task);
  }

  /** Blocks the calling thread for so long in this time. */
  public void pause(Duration length) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    after(length, over::countDown);
    over.await();
  }

  /** Ends its thread; what still waits never runs. */
  @Override
  public void close() {
    real.close();
  }
}
