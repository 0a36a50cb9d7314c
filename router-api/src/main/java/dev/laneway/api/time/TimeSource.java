package dev.laneway.api.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Two clocks and one way to wait. A rate needs a clock that never jumps, a daily quota needs a
 * calendar; mixing them up is how routers lose days at a change of time.
 */
public interface TimeSource {

  /** A monotonic reading in nanoseconds, for intervals; its origin means nothing. */
  long nanos();

  /** The calendar, for resets at midnight and deadlines that people read. */
  Instant now();

  /**
   * Runs a task once, after a delay; a delay of zero or less runs it as soon as possible, never on
   * the calling thread. Tasks must not block: one thread may serve all of them.
   */
  Timer after(Duration delay, Runnable task);

  /** A task that waits for its time. */
  interface Timer {

    /** Makes sure that the task will not start; does nothing when it has. */
    void cancel();
  }
}
