package dev.laneway.core.event;

import dev.laneway.api.time.SystemTime;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands events to the listeners, one at a time and in order, on an executor of the application's: a
 * slow listener delays later events, never a request. Free when nobody listens.
 *
 * <p>To wake another thread costs more than a request's whole decision. After a delivery the next
 * one is therefore a rest away, and what happens meanwhile goes with it; the first event after a
 * quiet time goes at once, as does every event where the executor runs on the telling thread, or
 * where time is not the system's and may stand still.
 */
public final class Events {

  private static final Duration USUAL_REST = Duration.ofMillis(5);

  private enum State {
    IDLE,
    DELIVERING,
    RESTING
  }

  private final List<RouterListener> listeners;
  private final Executor executor;
  private final TimeSource time;
  private final Duration rest;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<RouterEvent> pending = new ArrayDeque<>();
  private State state = State.IDLE;
  private boolean closed;

  /** Events for these listeners, with the usual rests unless time may stand still. */
  public Events(List<RouterListener> listeners, Executor executor, TimeSource time) {
    this(listeners, executor, time, time instanceof SystemTime ? USUAL_REST : Duration.ZERO);
  }

  /** The same with rests of this length; none for zero. */
  Events(List<RouterListener> listeners, Executor executor, TimeSource time, Duration rest) {
    this.listeners = List.copyOf(listeners);
    this.executor = executor;
    this.time = time;
    this.rest = rest;
  }

  /** Whether it is worth making an event. */
  public boolean anyoneListens() {
    return !listeners.isEmpty();
  }

  /** Tells the listeners, soon. Must not be called with a lock held. */
  public void tell(RouterEvent event) {
    if (listeners.isEmpty()) {
      return;
    }
    boolean start;
    lock.lock();
    try {
      pending.add(event);
      start = state == State.IDLE;
      if (start) {
        state = State.DELIVERING;
      }
    } finally {
      lock.unlock();
    }
    if (start) {
      handOver();
    }
  }

  /** Nothing rests any more: what is pending is delivered now, what comes later at once. */
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    rested();
  }

  private void rested() {
    boolean start;
    lock.lock();
    try {
      if (state != State.RESTING) {
        return;
      }
      start = !pending.isEmpty();
      state = start ? State.DELIVERING : State.IDLE;
    } finally {
      lock.unlock();
    }
    if (start) {
      handOver();
    }
  }

  private void handOver() {
    Thread teller = Thread.currentThread();
    try {
      executor.execute(() -> deliver(teller));
    } catch (RejectedExecutionException shutDown) {
      log().warn("The executor of the router takes no events any more; they are lost", shutDown);
      lock.lock();
      try {
        pending.clear();
        state = State.IDLE;
      } finally {
        lock.unlock();
      }
    }
  }

  private void deliver(Thread teller) {
    boolean rests = Thread.currentThread() != teller && !rest.isZero();
    for (RouterEvent event = next(rests); event != null; event = next(rests)) {
      for (RouterListener listener : listeners) {
        try {
          listener.onEvent(event);
        } catch (RuntimeException | Error broken) {
          log().warn("A router listener threw; its event is lost to it", broken);
        }
      }
    }
  }

  private @Nullable RouterEvent next(boolean rests) {
    boolean resting;
    lock.lock();
    try {
      RouterEvent event = pending.poll();
      if (event != null) {
        return event;
      }
      resting = rests && !closed;
      state = resting ? State.RESTING : State.IDLE;
    } finally {
      lock.unlock();
    }
    if (resting) {
      time.after(rest, this::rested);
    }
    return null;
  }

  /** Asked for when there is something to say: a start without that is shorter. */
  private static Logger log() {
    return LoggerFactory.getLogger(Events.class);
  }
}
