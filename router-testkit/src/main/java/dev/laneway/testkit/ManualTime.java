package dev.laneway.testkit;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Time that stands still until a test moves it. Tasks run on the thread that moves it, in the order
 * of their moments and then of their scheduling, and each of them finds both clocks at its moment.
 * Any thread may schedule, cancel and read; threads that move time take turns. What a task throws
 * comes out of the call that moved time: time then stands at that task, and the next move goes on.
 *
 * <pre>{@code
 * ManualTime time = new ManualTime();
 * time.after(Duration.ofSeconds(5), () -> System.out.println(time.now()));
 * time.advance(Duration.ofMinutes(1));
 * }</pre>
 */
public final class ManualTime implements TimeSource {

  /** Where time begins unless told otherwise: a Monday morning, midnight in California. */
  public static final Instant START = Instant.parse("2026-03-02T08:00:00Z");

  private static final Duration LONGEST_RUN = Duration.ofDays(400);
  private static final long BEYOND = TaskHeap.NEVER - 1;

  private final ReentrantLock moving = new ReentrantLock();
  private final TaskHeap tasks = new TaskHeap();
  private volatile long nanos;
  private volatile Instant wallAtZero;

  /** Time that begins at {@link #START}. */
  public ManualTime() {
    this(START);
  }

  /** Time that begins at the given moment. */
  public ManualTime(Instant start) {
    wallAtZero = requireNonNull(start, "start");
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public Instant now() {
    return wallAtZero.plusNanos(nanos);
  }

  @Override
  public Timer after(Duration delay, Runnable task) {
    return tasks.add(later(delay), task);
  }

  /** Moves both clocks on and runs what is due on the way, tasks of those tasks included. */
  public void advance(Duration step) {
    if (step.isNegative()) {
      throw new IllegalArgumentException("step must not be negative, was " + step);
    }
    move(() -> runUpTo(end(step)));
  }

  /** Moves both clocks on to a moment of the wall clock. */
  public void advanceTo(Instant moment) {
    move(
        () -> {
          Duration step = Duration.between(now(), moment);
          if (step.isNegative()) {
            throw new IllegalArgumentException(
                "moment must not have passed, was " + moment + " at " + now());
          }
          return runUpTo(end(step));
        });
  }

  /** Runs what is due now without moving the clocks. */
  public void runDue() {
    advance(Duration.ZERO);
  }

  /**
   * Moves to the next task's moment and runs everything that is due then.
   *
   * @return whether there was a task
   */
  public boolean advanceToNext() {
    return move(
        () -> {
          long next = tasks.nextDue();
          if (next == TaskHeap.NEVER) {
            return false;
          }
          runUpTo(Math.max(next, nanos));
          return true;
        });
  }

  /**
   * Moves from task to task until the condition holds.
   *
   * @return whether it came to hold; if not, exactly the given time has passed
   */
  public boolean advanceUntil(BooleanSupplier condition, Duration atMost) {
    return move(
        () -> {
          long end = later(atMost);
          while (!condition.getAsBoolean()) {
            if (!runNext(end)) {
              nanos = end;
              return condition.getAsBoolean();
            }
          }
          return true;
        });
  }

  /**
   * Moves from task to task until none is left.
   *
   * @throws IllegalStateException if there is no end to them within 400 days
   */
  public void runUntilIdle() {
    move(
        () -> {
          long end = later(LONGEST_RUN);
          runAll(end);
          if (tasks.size() > 0) {
            throw new IllegalStateException(
                tasks.size() + " tasks still wait after " + LONGEST_RUN.toDays() + " days");
          }
          return true;
        });
  }

  /** How long until the next task; empty when none waits. */
  public Optional<Duration> nextDue() {
    long next = tasks.nextDue();
    return next == TaskHeap.NEVER
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(Math.max(0, next - nanos)));
  }

  /** How many tasks wait. */
  public int waiting() {
    return tasks.size();
  }

  /**
   * Sets the wall clock forward, or back by a negative jump, as an administrator or NTP would: the
   * monotonic clock, and with it every task, stays where it is. A task may do so, too.
   */
  public synchronized void jumpWallClock(Duration jump) {
    wallAtZero = wallAtZero.plus(jump);
  }

  @Override
  public String toString() {
    return now() + ", " + waiting() + " tasks waiting";
  }

  private boolean runUpTo(long end) {
    runAll(end);
    nanos = end;
    return true;
  }

  private void runAll(long end) {
    boolean ran;
    do {
      ran = runNext(end);
    } while (ran);
  }

  private boolean runNext(long end) {
    TaskHeap.Task task = tasks.pollDue(end);
    if (task == null) {
      return false;
    }
    nanos = Math.max(nanos, task.due());
    task.run();
    return true;
  }

  private long end(Duration step) {
    long end = later(step);
    if (end == BEYOND) {
      throw new IllegalArgumentException(
          "step must end within 292 years of the beginning, was " + step);
    }
    return end;
  }

  private long later(Duration delay) {
    if (delay.isNegative()) {
      return nanos;
    }
    try {
      return Math.addExact(nanos, delay.toNanos());
    } catch (ArithmeticException beyondAllTime) {
      return BEYOND;
    }
  }

  private boolean move(BooleanSupplier movement) {
    if (moving.isHeldByCurrentThread()) {
      throw new IllegalStateException("a task must not move the time that runs it");
    }
    moving.lock();
    try {
      return movement.getAsBoolean();
    } finally {
      moving.unlock();
    }
  }
}
