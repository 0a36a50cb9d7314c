package dev.laneway.testkit;

import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A whole answer that comes at its time, unless a time-out or the caller is first. */
final class ScriptedAnswer<T> {

  private final ScriptedCall call;
  private final Step step;
  private final @Nullable TimeSource time;
  private final Supplier<T> answer;
  private final Pending future = new Pending();

  ScriptedAnswer(ScriptedCall call, Step step, @Nullable TimeSource time, Supplier<T> answer) {
    this.call = call;
    this.step = step;
    this.time = time;
    this.answer = answer;
  }

  CompletableFuture<T> begin() {
    call.onClose(this::close);
    Timeouts timeouts = call.control().timeouts();
    Duration patience = shorter(timeouts.firstContent(), timeouts.total());
    if (step.stalls() || step.delay.compareTo(patience) > 0) {
      wait(patience, () -> fail(timeout(patience)));
    } else if (step.delay.isZero()) {
      answer();
    } else {
      wait(step.delay, this::answer);
    }
    return future;
  }

  private void wait(Duration delay, Runnable then) {
    if (time != null) {
      future.waitsWith(time.after(delay, then));
    } else if (!step.stalls()) {
      fail(new IllegalStateException("a scripted delay needs ScriptedProvider.under(time)"));
    }
  }

  private void answer() {
    T reply;
    try {
      reply = answer.get();
    } catch (RuntimeException failure) {
      fail(failure);
      return;
    }
    call.answered();
    future.complete(reply);
  }

  private void close() {
    fail(closed());
    future.stopWaiting();
  }

  private void fail(RuntimeException failure) {
    call.failed();
    future.completeExceptionally(failure);
  }

  static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  static ProviderException closed() {
    return unavailable("the provider is closed", ProviderFailure.Unavailable.Cause.NETWORK);
  }

  static ProviderException timeout(Duration patience) {
    return unavailable("no answer within " + patience, ProviderFailure.Unavailable.Cause.TIMEOUT);
  }

  private static ProviderException unavailable(
      String words, ProviderFailure.Unavailable.Cause cause) {
    return new ProviderException(
        new ProviderFailure.Unavailable(FailureDetails.of(words), cause, Optional.empty()));
  }

  /** A future whose cancellation ends the wait under it. */
  private final class Pending extends CompletableFuture<T> {

    private TimeSource.@Nullable Timer timer;

    private synchronized void waitsWith(TimeSource.Timer started) {
      timer = started;
      if (isDone()) {
        started.cancel();
      }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      boolean cancelled = super.cancel(mayInterrupt);
      if (cancelled) {
        call.cancelled();
        stopWaiting();
      }
      return cancelled;
    }

    private synchronized void stopWaiting() {
      if (timer != null) {
        timer.cancel();
      }
    }
  }
}
