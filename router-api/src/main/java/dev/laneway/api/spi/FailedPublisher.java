package dev.laneway.api.spi;

import dev.laneway.api.ChatEvent;
import java.util.concurrent.Flow;

/** A stream that fails as soon as somebody subscribes. */
record FailedPublisher(ProviderException failure) implements Flow.Publisher<ChatEvent> {

  @Override
  public void subscribe(Flow.Subscriber<? super ChatEvent> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {}

          @Override
          public void cancel() {}
        });
    subscriber.onError(failure);
  }
}
