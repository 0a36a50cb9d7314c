package dev.laneway.integration;

import dev.laneway.api.ChatEvent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** A subscriber that keeps everything it is told. */
public final class Collected implements Flow.Subscriber<ChatEvent> {

  private final List<ChatEvent> events = new CopyOnWriteArrayList<>();
  private final CompletableFuture<List<ChatEvent>> ended = new CompletableFuture<>();
  private final CompletableFuture<ChatEvent> first = new CompletableFuture<>();
  private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
  private final long demand;

  private Collected(long demand) {
    this.demand = demand;
  }

  /** Asks for everything at once. */
  public static Collected eager() {
    return new Collected(Long.MAX_VALUE);
  }

  /** Asks for one event after the other. */
  public static Collected oneByOne() {
    return new Collected(1);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscribed.complete(subscription);
    subscription.request(demand);
  }

  @Override
  public void onNext(ChatEvent event) {
    events.add(event);
    first.complete(event);
    if (demand == 1) {
      subscribed.join().request(1);
    }
  }

  @Override
  public void onError(Throwable failure) {
    first.completeExceptionally(failure);
    ended.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    ended.complete(List.copyOf(events));
  }

  /** All events, once the stream has ended; fails as the stream fails. */
  public CompletableFuture<List<ChatEvent>> ended() {
    return ended;
  }

  /** The first event. */
  public CompletableFuture<ChatEvent> first() {
    return first;
  }

  /** What was told so far. */
  public List<ChatEvent> soFar() {
    return List.copyOf(events);
  }

  /** Ends the subscription. */
  public void cancel() {
    subscribed.join().cancel();
  }
}
