package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.api.time.TimeSource.Timer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tries of one request that are at work: one, or two when the first is late, the caller wants a
 * hedge and permits are plentiful. The first to speak is heard; the other loses.
 *
 * @param <R> the answer
 */
final class Race<R> {

  /** So many times its usual time, and a lane that answers whole is late. */
  private static final long LATE = 2;

  private final Machine machine;
  private final Call call;
  private final Waiter waiter;
  private final Trail trail;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicReference<@Nullable Try<R>> speaker = new AtomicReference<>();
  private volatile @Nullable Try<R> first;
  private volatile @Nullable Try<R> second;
  private volatile @Nullable Timer late;

  /** A race that is over with the journey of this trail. */
  Race(Machine machine, Call call, Waiter waiter, Trail trail) {
    this.machine = machine;
    this.call = call;
    this.waiter = waiter;
    this.trail = trail;
  }

  void enter(Try<R> attempt) {
    first = attempt;
    underWay.incrementAndGet();
  }

  /** The try that is at work and was not sent as a hedge. */
  Optional<Try<R>> running() {
    Try<R> attempt = first;
    return attempt != null && attempt.isUnderWay() ? Optional.of(attempt) : Optional.empty();
  }

  /** Will send a second try when the first is late; how is for the journey to say. */
  void planHedge(Try<R> attempt, int lanes, boolean streamed, Function<Permit, Try<R>> sendsOn) {
    boolean wanted = call.options().hedge() && call.urgency() == Urgency.INTERACTIVE;
    if (wanted && second == null && lanes > 1) {
      LaneState lane = attempt.lane();
      long nanos = streamed ? lane.pace().lateFirstContentNanos() : LATE * lane.expectedNanos(call);
      late = machine.scheduler().after(nanos, () -> hedge(attempt, sendsOn));
    }
  }

  private void hedge(Try<R> attempt, Function<Permit, Try<R>> sendsOn) {
    late = null;
    if (trail.isOver() || !attempt.isUnderWay() || attempt.hasSpoken()) {
      return;
    }
    Optional<Permit> spare = machine.scheduler().spare(waiter, attempt.lane());
    if (spare.isPresent()) {
      Try<R> rival = sendsOn.apply(spare.get());
      second = rival;
      underWay.incrementAndGet();
      rival.send();
      if (trail.isOver()) {
        rival.giveUp();
      }
    }
  }

  /** Whether this one is the first to speak, or has been. */
  boolean isHeard(Try<R> attempt) {
    return speaker.compareAndSet(null, attempt) || speaker.get() == attempt;
  }

  /** Whoever else is at work loses. */
  void won(Try<R> winner) {
    stopClock();
    each(
        other -> {
          if (other != winner && other.lose()) {
            underWay.decrementAndGet();
          }
        });
  }

  /** This one did not answer; says whether the other is still at work. */
  boolean outlives(Try<R> failed) {
    stopClock();
    speaker.compareAndSet(failed, null);
    return underWay.decrementAndGet() > 0;
  }

  void each(Consumer<Try<R>> step) {
    Try<R> one = first;
    Try<R> other = second;
    if (one != null) {
      step.accept(one);
    }
    if (other != null) {
      step.accept(other);
    }
  }

  /** No second try any more. */
  void stopClock() {
    Timer timer = late;
    if (timer != null) {
      timer.cancel();
      late = null;
    }
  }
}
