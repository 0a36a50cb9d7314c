package dev.laneway.api.time;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The machine's own time. It owns one daemon thread, started with the first wait and ended by
 * {@link #close()}; whoever starts a {@code SystemTime} closes it.
 */
public final class SystemTime implements TimeSource, AutoCloseable {

  /**
   * A task that becomes the next one wakes the timer's thread, and a deadline is the next one for
   * each call that is alone. While there are calls something that does nothing is due before them.
   */
  private static final long QUIET = Duration.ofSeconds(1).toNanos();

  private final ScheduledThreadPoolExecutor waiting;
  private volatile long quietUntil = System.nanoTime();

  private SystemTime(String threadName) {
    waiting =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, threadName);
              thread.setDaemon(true);
              return thread;
            });
    waiting.setRemoveOnCancelPolicy(true);
    waiting.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Real time, with a timer thread of the given name. */
  public static SystemTime start(String threadName) {
    return new SystemTime(requireNonNull(threadName, "threadName"));
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    requireNonNull(task, "task");
    long nanos = Math.max(0, saturatedNanos(delay));
    try {
      if (nanos > QUIET) {
        keepQuiet();
      }
      ScheduledFuture<?> pending = waiting.schedule(task, nanos, TimeUnit.NANOSECONDS);
      return () -> pending.cancel(false);
    } catch (RejectedExecutionException closed) {
      return () -> {}; // after close() nothing runs any more: that is what close() promises
    }
  }

  private void keepQuiet() {
    long now = System.nanoTime();
    if (now - quietUntil >= 0) {
      quietUntil = now + QUIET;
      var unused = waiting.schedule(() -> {}, QUIET, TimeUnit.NANOSECONDS);
    }
  }

  private static long saturatedNanos(Duration delay) {
    try {
      return delay.toNanos();
    } catch (ArithmeticException tooLong) {
      return delay.isNegative() ? 0 : Long.MAX_VALUE >> 1;
    }
  }

  /** Ends the timer thread; tasks that still wait never run. */
  @Override
  public void close() {
    waiting.shutdownNow();
  }
}
