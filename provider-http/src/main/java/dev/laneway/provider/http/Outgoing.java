package dev.laneway.provider.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A request as the client wants it, without what a builder would copy: the headers of an account
 * are made once, and the bytes of a body are sent as they were written.
 */
final class Outgoing extends HttpRequest {

  private final URI uri;
  private final HttpHeaders headers;
  private final @Nullable ByteBuffer body;

  Outgoing(URI uri, HttpHeaders headers, @Nullable ByteBuffer body) {
    this.uri = uri;
    this.headers = headers;
    this.body = body;
  }

  @Override
  public Optional<BodyPublisher> bodyPublisher() {
    return body == null ? Optional.empty() : Optional.of(new Body(body));
  }

  @Override
  public String method() {
    return body == null ? "GET" : "POST";
  }

  /** Ours are kept elsewhere: the client's ends with the headers. */
  @Override
  public Optional<Duration> timeout() {
    return Optional.empty();
  }

  @Override
  public boolean expectContinue() {
    return false;
  }

  @Override
  public URI uri() {
    return uri;
  }

  /** No dance over plain text to find out whether the vendor speaks something newer. */
  @Override
  public Optional<HttpClient.Version> version() {
    return Optional.of(
        "https".equalsIgnoreCase(uri.getScheme())
            ? HttpClient.Version.HTTP_2
            : HttpClient.Version.HTTP_1_1);
  }

  @Override
  public HttpHeaders headers() {
    return headers;
  }

  /** Says all in one piece, each time that it is asked: the client may send again. */
  private record Body(ByteBuffer bytes) implements BodyPublisher {

    @Override
    public long contentLength() {
      return bytes.remaining();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      subscriber.onSubscribe(new Once(subscriber, bytes.asReadOnlyBuffer()));
    }
  }

  /** One piece and the end. */
  private static final class Once implements Flow.Subscription {

    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final ByteBuffer bytes;
    private final AtomicBoolean over = new AtomicBoolean();

    Once(Flow.Subscriber<? super ByteBuffer> subscriber, ByteBuffer bytes) {
      this.subscriber = subscriber;
      this.bytes = bytes;
    }

    @Override
    public void request(long n) {
      if (!over.compareAndSet(false, true)) {
        return;
      }
      if (n <= 0) {
        subscriber.onError(new IllegalArgumentException("request must be positive, was " + n));
        return;
      }
      if (bytes.hasRemaining()) {
        subscriber.onNext(bytes);
      }
      subscriber.onComplete();
    }

    @Override
    public void cancel() {
      over.set(true);
    }
  }
}
