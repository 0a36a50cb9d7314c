package dev.laneway.provider.http;

import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.time.TimeSource;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One exchange on the JDK's client: its time-outs, its one ending, and the way down to the socket
 * when somebody loses interest. The body goes to a {@link Receiver} on the client's own thread.
 */
final class Transfer implements HttpResponse.BodyHandler<@Nullable Void> {

  /** What becomes of the answer. Exactly one of {@code ended} and {@code failed} comes last. */
  interface Receiver {

    /** Status and headers are there. */
    void headed(HttpResponse.ResponseInfo head, Transfer transfer);

    /** Some bytes; whoever wants more asks for them. */
    void received(List<ByteBuffer> bytes);

    /** The answer has ended well. */
    void ended();

    /** There is no answer, or no more of it. */
    void failed(ProviderException failure);
  }

  private final Verdicts verdicts;
  private final CallControl control;
  private final Receiver receiver;
  private final Watch watch;
  private final AtomicBoolean over = new AtomicBoolean();
  private final CompletableFuture<@Nullable Void> body = new CompletableFuture<>();
  private final Patrol patrol;

  private volatile @Nullable CompletableFuture<HttpResponse<@Nullable Void>> response;
  private volatile boolean answered;
  private volatile Flow.@Nullable Subscription source;

  Transfer(
      Verdicts verdicts, TimeSource time, CallControl control, Receiver receiver, Patrol patrol) {
    this.verdicts = verdicts;
    this.control = control;
    this.receiver = receiver;
    this.patrol = patrol;
    watch =
        new Watch(
            time, control.timeouts(), (which, after) -> fail(verdicts.timedOut(which, after)));
    patrol.add(this);
  }

  void start(HttpClient http, HttpRequest request) {
    try {
      CompletableFuture<HttpResponse<@Nullable Void>> sent = http.sendAsync(request, this);
      response = sent;
      if (answered) {
        settle();
      } else if (over.get()) {
        sent.cancel(true);
      }
      var unused =
          sent.whenComplete(
              (ignored, thrown) -> {
                if (thrown != null) {
                  fail(verdicts.of(thrown));
                }
              });
    } catch (RuntimeException refused) {
      fail(verdicts.of(refused));
    }
  }

  Watch watch() {
    return watch;
  }

  void request(long buffers) {
    Flow.Subscription from = source;
    if (from != null) {
      from.request(buffers);
    }
  }

  /** Ends the exchange down to the socket and says nothing to anybody. */
  void abort() {
    if (over.compareAndSet(false, true)) {
      release();
      disconnect();
    }
  }

  /** Ends the exchange down to the socket because of a failure. */
  void fail(ProviderException failure) {
    if (over.compareAndSet(false, true)) {
      release();
      disconnect();
      receiver.failed(failure);
    }
  }

  private void disconnect() {
    Flow.Subscription from = source;
    if (from != null) {
      from.cancel();
    }
    CompletableFuture<HttpResponse<@Nullable Void>> sent = response;
    if (sent != null) {
      sent.cancel(true);
    }
    body.complete(null);
  }

  /**
   * All has been said: the client need not tell us. It would hand its future over to another thread
   * for that, and on a machine of one or two cores before JDK 25 start that thread for each call;
   * one that is complete already is left alone. Where the answer is faster than the client's method
   * returns there is no future yet: then whoever gets it does this.
   */
  private void settle() {
    answered = true;
    CompletableFuture<HttpResponse<@Nullable Void>> sent = response;
    if (sent != null) {
      sent.complete(null);
      body.complete(null);
    }
  }

  private void release() {
    patrol.remove(this);
  }

  @Override
  public HttpResponse.BodySubscriber<@Nullable Void> apply(HttpResponse.ResponseInfo head) {
    return new Body(head);
  }

  /** The client's side of the body. */
  private final class Body implements HttpResponse.BodySubscriber<@Nullable Void> {

    private final HttpResponse.ResponseInfo head;

    Body(HttpResponse.ResponseInfo head) {
      this.head = head;
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      if (over.get()) {
        subscription.cancel();
        return;
      }
      guarded(
          () -> {
            control.observed(verdicts.readings(head.headers()));
            receiver.headed(head, Transfer.this);
          });
    }

    @Override
    public void onNext(List<ByteBuffer> bytes) {
      if (!over.get()) {
        watch.touch();
        guarded(() -> receiver.received(bytes));
      }
    }

    @Override
    public void onError(Throwable thrown) {
      fail(verdicts.of(thrown));
    }

    @Override
    public void onComplete() {
      if (over.compareAndSet(false, true)) {
        release();
        try {
          receiver.ended();
        } catch (RuntimeException bug) {
          receiver.failed(verdicts.of(bug));
        }
        settle();
      }
    }

    private void guarded(Runnable step) {
      try {
        step.run();
      } catch (RuntimeException thrown) {
        fail(verdicts.of(thrown));
      }
    }
  }
}
