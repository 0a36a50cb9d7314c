package dev.laneway.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.fixtures.RedisServer;
import dev.laneway.testkit.ScriptedProvider;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Redis that wants a password, lets not everybody do everything, or serves several fleets. */
class GuardedRedisTest {

  private static final int LIMIT = 5;
  private static final CallOptions SOON =
      CallOptions.builder().urgency(Urgency.INTERACTIVE).deadline(Duration.ofSeconds(30)).build();

  private final ConcurrentLinkedQueue<RouterEvent> heard = new ConcurrentLinkedQueue<>();
  private final ScriptedProvider vendor = ScriptedProvider.create();

  private Router router(String uri, String namespace) {
    vendor.anyModel().answers("ok");
    return Router.builder()
        .provider(vendor.asFactory("acme"))
        .account("acme", a -> a.apiKey("k"))
        .lane("acme/a", l -> l.quota(q -> q.requestsPerDay(LIMIT).dayOf(ZoneOffset.UTC)))
        .listener(
            new RouterListener() {
              @Override
              public void onEvent(RouterEvent event) {
                heard.add(event);
              }
            })
        .store(RedisStore.at(uri), s -> s.namespace(namespace).patience(Duration.ofSeconds(20)))
        .build();
  }

  private static String uri(String credentials, RedisServer server) {
    return "redis://" + credentials + "127.0.0.1:" + server.port();
  }

  private String whyItWasLost() {
    return heard.stream()
        .filter(RouterEvent.StoreLost.class::isInstance)
        .map(event -> ((RouterEvent.StoreLost) event).because())
        .findFirst()
        .orElse("");
  }

  private String whyItIsLost(String uri) {
    try (Router router = router(uri, "shop")) {
      Trio.until(() -> !whyItWasLost().isEmpty());
      assertThat(router.ask("Hi")).isEqualTo("ok"); // a store never sits in the way
      return whyItWasLost();
    }
  }

  private static int answered(Router router, int calls) {
    int answered = 0;
    for (int i = 0; i < calls; i++) {
      try {
        var unused = router.chat(ChatRequest.of("Hi"), SOON);
        answered++;
      } catch (RouterException refused) {
        assertThat(refused.reason()).isEqualTo(RouterException.Reason.LIMITED);
      }
    }
    return answered;
  }

  private static void tell(String uri, CommandType command, String... words) {
    RedisClient client = RedisClient.create(uri);
    try (var connection = client.connect()) {
      RedisCommands<String, String> redis = connection.sync();
      CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
      for (String word : words) {
        arguments.add(word);
      }
      assertThat(redis.dispatch(command, new StatusOutput<>(StringCodec.UTF8), arguments))
          .isEqualTo("OK");
    } finally {
      client.shutdown(0, 0, TimeUnit.SECONDS);
    }
  }

  @Test
  void a_wrong_password_is_told_and_not_repeated(@TempDir Path folder) throws Exception {
    try (RedisServer server = RedisServer.start(folder, "--requirepass", "open-sesame")) {
      assertThat(whyItIsLost(uri(":open-barley@", server)))
          .contains("WRONGPASS")
          .doesNotContain("barley");
    }
  }

  @Test
  void a_password_that_is_missing_is_told(@TempDir Path folder) throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, UTF_8));
    try (RedisServer server = RedisServer.start(folder, "--requirepass", "open-sesame");
        Router router = router(uri("", server), "shop")) {
      assertThat(router.ask("Hi")).isEqualTo("ok");
      // the first attempt may end before it hears why, and the next ones do not
      Trio.until(() -> printed.toString(UTF_8).contains("NOAUTH"));
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void a_replica_that_cannot_be_written_is_told_and_serves_once_it_can(@TempDir Path folder)
      throws Exception {
    try (RedisServer main = RedisServer.start(Files.createDirectory(folder.resolve("main")));
        RedisServer replica =
            RedisServer.start(
                Files.createDirectory(folder.resolve("replica")),
                "--replicaof",
                "127.0.0.1",
                String.valueOf(main.port()));
        Router router = router(uri("", replica), "shop")) {
      Trio.until(() -> whyItWasLost().contains("READONLY"));
      tell(uri("", replica), CommandType.REPLICAOF, "NO", "ONE");
      Trio.until(() -> heard.stream().anyMatch(RouterEvent.StoreReturned.class::isInstance));
      assertThat(answered(router, LIMIT + 1)).isEqualTo(LIMIT);
    }
  }

  /** As where a name leads to whichever Redis can be written, and the old one lives on. */
  @Test
  void after_a_failover_the_one_that_can_be_written_is_found(@TempDir Path folder)
      throws Exception {
    try (RedisServer main = RedisServer.start(Files.createDirectory(folder.resolve("main")));
        RedisServer replica =
            RedisServer.start(
                Files.createDirectory(folder.resolve("replica")),
                "--replicaof",
                "127.0.0.1",
                String.valueOf(main.port()));
        SlowProxy name = new SlowProxy(replica.port());
        Router router = router(name.uri(), "shop")) {
      Trio.until(() -> whyItWasLost().contains("READONLY"));
      name.leadTo(main.port());
      Trio.until(() -> heard.stream().anyMatch(RouterEvent.StoreReturned.class::isInstance));
      assertThat(answered(router, LIMIT + 1)).isEqualTo(LIMIT);
    }
  }

  @Test
  void a_user_needs_the_keys_and_the_channel_of_its_fleet_alone(@TempDir Path folder)
      throws Exception {
    try (RedisServer server = RedisServer.start(folder)) {
      allow(server, "&{shop}:*");
      try (Router one = router(uri("app:open-sesame@", server), "shop");
          Router other = router(uri("app:open-sesame@", server), "shop")) {
        assertThat(answered(one, 3) + answered(other, 3)).isEqualTo(LIMIT);
        assertThat(whyItWasLost()).isEmpty();
      }
    }
  }

  @Test
  void news_that_a_user_may_not_hear_are_asked_for_until_it_may(@TempDir Path folder)
      throws Exception {
    try (RedisServer server = RedisServer.start(folder)) {
      allow(server, "&none");
      vendor.model("a").throttlesFor(Duration.ofMinutes(20));
      try (Router late = router(uri("app:open-sesame@", server), "shop");
          Router one = router(uri("", server), "shop")) {
        assertThat(answered(one, 1)).isZero(); // which is told while the other hears nothing
        assertThat(late.status().pools().get(0).restingUntil()).isEmpty();
        allow(server, "&{shop}:*");
        Trio.until(() -> late.status().pools().get(0).restingUntil().isPresent());
      }
    }
  }

  private static void allow(RedisServer server, String channels) {
    tell(
        uri("", server),
        CommandType.ACL,
        "SETUSER",
        "app",
        "reset",
        "on",
        ">open-sesame",
        "~{shop}:*",
        "resetchannels",
        channels,
        "+@all",
        "-@dangerous");
  }

  @Test
  void fleets_of_two_namespaces_share_nothing_and_of_one_all(@TempDir Path folder)
      throws Exception {
    try (RedisServer server = RedisServer.start(folder);
        Router shop = router(uri("", server), "shop");
        Router desk = router(uri("", server), "desk");
        Router shopToo = router(uri("", server), "shop")) {
      assertThat(answered(shop, LIMIT + 1)).isEqualTo(LIMIT);
      assertThat(answered(desk, LIMIT + 1)).isEqualTo(LIMIT);
      assertThat(answered(shopToo, LIMIT)).isZero();
    }
  }

  /** Nothing there speaks TLS: it is enough to see that the store wants to. */
  @Test
  void an_address_of_rediss_is_spoken_to_in_tls(@TempDir Path folder) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> first = new CompletableFuture<>();
      Thread reading =
          new Thread(
              () -> {
                try (Socket caller = server.accept()) {
                  first.complete(caller.getInputStream().read());
                } catch (java.io.IOException broken) {
                  first.completeExceptionally(broken);
                }
              });
      reading.start();
      try (Router router = router("rediss://127.0.0.1:" + server.getLocalPort(), "shop")) {
        assertThat(first).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(0x16);
        assertThat(router.ask("Hi")).isEqualTo("ok");
      }
    }
  }

  @Test
  void an_address_that_cannot_be_read_is_not_repeated() {
    for (String uri : new String[] {"redis://:open sesame@host", "redis//:open-sesame@host", ""}) {
      assertThatThrownBy(() -> RedisStore.at(uri))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("uri of Redis must be like redis://user:password@host:6379")
          .hasMessageNotContaining("sesame")
          .hasNoCause();
    }
  }
}
