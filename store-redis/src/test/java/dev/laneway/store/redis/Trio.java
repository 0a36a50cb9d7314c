package dev.laneway.store.redis;

import dev.laneway.api.CallOptions;
import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Usage;
import dev.laneway.api.Window;
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
import java.util.function.Supplier;

/** Three routers on one Redis, with connections of their own, and one vendor that counts. */
final class Trio implements AutoCloseable {

  /** Where calls go. */
  static final String LANE = "acme/a";

  private final ConcurrentLinkedQueue<Long> calls = new ConcurrentLinkedQueue<>();
  private final List<Ears> ears = new ArrayList<>();
  private final List<Router> routers = new ArrayList<>();

  Trio(Redis redis, Duration patience, Consumer<RouterBuilder> lanes) {
    this(redis, redis.uri(), patience, lanes);
  }

  /**
   * @param uri the way to Redis that the routers take
   */
  Trio(Redis redis, String uri, Duration patience, Consumer<RouterBuilder> lanes) {
    for (int i = 0; i < 3; i++) {
      Ears heard = new Ears();
      ears.add(heard);
      RouterBuilder builder =
          Router.builder()
              .provider(ScriptedProvider.factory("acme", settings -> new Counting()))
              .account("acme", a -> a.apiKey("k"))
              .grace(Duration.ZERO)
              .listener(heard)
              .store(RedisStore.at(uri), s -> s.patience(patience));
      builder.lane(
          "acme/roomy",
          l ->
              l.quota(
                  q -> q.limit(Resource.REQUESTS, 1_000_000, Window.rolling(Duration.ofHours(1)))));
      lanes.accept(builder);
      routers.add(builder.build());
    }
    redis.awaitFleet(3);
    warmUp();
  }

  /** The first answers of a JVM are late for reasons of its own. */
  private void warmUp() {
    CallOptions roomy = CallOptions.builder().lane("acme/roomy").build();
    for (Router router : routers) {
      for (int i = 0; i < 50; i++) {
        var unused = router.chat(ChatRequest.of("x"), roomy);
      }
    }
    calls.clear();
  }

  /** What one router says of its store. */
  private static final class Ears implements RouterListener {

    private volatile boolean away;
    private volatile boolean everAway;

    @Override
    public void onStoreLost(RouterEvent.StoreLost event) {
      away = true;
      everAway = true;
    }

    @Override
    public void onStoreReturned(RouterEvent.StoreReturned event) {
      away = false;
    }
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

  /** Whether no router has its store now. */
  boolean allAreAlone() {
    return ears.stream().allMatch(router -> router.away);
  }

  /** Whether every router has its store now. */
  boolean nobodyIsAlone() {
    return ears.stream().noneMatch(router -> router.away);
  }

  /** Whether a router has noticed once that its store was away. */
  boolean someoneWasAlone() {
    return ears.stream().anyMatch(router -> router.everAway);
  }

  /**
   * Whether each router knows of all that was taken of its first limit: nothing is left there, or
   * nothing counts any more.
   */
  boolean allHaveHeard(Duration window) {
    long last = calls.stream().mapToLong(Long::longValue).max().orElse(0);
    return System.nanoTime() / 1_000 - last > window.toNanos() / 1_000
        || routers.stream().allMatch(router -> left(router) == 0);
  }

  private static long left(Router router) {
    return router.status().pools().stream()
        .filter(pool -> pool.name().equals(LANE))
        .findFirst()
        .orElseThrow()
        .limits()
        .get(0)
        .left();
  }

  /** Each router sends so many calls at once, each of which may wait. */
  List<CompletableFuture<ChatReply>> burst(int each) {
    CallOptions patient =
        CallOptions.builder()
            .lane(LANE)
            .urgency(Urgency.INTERACTIVE)
            .deadline(Duration.ofMinutes(2))
            .build();
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
    until(holds, () -> "");
  }

  /**
   * @param seen what to say if it never holds
   */
  static void until(BooleanSupplier holds, Supplier<?> seen) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within two minutes: " + seen.get());
      }
      pause(10);
    }
  }

  private static void pause(long millis) {
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
