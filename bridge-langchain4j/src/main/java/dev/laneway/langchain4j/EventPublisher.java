package dev.laneway.langchain4j;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.RouterException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A stream for each subscriber, with its back-pressure: of the router no more is taken than was
 * asked for, except the handful of events that its last one becomes.
 */
final class EventPublisher implements Flow.Publisher<ChatModelStreamingEvent> {

  private final Wiring wiring;
  private final ChatRequest theirs;

  EventPublisher(Wiring wiring, ChatRequest theirs) {
    this.wiring = wiring;
    this.theirs = theirs;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ChatModelStreamingEvent> subscriber) {
    Flow.Publisher<ChatEvent> events;
    Question question;
    try {
      question = wiring.question(theirs);
      events = wiring.router().stream(question.request(), question.options()).publisher();
    } catch (RouterException | LangChain4jException failed) {
      subscriber.onSubscribe(new Ended());
      subscriber.onError(Failures.theirs(failed));
      return;
    }
    events.subscribe(new Delivery(subscriber, new Pieces(question.turn())));
  }

  /** The subscription to what failed before it began. */
  private static final class Ended implements Flow.Subscription {

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {}
  }

  /** Hands events over on whichever thread finds some and the wish for them, one at a time. */
  private static final class Delivery
      implements Flow.Subscriber<ChatEvent>, Flow.Subscription, Pieces.Listener {

    private final Flow.Subscriber<? super ChatModelStreamingEvent> subscriber;
    private final Pieces pieces;
    private final Queue<ChatModelStreamingEvent> ready = new ConcurrentLinkedQueue<>();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicInteger wakes = new AtomicInteger();
    private volatile Flow.@Nullable Subscription router;
    private volatile boolean asking;
    private volatile boolean exhausted;
    private volatile boolean over;
    private volatile @Nullable Throwable error;

    Delivery(Flow.Subscriber<? super ChatModelStreamingEvent> subscriber, Pieces pieces) {
      this.subscriber = subscriber;
      this.pieces = pieces;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      router = given;
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        fail(new IllegalArgumentException("request must be positive, was " + n));
      } else {
        wanted.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
      }
      drain();
    }

    @Override
    public void cancel() {
      over = true;
      stop();
    }

    private void fail(RuntimeException why) {
      error = why;
      exhausted = true;
      ready.clear();
      stop();
    }

    private void stop() {
      Flow.Subscription given = router;
      if (given != null) {
        given.cancel();
      }
    }

    @Override
    public void onNext(ChatEvent event) {
      try {
        pieces.tell(event, this);
      } catch (RuntimeException wrong) {
        fail(wrong);
      }
      asking = false;
      drain();
    }

    @Override
    public void onError(Throwable failed) {
      error = Failures.theirs(failed);
      exhausted = true;
      drain();
    }

    @Override
    public void onComplete() {
      exhausted = true;
      drain();
    }

    private void drain() {
      if (wakes.getAndIncrement() != 0) {
        return;
      }
      int seen = 1;
      do {
        handOver();
        seen = wakes.addAndGet(-seen);
      } while (seen != 0);
    }

    private void handOver() {
      while (!over && wanted.get() > 0) {
        ChatModelStreamingEvent event = ready.poll();
        if (event == null) {
          break;
        }
        if (wanted.get() != Long.MAX_VALUE) {
          wanted.decrementAndGet();
        }
        tell(event);
      }
      if (over) {
        return;
      }
      if (exhausted && ready.isEmpty()) {
        over = true;
        end();
      } else if (wanted.get() > 0 && !asking && !exhausted) {
        asking = true;
        Flow.Subscription given = router;
        if (given != null) {
          given.request(1);
        }
      }
    }

    private void tell(ChatModelStreamingEvent event) {
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

    private void end() {
      Throwable why = error;
      if (why == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(why);
      }
    }

    @Override
    public void text(PartialResponse piece) {
      ready.add(piece);
    }

    @Override
    public void thought(PartialThinking piece) {
      ready.add(piece);
    }

    @Override
    public void partOfCall(PartialToolCall piece) {
      ready.add(piece);
    }

    @Override
    public void call(CompleteToolCall call) {
      ready.add(call);
    }

    @Override
    public void end(ChatResponse whole) {
      ready.add(new CompleteResponse(whole));
    }
  }
}
