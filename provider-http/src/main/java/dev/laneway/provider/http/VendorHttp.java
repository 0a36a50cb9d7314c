package dev.laneway.provider.http;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Endpoint;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.provider.http.json.JsonException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The HTTP side of one account: an adapter holds one and hands it calls and readers. It adds the
 * key and the configured headers, keeps the time-outs, tells the router what headers said about
 * limits, turns every bad end into a failure, and never follows a redirect. Adapters' readers run
 * on the HTTP client's own thread: they may work, and must not wait.
 */
public final class VendorHttp implements AutoCloseable {

  private static final int MOST_URIS = 64;

  private final VendorProfile vendor;
  private final ProviderSettings settings;
  private final ProviderContext context;
  private final Sizes sizes;
  private final URI base;
  private final String prefix;
  private final Endpoint endpoint;
  private final Verdicts verdicts;
  private final Patrol patrol;
  private final HttpHeaders asking;
  private final HttpHeaders sending;
  private final Map<String, URI> uris = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Checks the settings and sends nothing.
   *
   * @throws IllegalArgumentException if a configured header cannot be sent
   */
  public VendorHttp(VendorProfile vendor, ProviderSettings settings, ProviderContext context) {
    this(vendor, settings, context, Sizes.DEFAULT);
  }

  VendorHttp(
      VendorProfile vendor, ProviderSettings settings, ProviderContext context, Sizes sizes) {
    this.vendor = vendor;
    this.settings = settings;
    this.context = context;
    this.sizes = sizes;
    base = settings.baseUrl().orElse(vendor.baseUrl());
    endpoint = new Endpoint(base, settings.apiKey().fingerprint());
    prefix = base.toString().replaceFirst("/+$", "");
    verdicts = new Verdicts(vendor, settings.apiKey(), base, context.time());
    patrol = new Patrol(context.time());
    settings.headers().forEach(this::requireSendable);
    asking = Headers.of(common(false));
    sending = Headers.of(common(true));
  }

  /** Where calls go and with which key. */
  public Endpoint endpoint() {
    return endpoint;
  }

  private void requireSendable(String name, String value) {
    try {
      HttpRequest.newBuilder().header(name, value);
    } catch (IllegalArgumentException quoting) { // the value, which may be a secret
      throw new IllegalArgumentException(
          "headers of account '%s' must hold what HTTP can send, '%s' or its value cannot be sent"
              .formatted(settings.account(), name));
    }
  }

  /**
   * Sends a call and has the whole answer read when its status is good. Cancelling the future
   * closes the connection.
   */
  public <T> CompletableFuture<T> send(
      HttpCall call, CallControl control, Function<HttpAnswer, T> reader) {
    return send(() -> call, control, reader);
  }

  /**
   * The same with a call that may fail to be written: what the supplier throws fails the future.
   */
  public <T> CompletableFuture<T> send(
      Supplier<HttpCall> call, CallControl control, Function<HttpAnswer, T> reader) {
    if (closed) {
      return CompletableFuture.failedFuture(verdicts.closed());
    }
    Verdicts ours = verdicts.ofOneCall();
    WholeAnswer<T> whole = new WholeAnswer<>(ours, reader, sizes.answer());
    Transfer transfer = transfer(ours, control, whole);
    whole.by(transfer);
    start(transfer, ours, call);
    return whole;
  }

  /**
   * A stream of one call, for one subscriber, sent when it subscribes.
   *
   * @param call made when it is sent
   */
  public Flow.Publisher<ChatEvent> stream(
      Supplier<HttpCall> call,
      CallControl control,
      Framing framing,
      Supplier<StreamReader> reader) {
    AtomicBoolean taken = new AtomicBoolean();
    return subscriber -> {
      Verdicts ours = verdicts.ofOneCall();
      EventStream stream = new EventStream(ours, reader.get(), framing, sizes, subscriber);
      subscriber.onSubscribe(stream);
      Transfer transfer = transfer(ours, control, stream);
      if (!stream.attach(transfer)) {
        transfer.abort();
      } else if (taken.getAndSet(true)) {
        transfer.fail(verdicts.of(new IllegalStateException("a stream has one subscriber")));
      } else if (closed) {
        transfer.fail(verdicts.closed());
      } else {
        start(transfer, ours, call);
      }
    };
  }

  private void start(Transfer transfer, Verdicts ours, Supplier<HttpCall> call) {
    HttpRequest request;
    try {
      HttpCall written = call.get();
      ours.sends(written);
      request = request(written);
    } catch (JsonException noJson) {
      transfer.fail(verdicts.unwritable(noJson));
      return;
    } catch (RuntimeException unwritten) {
      transfer.fail(verdicts.of(unwritten));
      return;
    }
    transfer.start(context.http(), request);
  }

  private Transfer transfer(Verdicts ours, CallControl control, Transfer.Receiver receiver) {
    return new Transfer(ours, context.time(), control, receiver, patrol);
  }

  private HttpRequest request(HttpCall call) {
    HttpHeaders headers = call.body() == null ? asking : sending;
    return new Outgoing(uri(call.path()), headers, call.body());
  }

  /** Most adapters have three paths or four; one that has many does without the memory. */
  private URI uri(String path) {
    URI known = uris.get(path);
    if (known != null) {
      return known;
    }
    URI made = URI.create(prefix + path);
    if (uris.size() < MOST_URIS) {
      uris.put(path, made);
    }
    return made;
  }

  private Map<String, String> common(boolean body) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Accept", "application/json, text/event-stream");
    if (body) {
      all.put("Content-Type", "application/json");
    }
    if (settings.apiKey().isPresent()) {
      all.put(vendor.keyHeader(), vendor.keyValue(settings.apiKey()));
    }
    all.putAll(settings.headers());
    return all;
  }

  /** Cancels what is under way; calls that come later fail. */
  @Override
  public void close() {
    closed = true;
    patrol.forEach(transfer -> transfer.fail(verdicts.closed()));
  }
}
