package dev.laneway.store.redis;

import dev.laneway.api.spi.store.StoreContext;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to Redis: one for commands, which go out without waiting for each other, and one
 * for news. A server that is away is looked for again whenever something is asked of it.
 */
final class Link implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Link.class);

  private static final Duration LONGEST_COMMAND = Duration.ofSeconds(5);
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);
  private static final Duration LAST_WORD = Duration.ofSeconds(1);
  private static final Duration RECONNECT = Duration.ofMillis(100);
  private static final int MOST_WAITING = 20_000;
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private final RedisClient client;
  private final @Nullable RedisURI address;
  private final @Nullable ClientResources ours;
  private final StoreContext context;
  private final ServerClock clock;
  private final Answered answered = new Answered();
  private final NoticeBoard board = new NoticeBoard(this);
  private final String prefix;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable CompletableFuture<StatefulRedisConnection<String, byte[]>> commands;
  private boolean closed;
  private volatile boolean deaf;
  private volatile @Nullable CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> news;

  private Link(
      RedisClient client,
      @Nullable RedisURI address,
      @Nullable ClientResources ours,
      StoreContext context) {
    this.client = client;
    this.address = address;
    this.ours = ours;
    this.context = context;
    this.clock = new ServerClock(context.time());
    // everything of a fleet stands in one slot of a cluster, for scripts take several keys
    this.prefix = "{" + context.namespace() + "}:";
  }

  static Link open(@Nullable RedisURI address, @Nullable RedisClient given, StoreContext context) {
    if (given != null) {
      return new Link(given, address, null, context);
    }
    // members come back together, so that all have told what they took before anybody asks again
    ClientResources resources =
        DefaultClientResources.builder().reconnectDelay(Delay.constant(RECONNECT)).build();
    RedisClient client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MOST_WAITING)
            .timeoutOptions(TimeoutOptions.enabled(LONGEST_COMMAND))
            .socketOptions(
                SocketOptions.builder().connectTimeout(LONGEST_CONNECT).tcpNoDelay(true).build())
            .build());
    return new Link(client, address, resources, context);
  }

  StoreContext context() {
    return context;
  }

  Answered answered() {
    return answered;
  }

  NoticeBoard board() {
    return board;
  }

  ServerClock clock() {
    return clock;
  }

  String key(String name) {
    return prefix + name;
  }

  /** The name without what keeps fleets apart. */
  String nameOf(String key) {
    return key.substring(prefix.length());
  }

  /** Whether this member wrote these lines. */
  boolean isOurs(List<String> lines) {
    return lines.get(0).equals(context.member());
  }

  boolean isKey(String text) {
    return text.startsWith(prefix);
  }

  String channel() {
    return key("news");
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] bytes(long number) {
    return bytes(Long.toString(number));
  }

  /** Asks something of the server, once it is connected. */
  <R> CompletableFuture<R> ask(
      Function<RedisAsyncCommands<String, byte[]>, CompletionStage<R>> question) {
    CompletableFuture<StatefulRedisConnection<String, byte[]>> connected = commands();
    if (connected.isDone() && !connected.isCompletedExceptionally()) {
      // the usual case: nothing between the caller and the wire
      return question.apply(connected.join().async()).toCompletableFuture();
    }
    return connected.thenCompose(connection -> question.apply(connection.async()));
  }

  /** The connection for commands; begun anew when the last attempt to connect failed. */
  CompletableFuture<StatefulRedisConnection<String, byte[]>> commands() {
    CompletableFuture<StatefulRedisConnection<String, byte[]>> known = commands;
    return known != null && !known.isCompletedExceptionally() ? known : connect();
  }

  private CompletableFuture<StatefulRedisConnection<String, byte[]>> connect() {
    lock.lock();
    try {
      CompletableFuture<StatefulRedisConnection<String, byte[]>> known = commands;
      if (closed) {
        return CompletableFuture.failedFuture(new IllegalStateException("the store is closed"));
      }
      if (known == null || known.isCompletedExceptionally()) {
        known =
            address == null
                ? CompletableFuture.supplyAsync(() -> client.connect(CODEC), Link::onItsOwnThread)
                : client.connectAsync(CODEC, address).toCompletableFuture();
        commands = known;
        listen();
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /** Whoever is asked next connects: after a failover another stands at the address. */
  void connectAnew() {
    lock.lock();
    try {
      CompletableFuture<StatefulRedisConnection<String, byte[]>> known = commands;
      if (!closed && known != null && known.isDone() && !known.isCompletedExceptionally()) {
        commands = null;
        var unused = known.join().closeAsync();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A client with an address of its own connects only while a thread waits for it. */
  private static void onItsOwnThread(Runnable task) {
    Thread thread = new Thread(task, "laneway-redis-connect");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> known = news;
    if (known == null || known.isCompletedExceptionally()) {
      CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> connected =
          address == null
              ? CompletableFuture.supplyAsync(
                  () -> client.connectPubSub(CODEC), Link::onItsOwnThread)
              : client.connectPubSubAsync(CODEC, address).toCompletableFuture();
      news = connected.thenCompose(this::subscribed);
    }
  }

  private CompletionStage<StatefulRedisPubSubConnection<String, byte[]>> subscribed(
      StatefulRedisPubSubConnection<String, byte[]> connection) {
    connection.addListener(new NewsReader(this, board));
    return connection
        .async()
        .subscribe(channel())
        .whenComplete(
            (done, thrown) -> {
              if (thrown != null) {
                var unused = connection.closeAsync();
              }
            })
        .thenApply(done -> connection);
  }

  /** The server answers: where it gave no news it is asked for them again. */
  void keepListening() {
    CompletableFuture<StatefulRedisPubSubConnection<String, byte[]>> known = news;
    if (known == null || !known.isDone()) {
      return;
    }
    if (!known.isCompletedExceptionally()) {
      deaf = false;
      return;
    }
    if (!deaf) {
      deaf = true;
      var unused =
          known.exceptionally(
              thrown -> {
                log.warn("Redis gives no news of others, and is asked again: {}", words(thrown));
                return null;
              });
    }
    lock.lock();
    try {
      if (!closed) {
        listen();
      }
    } finally {
      lock.unlock();
    }
  }

  private static String words(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return String.valueOf((cause == null ? thrown : cause).getMessage());
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
    awaitWhatWasAsked();
    if (ours != null) {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
      var unused = ours.shutdown(0, 2, TimeUnit.SECONDS);
    } else {
      CompletableFuture.allOf(closed(commands), closed(news)).join();
    }
  }

  /** Redis answers in order: with this answer it has done all that was asked before. */
  private void awaitWhatWasAsked() {
    CompletableFuture<StatefulRedisConnection<String, byte[]>> known = commands;
    if (known != null && known.isDone() && !known.isCompletedExceptionally()) {
      try {
        boolean unused =
            known.join().async().ping().await(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** One that has yet to come is not waited for: it goes as it comes. */
  private static CompletableFuture<Void> closed(
      @Nullable CompletableFuture<? extends StatefulConnection<String, byte[]>> connection) {
    if (connection == null) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> gone =
        connection
            .thenCompose(StatefulConnection::closeAsync)
            .exceptionally(neverConnected -> null);
    return connection.isDone() ? gone : CompletableFuture.completedFuture(null);
  }
}
