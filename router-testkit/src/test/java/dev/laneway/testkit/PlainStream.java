package dev.laneway.testkit;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.testkit.PlainProvider.Flaw;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A stream of a {@link PlainProvider}: the whole answer, told in three events. */
final class PlainStream implements Flow.Subscription {

  private final PlainProvider provider;
  private final Flow.Subscriber<? super ChatEvent> subscriber;
  private final ArrayDeque<ChatEvent> ready = new ArrayDeque<>();
  private CompletableFuture<ChatReply> call = new CompletableFuture<>();
  private long demand;
  private boolean answered;
  private boolean over;

  private PlainStream(PlainProvider provider, Flow.Subscriber<? super ChatEvent> subscriber) {
    this.provider = provider;
    this.subscriber = subscriber;
  }

  static void begin(
      PlainProvider provider,
      Flow.Subscriber<? super ChatEvent> subscriber,
      Supplier<CompletableFuture<ChatReply>> call) {
    PlainStream stream = new PlainStream(provider, subscriber);
    subscriber.onSubscribe(stream);
    stream.call = call.get();
    var unused = stream.call.whenComplete(stream::ended);
  }

  private synchronized void ended(@Nullable ChatReply reply, @Nullable Throwable failure) {
    if (over) {
      return;
    }
    if (failure != null || reply == null) {
      over = true;
      subscriber.onError(PlainProvider.told(requireNonNull(failure)));
      return;
    }
    answered = true;
    ready.add(new ChatEvent.TextDelta(reply.text().substring(0, 1)));
    ready.add(new ChatEvent.TextDelta(reply.text().substring(1)));
    if (!provider.has(Flaw.NEVER_COMPLETES)) {
      ready.add(new ChatEvent.Completed(reply));
    }
    show();
  }

  private void show() {
    while (!ready.isEmpty() && (demand > 0 || provider.has(Flaw.PUSHES))) {
      demand--;
      subscriber.onNext(ready.remove());
    }
    if (answered && ready.isEmpty() && !over) {
      over = true;
      subscriber.onComplete();
    }
  }

  @Override
  public synchronized void request(long n) {
    demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
    show();
  }

  @Override
  public synchronized void cancel() {
    over = true;
    call.cancel(true);
  }
}
