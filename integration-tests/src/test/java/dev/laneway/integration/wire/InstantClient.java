package dev.laneway.integration.wire;

import dev.laneway.testkit.VendorReply;
import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * A client without a network: the answer is there at once, whole or broken off, on the thread that
 * asks. Some thousand answers take a second.
 */
final class InstantClient extends HttpClient {

  private final VendorReply reply;
  private final boolean breaks;

  /** A client whose every answer is this one; it may break off where the reply ends. */
  InstantClient(VendorReply reply, boolean breaks) {
    this.reply = reply;
    this.breaks = breaks;
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    CompletableFuture<HttpResponse<T>> response = new CompletableFuture<>();
    HttpResponse.BodySubscriber<T> body = handler.apply(new Head(reply));
    body.onSubscribe(new Once(body, reply.body(), breaks));
    return response;
  }

  private record Head(VendorReply reply) implements HttpResponse.ResponseInfo {

    @Override
    public int statusCode() {
      return reply.status();
    }

    @Override
    public HttpHeaders headers() {
      Map<String, List<String>> all = new HashMap<>();
      reply.headers().forEach((name, value) -> all.put(name, List.of(value)));
      return HttpHeaders.of(all, (name, value) -> true);
    }

    @Override
    public HttpClient.Version version() {
      return HttpClient.Version.HTTP_1_1;
    }
  }

  /** All bytes at the first request, and then the end. */
  private static final class Once implements Flow.Subscription {

    private final HttpResponse.BodySubscriber<?> body;
    private final byte[] bytes;
    private final boolean breaks;
    private boolean over;

    Once(HttpResponse.BodySubscriber<?> body, byte[] bytes, boolean breaks) {
      this.body = body;
      this.bytes = bytes;
      this.breaks = breaks;
    }

    @Override
    public void request(long n) {
      if (over) {
        return;
      }
      over = true;
      if (bytes.length > 0) {
        body.onNext(List.of(ByteBuffer.wrap(bytes).asReadOnlyBuffer()));
      }
      if (breaks) {
        body.onError(new IOException("broken off"));
      } else {
        body.onComplete();
      }
    }

    @Override
    public void cancel() {
      over = true;
    }
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request,
      HttpResponse.BodyHandler<T> handler,
      HttpResponse.PushPromiseHandler<T> push) {
    return sendAsync(request, handler);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return Optional.empty();
  }

  @Override
  public Redirect followRedirects() {
    return Redirect.NEVER;
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return Optional.empty();
  }

  @Override
  public SSLContext sslContext() {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException none) {
      throw new IllegalStateException(none);
    }
  }

  @Override
  public SSLParameters sslParameters() {
    return new SSLParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return Optional.empty();
  }

  @Override
  public HttpClient.Version version() {
    return HttpClient.Version.HTTP_1_1;
  }

  @Override
  public Optional<Executor> executor() {
    return Optional.empty();
  }
}
