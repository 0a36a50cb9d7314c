package dev.laneway.testkit;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pieces that arrive at their times and are handed out on demand. */
final class ScriptedStream implements Flow.Publisher<ChatEvent> {

  private final Supplier<ScriptedCall> beginning;
  private final Supplier<Step> script;
  private final @Nullable TimeSource time;
  private final AtomicBoolean taken = new AtomicBoolean();

  ScriptedStream(
      Supplier<ScriptedCall> beginning, Supplier<Step> script, @Nullable TimeSource time) {
    this.beginning = beginning;
    this.script = script;
    this.time = time;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ChatEvent> subscriber) {
    if (!taken.compareAndSet(false, true)) {
      subscriber.onSubscribe(new NoSubscription());
      subscriber.onError(new IllegalStateException("a stream has one subscriber"));
      return;
    }
    new Run(subscriber, beginning.get(), script.get(), time).begin();
  }

  private static final class NoSubscription implements Flow.Subscription {

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /** One stream under way. Arrivals and demand may come from any threads; signals are serial. */
  private static final class Run implements Flow.Subscription {

    private final Flow.Subscriber<? super ChatEvent> subscriber;
    private final ScriptedCall call;
    private final Step step;
    private final @Nullable TimeSource time;
    private final Timeouts timeouts;
    private final ArrayDeque<ChatEvent> arrived = new ArrayDeque<>();
    private List<ChatEvent> pieces = List.of();
    private @Nullable ChatReply reply;
    private int next;
    private long demand;
    private boolean emitting;
    private boolean ended;
    private @Nullable Throwable failure;
    private boolean complete;
    private TimeSource.@Nullable Timer total;
    private TimeSource.@Nullable Timer pending;

    Run(
        Flow.Subscriber<? super ChatEvent> subscriber,
        ScriptedCall call,
        Step step,
        @Nullable TimeSource time) {
      this.subscriber = subscriber;
      this.call = call;
      this.step = step;
      this.time = time;
      this.timeouts = call.control().timeouts();
    }

    void begin() {
      call.onClose(() -> fail(ScriptedAnswer.closed()));
      subscriber.onSubscribe(this);
      TimeSource clock = time;
      synchronized (this) {
        if (ended) {
          return;
        }
        if (clock != null) {
          total = clock.after(timeouts.total(), () -> timeOut(timeouts.total()));
        }
      }
      if (step.never) {
        wait(timeouts.firstContent(), () -> timeOut(timeouts.firstContent()));
      } else {
        await(step.delay, timeouts.firstContent(), this::arrive);
      }
    }

    private void arrive() {
      if (next == 0 && reply == null) {
        try {
          reply = step.answer == null ? null : step.reply(call.request(), call.control());
        } catch (RuntimeException failed) {
          fail(failed);
          return;
        }
        pieces = reply == null ? List.of() : step.deltas(reply);
      }
      while (next < pieces.size()) {
        offer(pieces.get(next));
        next++;
        if (!step.gap.isZero()) {
          await(step.gap, timeouts.idle(), this::arrive);
          return;
        }
      }
      end();
    }

    private void end() {
      switch (step.ending) {
        case COMPLETED -> complete();
        case CUT, FAILED -> fail(new ProviderException(step.failureAtTheEnd()));
        case STALLED -> wait(timeouts.idle(), () -> timeOut(timeouts.idle()));
      }
    }

    private void complete() {
      if (reply != null) {
        offer(new ChatEvent.Completed(reply));
      }
      synchronized (this) {
        complete = true;
      }
      drain();
    }

    private void timeOut(Duration patience) {
      fail(ScriptedAnswer.timeout(patience));
    }

    private void fail(Throwable why) {
      synchronized (this) {
        if (complete) {
          return;
        }
        complete = true;
        failure = why;
      }
      drain();
    }

    private void await(Duration delay, Duration patience, Runnable then) {
      if (delay.compareTo(patience) > 0) {
        wait(patience, () -> timeOut(patience));
      } else if (delay.isZero()) {
        then.run();
      } else {
        wait(delay, then);
      }
    }

    private void wait(Duration delay, Runnable then) {
      TimeSource clock = time;
      if (clock == null) {
        if (!step.stalls()) {
          fail(new IllegalStateException("a scripted delay needs ScriptedProvider.under(time)"));
        }
        return;
      }
      synchronized (this) {
        if (!ended) {
          pending = clock.after(delay, then);
        }
      }
    }

    private void offer(ChatEvent event) {
      synchronized (this) {
        if (complete) {
          return;
        }
        arrived.add(event);
      }
      drain();
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        fail(new IllegalArgumentException("demand must be positive, was " + n));
        return;
      }
      synchronized (this) {
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      }
      drain();
    }

    @Override
    public void cancel() {
      synchronized (this) {
        if (ended) {
          return;
        }
        settle();
      }
      call.cancelled();
    }

    private void drain() {
      synchronized (this) {
        if (emitting) {
          return;
        }
        emitting = true;
      }
      while (true) {
        ChatEvent event;
        synchronized (this) {
          if (ended || (arrived.isEmpty() && !complete) || (!arrived.isEmpty() && demand == 0)) {
            emitting = false;
            return;
          }
          event = arrived.poll();
          if (event == null) {
            settle();
          } else {
            demand--;
          }
        }
        if (event == null) {
          signalEnd();
        } else {
          subscriber.onNext(event);
        }
      }
    }

    private void signalEnd() {
      if (failure == null) {
        call.answered();
        subscriber.onComplete();
      } else {
        call.failed();
        subscriber.onError(failure);
      }
    }

    private void settle() {
      ended = true;
      arrived.clear();
      if (total != null) {
        total.cancel();
      }
      if (pending != null) {
        pending.cancel();
      }
    }
  }
}
