package dev.laneway.provider.http;

import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.function.BiConsumer;

/**
 * The three time-outs of one call. Bytes only leave a mark; a {@link Patrol} comes by to look
 * whether anything is overdue.
 */
final class Watch {

  private final TimeSource time;
  private final long started;
  private final long firstContent;
  private final long idle;
  private final long total;
  private final Timeouts timeouts;
  private final BiConsumer<String, Duration> overdue;

  private volatile long active;
  private volatile boolean content;
  private volatile boolean paused;

  Watch(TimeSource time, Timeouts timeouts, BiConsumer<String, Duration> overdue) {
    this.time = time;
    this.timeouts = timeouts;
    this.overdue = overdue;
    firstContent = nanos(timeouts.firstContent());
    idle = nanos(timeouts.idle());
    total = nanos(timeouts.total());
    started = time.nanos();
    active = started;
  }

  /** A byte came. */
  void touch() {
    active = time.nanos();
  }

  /** The first byte of content came. */
  void contentBegan() {
    if (!content) {
      active = time.nanos();
      content = true;
    }
  }

  /** The reader is slow: the vendor is not to blame. */
  void pause() {
    paused = true;
  }

  void resume() {
    if (paused) {
      active = time.nanos();
      paused = false;
    }
  }

  /** When to look for the first time: nothing can be overdue before. */
  long firstLook() {
    return started + Math.min(firstContent, Math.min(idle, total));
  }

  /** Tells what is overdue, and answers when to look again. */
  long look(long now) {
    long left = total - (now - started);
    if (left <= 0) {
      overdue.accept("no end of the answer", timeouts.total());
      return now + idle;
    }
    if (paused) {
      return now + Math.min(left, idle);
    }
    long phase = content ? idle - (now - active) : firstContent - (now - started);
    if (phase > 0) {
      return now + Math.min(left, content ? phase : Math.min(phase, idle));
    }
    overdue.accept(
        content ? "nothing more" : "nothing", content ? timeouts.idle() : timeouts.firstContent());
    return now + idle;
  }

  private static long nanos(Duration duration) {
    try {
      return Math.min(duration.toNanos(), Long.MAX_VALUE >> 2);
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE >> 2;
    }
  }
}
