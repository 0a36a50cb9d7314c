package dev.laneway.store.redis;

import dev.laneway.api.CallOptions;
import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Three routers on one Redis, with connections of their own, and one vendor that counts. */
final class Trio implements AutoCloseable {

  private final ConcurrentLinkedQueue<Long> calls = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<RouterEvent> events = new ConcurrentLinkedQueue<>();
  private final List<Router> routers = new ArrayList<>();

  Trio(String uri, Duration patience, Consumer<RouterBuilder> lanes) {
    for (int i = 0; i < 3; i++) {
      RouterBuilder builder =
          Router.builder()
              .provider(ScriptedProvider.factory("acme", settings -> new Counting()))
              .account("acme", a -> a.apiKey("k"))
              .grace(Duration.ZERO)
              .listener(
                  new RouterListener() {
                    @Override
                    public void onEvent(RouterEvent event) {
                      events.add(event);
                    }
                  })
              .store(RedisStore.at(uri), s -> s.patience(patience));
      lanes.accept(builder);
      routers.add(builder.build());
    }
    pause(1_200); // a beat later each has heard how many they are
  }

  /** A vendor that answers at once and remembers when it was called. */
  private final class Counting implements Provider {

    @Override
    public ProviderCapabilities capabilities() {
      return ProviderCapabilities.of(Capability.CHAT);
    }

    @Override
    public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
      calls.add(System.nanoTime() / 1_000);
      return CompletableFuture.completedFuture(
          ChatReply.of("ok").toBuilder().usage(Usage.of(10, 10)).build());
    }
  }

  Router get(int index) {
    return routers.get(index);
  }

  /** When the vendor was called, in microseconds. */
  List<Long> calls() {
    return calls.stream().sorted().toList();
  }

  <E extends RouterEvent> List<E> told(Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Each router sends so many calls at once, each of which may wait. */
  List<CompletableFuture<ChatReply>> burst(int each) {
    CallOptions patient =
        CallOptions.builder().urgency(Urgency.INTERACTIVE).deadline(Duration.ofMinutes(2)).build();
    List<CompletableFuture<ChatReply>> sent = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      for (Router router : routers) {
        sent.add(router.chatAsync(ChatRequest.of("x"), patient));
      }
    }
    return sent;
  }

  static void join(List<CompletableFuture<ChatReply>> sent) {
    CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).join();
  }

  static void until(BooleanSupplier holds) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within a minute");
      }
      pause(10);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  @Override
  public void close() {
    routers.forEach(Router::close);
  }
}
