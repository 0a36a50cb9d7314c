package dev.laneway.core;

import dev.laneway.api.ChatEvent;
import dev.laneway.core.schedule.StreamRelay;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Hands a relay's events to one subscriber on the application's executor, as it asks for them. */
final class RelayPublisher implements Flow.Publisher<ChatEvent> {

  private final StreamRelay relay;
  private final Executor executor;
  private final AtomicBoolean taken = new AtomicBoolean();

  RelayPublisher(StreamRelay relay, Executor executor) {
    this.relay = relay;
    this.executor = executor;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ChatEvent> subscriber) {
    if (taken.compareAndSet(false, true)) {
      Delivery delivery = new Delivery(subscriber);
      subscriber.onSubscribe(delivery);
      delivery.begin();
    } else {
      subscriber.onSubscribe(new Refused());
      subscriber.onError(new IllegalStateException("a stream has one subscriber, this is another"));
    }
  }

  /** The subscription of somebody who came too late. */
  private static final class Refused implements Flow.Subscription {

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /** Delivers on one thread at a time. */
  private final class Delivery implements Flow.Subscription {

    private final Flow.Subscriber<? super ChatEvent> subscriber;
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicInteger wakes = new AtomicInteger(1); // nothing before it is subscribed
    private volatile boolean over;
    private volatile boolean refusedRequest;

    Delivery(Flow.Subscriber<? super ChatEvent> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        refusedRequest = true;
      } else {
        wanted.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
      }
      wake();
    }

    @Override
    public void cancel() {
      over = true;
      relay.close();
    }

    /** The subscriber has its subscription and may be told more. */
    void begin() {
      relay.onChange(this::wake);
      handOver();
    }

    void wake() {
      if (wakes.getAndIncrement() == 0) {
        handOver();
      }
    }

    private void handOver() {
      try {
        executor.execute(this::deliver);
      } catch (RejectedExecutionException closed) {
        deliver(); // better on this thread than never
      }
    }

    private void deliver() {
      int seen = 1;
      do {
        deliverWhatThereIs();
        seen = wakes.addAndGet(-seen);
      } while (seen != 0);
    }

    private void tell(ChatEvent event) {
      boolean taken = false;
      try {
        subscriber.onNext(event);
        taken = true;
      } finally {
        if (!taken) {
          cancel();
        }
      }
    }

    private void deliverWhatThereIs() {
      if (refusedRequest && !over) {
        over = true;
        relay.close();
        subscriber.onError(new IllegalArgumentException("request must be positive"));
      }
      while (!over && wanted.get() > 0) {
        ChatEvent event = relay.poll();
        if (event == null) {
          break;
        }
        wanted.decrementAndGet();
        tell(event);
      }
      if (!over && relay.isExhausted()) {
        over = true;
        Throwable error = relay.error();
        if (error == null) {
          subscriber.onComplete();
        } else {
          subscriber.onError(Waiting.asRouterException(error));
        }
      }
    }
  }
}
