package dev.laneway.core.schedule;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import java.util.ArrayDeque;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Between a vendor that speaks and a reader that reads: a few events of room, refilled as the
 * reader takes them. A slow reader holds its own stream and nothing else; no thread waits here but
 * the reader's own.
 */
public final class StreamRelay {

  private static final int ROOM = 64;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<ChatEvent> events = new ArrayDeque<>();
  private final Runnable abandon;
  private @Nullable Subscription source;
  private @Nullable Throwable error;
  private @Nullable Runnable reader;
  private boolean ended;
  private int taken;

  /** A relay that calls back when its reader goes away early. */
  StreamRelay(Runnable abandon) {
    this.abandon = abandon;
  }

  /** Another vendor takes over, with room for what the reader can still hold. */
  void from(Subscription vendor) {
    int room;
    lock.lock();
    try {
      source = vendor;
      taken = 0;
      room = Math.max(1, ROOM - events.size());
    } finally {
      lock.unlock();
    }
    vendor.request(room);
  }

  /** The vendor said something. */
  void offer(ChatEvent event) {
    Runnable wake;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      events.add(event);
      changed.signalAll();
      wake = reader;
    } finally {
      lock.unlock();
    }
    if (wake != null) {
      wake.run();
    }
  }

  /** The vendor said something that is not relayed: it takes no room. */
  void passedOver() {
    Subscription vendor;
    lock.lock();
    try {
      vendor = ended ? null : source;
    } finally {
      lock.unlock();
    }
    if (vendor != null) {
      vendor.request(1);
    }
  }

  /** The end, with the whole reply. */
  void finish(ChatReply reply) {
    end(new ChatEvent.Completed(reply), null);
  }

  /** The end, without one. */
  void fail(Throwable why) {
    end(null, why);
  }

  private void end(@Nullable ChatEvent last, @Nullable Throwable why) {
    Runnable wake;
    lock.lock();
    try {
      if (ended) {
        return;
      }
      ended = true;
      error = why;
      if (last != null) {
        events.add(last);
      }
      changed.signalAll();
      wake = reader;
    } finally {
      lock.unlock();
    }
    if (wake != null) {
      wake.run();
    }
  }

  /** Waits for the next event; null at the end. */
  public @Nullable ChatEvent take() throws Throwable {
    ChatEvent event;
    lock.lock();
    try {
      while (events.isEmpty() && !ended) {
        changed.await();
      }
      event = events.poll();
      if (event == null && error != null) {
        throw error;
      }
    } finally {
      lock.unlock();
    }
    refill(event);
    return event;
  }

  /** The next event if there is one. */
  public @Nullable ChatEvent poll() {
    ChatEvent event;
    lock.lock();
    try {
      event = events.poll();
    } finally {
      lock.unlock();
    }
    refill(event);
    return event;
  }

  private void refill(@Nullable ChatEvent event) {
    Subscription ask = null;
    int room = 0;
    lock.lock();
    try {
      if (event != null && !ended && ++taken >= ROOM / 2) {
        ask = source;
        room = taken;
        taken = 0;
      }
    } finally {
      lock.unlock();
    }
    if (ask != null) {
      ask.request(room);
    }
  }

  /** Whether everything has been said and taken. */
  public boolean isExhausted() {
    lock.lock();
    try {
      return ended && events.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Why it ended without a reply; null when it did not. */
  public @Nullable Throwable error() {
    lock.lock();
    try {
      return error;
    } finally {
      lock.unlock();
    }
  }

  /** Somebody wants to be told of each change instead of waiting. */
  public void onChange(Runnable wake) {
    lock.lock();
    try {
      reader = wake;
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /** The reader goes away. */
  public void close() {
    boolean early;
    lock.lock();
    try {
      early = !ended;
    } finally {
      lock.unlock();
    }
    if (early) {
      abandon.run();
    }
  }
}
