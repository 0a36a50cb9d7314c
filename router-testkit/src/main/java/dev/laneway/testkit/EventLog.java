package dev.laneway.testkit;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that writes down what a stream tells, and asks for as much as a test wants. Reading
 * never waits; the two methods that do say so.
 */
public final class EventLog implements Flow.Subscriber<ChatEvent> {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<ChatEvent> events = new ArrayList<>();
  private final long firstDemand;
  private Flow.@Nullable Subscription subscription;
  private @Nullable Throwable error;
  private boolean complete;

  private EventLog(long firstDemand) {
    this.firstDemand = firstDemand;
  }

  /** A log that asks for everything. */
  public static EventLog askingForAll() {
    return new EventLog(Long.MAX_VALUE);
  }

  /** A log that asks for so many events at first, which may be none. */
  public static EventLog asking(long events) {
    return new EventLog(events);
  }

  /** Asks for more. */
  public void request(long more) {
    subscription().request(more);
  }

  /** Cancels the stream. */
  public void cancel() {
    subscription().cancel();
  }

  /** The events so far. */
  public List<ChatEvent> events() {
    return locked(() -> List.copyOf(events));
  }

  /** The text so far, joined. */
  public String text() {
    StringBuilder joined = new StringBuilder();
    for (ChatEvent event : events()) {
      if (event instanceof ChatEvent.TextDelta delta) {
        joined.append(delta.text());
      }
    }
    return joined.toString();
  }

  /** Whether the stream has ended well. */
  public boolean isComplete() {
    return locked(() -> complete);
  }

  /** Whether the stream has ended. */
  public boolean hasEnded() {
    return locked(() -> complete || error != null);
  }

  /** The whole reply of the completed stream. */
  public ChatReply reply() {
    for (ChatEvent event : events()) {
      if (event instanceof ChatEvent.Completed completed) {
        return completed.reply();
      }
    }
    throw new AssertionError("the stream has not completed: " + this, error());
  }

  /** Why the stream failed. */
  public ProviderFailure failure() {
    if (error() instanceof ProviderException failed) {
      return failed.failure();
    }
    throw new AssertionError("the stream has not failed with a ProviderException: " + this);
  }

  /** What the stream failed with, if it did. */
  public @Nullable Throwable error() {
    lock.lock();
    try {
      return error;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end in real time, and fails when it does not come. */
  public EventLog awaitEnd(Duration atMost) {
    return await(log -> log.complete || log.error != null, atMost);
  }

  /** Waits in real time for so many events, or the end before them. */
  public EventLog awaitEvents(int count, Duration atMost) {
    return await(log -> log.events.size() >= count || log.complete || log.error != null, atMost);
  }

  private EventLog await(Predicate<EventLog> condition, Duration atMost) {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!condition.test(this)) {
        if (left <= 0) {
          throw new AssertionError("nothing within " + atMost + ": " + this);
        }
        left = changed.awaitNanos(left);
      }
      return this;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting: " + this, interrupted);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    locked(() -> subscription = given);
    if (firstDemand > 0) {
      given.request(firstDemand);
    }
  }

  @Override
  public void onNext(ChatEvent event) {
    change(
        () -> {
          requireOpen();
          events.add(event);
        });
  }

  @Override
  public void onError(Throwable failure) {
    change(
        () -> {
          requireOpen();
          error = failure;
        });
  }

  @Override
  public void onComplete() {
    change(
        () -> {
          requireOpen();
          complete = true;
        });
  }

  @Override
  public String toString() {
    return locked(() -> events.size() + " events, " + (complete ? "complete" : "error " + error));
  }

  private void requireOpen() {
    if (complete || error != null) {
      throw new IllegalStateException("the stream told more after its end");
    }
  }

  private Flow.Subscription subscription() {
    return locked(() -> requireNonNull(subscription, "nobody has subscribed"));
  }

  private void change(Runnable change) {
    locked(
        () -> {
          change.run();
          changed.signalAll();
          return true;
        });
  }

  private <T> T locked(Supplier<T> read) {
    lock.lock();
    try {
      return read.get();
    } finally {
      lock.unlock();
    }
  }
}
