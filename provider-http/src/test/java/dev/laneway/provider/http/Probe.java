package dev.laneway.provider.http;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.SystemTime;
import dev.laneway.provider.http.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The smallest adapter that there is, and what a router would do with it. */
final class Probe implements AutoCloseable {

  static final String KEY = "sk-test-0123456789abcdef";

  private final SystemTime time = SystemTime.start("probe-time");
  private final HttpClient client =
      HttpClient.newBuilder()
          .executor(Runnable::run)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  final VendorHttp http;
  private final Timeouts timeouts;

  Probe(URI address, Timeouts timeouts, Sizes sizes) {
    this.timeouts = timeouts;
    http =
        new VendorHttp(
            VendorProfile.bearer(
                "probe", "https://probe.invalid/v1", LimitReader.NONE, StandardFailures.ROLLING),
            ProviderSettings.of("probe", ApiKey.of(KEY)).at(address),
            new ProviderContext(time, client),
            sizes);
  }

  static Probe at(RawVendor vendor) {
    return new Probe(vendor.address(), Timeouts.DEFAULT, Sizes.DEFAULT);
  }

  private CallControl control() {
    return new CallControl() {
      @Override
      public String model() {
        return "m";
      }

      @Override
      public Timeouts timeouts() {
        return timeouts;
      }
    };
  }

  CompletableFuture<String> ask() {
    return http.send(
        HttpCall.post("/chat", "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        control(),
        answer -> answer.json().get("text").text());
  }

  ProviderFailure failureOfAsking() {
    try {
      ask().orTimeout(20, TimeUnit.SECONDS).join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof ProviderException known) {
        return known.failure();
      }
      throw failed;
    }
    throw new AssertionError("the call did not fail");
  }

  Watcher listen(long demand) {
    return listen(Framing.SSE, demand);
  }

  Watcher listen(Framing framing, long demand) {
    Watcher watcher = new Watcher(demand);
    http.stream(() -> HttpCall.post("/chat", new byte[] {'{', '}'}), control(), framing, Words::new)
        .subscribe(watcher);
    return watcher;
  }

  /** Reads events whose data is {"text":…}, {"error":…} or [DONE]. */
  private static final class Words implements StreamReader {

    private final MessageAssembly message = new MessageAssembly();

    @Override
    public void read(WireEvent event, EventSink sink) {
      if (event.is("[DONE]")) {
        sink.complete(ChatReply.builder(message.message()).build());
        return;
      }
      Json json = event.json();
      if (json.get("error").isPresent()) {
        sink.fail(json);
      } else {
        String text = json.get("text").text();
        message.text(text);
        sink.emit(new ChatEvent.TextDelta(text));
      }
    }
  }

  /** Keeps what a stream tells. */
  static final class Watcher implements Flow.Subscriber<ChatEvent> {

    final ConcurrentLinkedQueue<ChatEvent> events = new ConcurrentLinkedQueue<>();
    final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final long demand;

    Watcher(long demand) {
      this.demand = demand;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
      if (demand != 0) {
        given.request(demand);
      }
    }

    @Override
    public void onNext(ChatEvent event) {
      events.add(event);
    }

    @Override
    public void onError(Throwable thrown) {
      end.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }

    String text() {
      StringBuilder text = new StringBuilder();
      for (ChatEvent event : events) {
        if (event instanceof ChatEvent.TextDelta delta) {
          text.append(delta.text());
        }
      }
      return text.toString();
    }

    List<ChatEvent> all() {
      end.orTimeout(20, TimeUnit.SECONDS).join();
      return List.copyOf(events);
    }

    ProviderFailure failure() {
      try {
        end.orTimeout(20, TimeUnit.SECONDS).join();
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof ProviderException known) {
          return known.failure();
        }
        throw failed;
      }
      throw new AssertionError("the stream did not fail");
    }
  }

  @Override
  public void close() {
    http.close();
    time.close();
  }
}
