package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CacheMode;
import dev.laneway.api.CacheOutcome;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.Router;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ScriptedProvider;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What routers tell each other: answers, rests, limits. */
class SharedNewsTest {

  private static final CallOptions SOON =
      CallOptions.builder().urgency(Urgency.OPTIONAL).deadline(Duration.ofSeconds(20)).build();

  private final ConcurrentLinkedQueue<RouterEvent> heard = new ConcurrentLinkedQueue<>();

  private Router router(Redis redis, ScriptedProvider vendor, int keyByte) {
    return router(redis.uri(), vendor, keyByte, Duration.ofSeconds(20));
  }

  private Router router(String uri, ScriptedProvider vendor, int keyByte, Duration patience) {
    return Router.builder()
        .provider(vendor.asFactory("acme"))
        .account("acme", a -> a.apiKey("k"))
        .lane(
            "acme/a",
            l ->
                l.quota(
                    q ->
                        q.limit(Resource.REQUESTS, 100, Window.bucket(Duration.ofMinutes(1)))
                            .limit(Resource.REQUESTS, 1_000, Window.rolling(Duration.ofHours(1)))))
        .cache(c -> c.timeToLive(Duration.ofMinutes(5)))
        .listener(
            new RouterListener() {
              @Override
              public void onEvent(RouterEvent event) {
                heard.add(event);
              }
            })
        .store(
            RedisStore.at(uri),
            s -> {
              s.patience(patience);
              if (keyByte > 0) {
                byte[] key = new byte[32];
                key[0] = (byte) keyByte;
                s.encryptedWith(new SecretKeySpec(key, "AES"));
              }
            })
        .build();
  }

  @Test
  void one_routers_answer_serves_another_and_nobody_else_can_read_it(@TempDir Path folder)
      throws Exception {
    ScriptedProvider vendor = ScriptedProvider.create();
    vendor.anyModel().answers("a very secret answer");
    ChatRequest request = ChatRequest.of("a very secret question");
    CallOptions acme = CallOptions.builder().tenant("acme inc").build();
    try (Redis redis = Redis.start(folder);
        Router one = router(redis, vendor, 1);
        Router other = router(redis, vendor, 1);
        Router stranger = router(redis, vendor, 2)) {
      assertThat(one.chat(request, acme).receipt().cache()).isEqualTo(CacheOutcome.MISS);
      Trio.until(() -> keysOf(redis, "reply:").size() == 1);
      ChatReply second = other.chat(request, acme);
      assertThat(second.text()).isEqualTo("a very secret answer");
      assertThat(second.receipt().cache()).isEqualTo(CacheOutcome.HIT);
      CallOptions stored = acme.toBuilder().cache(CacheMode.CACHED_ONLY).build();
      assertThat(other.chat(request, stored).receipt().cache()).isEqualTo(CacheOutcome.HIT);
      assertThat(vendor.calls()).hasSize(1);
      CallOptions someoneElse = CallOptions.builder().tenant("other inc").build();
      assertThat(other.chat(request, someoneElse).receipt().cache()).isEqualTo(CacheOutcome.MISS);
      assertThat(stranger.chat(request, acme).receipt().cache()).isEqualTo(CacheOutcome.MISS);
      assertThat(everythingIn(redis)).doesNotContain("secret", "acme inc", "\"k\"");
    }
  }

  @Test
  void an_answer_is_waited_for_also_when_redis_is_far_away(@TempDir Path folder) throws Exception {
    ScriptedProvider vendor = ScriptedProvider.create();
    vendor.anyModel().answers("ok");
    Duration usual = Duration.ofMillis(4);
    try (Redis redis = Redis.start(folder);
        SlowProxy proxy = new SlowProxy(redis.port())) {
      proxy.delay(20);
      try (Router one = router(redis, vendor, 0);
          Router far = router(proxy.uri(), vendor, 0, usual)) {
        assertThat(one.ask("Hi")).isEqualTo("ok");
        Trio.until(() -> keysOf(redis, "reply:").size() == 1);
        CallOptions stored = SOON.toBuilder().cache(CacheMode.CACHED_ONLY).build();
        Trio.until(() -> finds(far, stored)); // a machine that stood still has asked in vain
      }
    }
  }

  private static boolean finds(Router router, CallOptions stored) {
    try {
      return router.chat(ChatRequest.of("Hi"), stored).receipt().cache() == CacheOutcome.HIT;
    } catch (RouterException notThere) {
      assertThat(notThere.reason()).isEqualTo(RouterException.Reason.NOT_CACHED);
      return false;
    }
  }

  /** Half of what others wrote, or wrote as nobody can read it, hides nothing else. */
  @Test
  void a_notice_that_cannot_be_read_hides_no_other(@TempDir Path folder) throws Exception {
    ScriptedProvider vendor = ScriptedProvider.create();
    vendor.model("a").throttlesFor(Duration.ofMinutes(20)).answers("ok");
    try (Redis redis = Redis.start(folder);
        Router one = router(redis, vendor, 0)) {
      for (String words :
          List.of("", "m\nn\nk", "m\nn\nk\nnever\nwords", "m\nt\nid\n1\nx", "m\nt\nid\n1\n\t")) {
        redis.tell(
            words,
            "redis.call('PUBLISH', '{laneway}:news', ARGV[1])"
                + " redis.call('HSET', '{laneway}:notices', 'odd' .. #ARGV[1], ARGV[1])");
      }
      assertThat(refusal(one)).isEqualTo(RouterException.Reason.DROPPED);
      try (Router late = router(redis, vendor, 0)) {
        Trio.until(() -> restingOf(late));
      }
    }
  }

  @Test
  void answers_keep_within_their_bytes_and_the_least_wanted_go_first(@TempDir Path folder)
      throws Exception {
    ScriptedProvider vendor = ScriptedProvider.create();
    try (Redis redis = Redis.start(folder)) {
      var store = RedisStore.at(redis.uri()).maximumBytesOfReplies(10_000);
      store.open(
          new dev.laneway.api.spi.store.StoreContext(
              "m", "t", dev.laneway.api.time.SystemTime.start("t"), new CloseTest.Silence()));
      var replies = store.replies().orElseThrow();
      byte[] kilobyte = new byte[1_000];
      for (int i = 0; i < 40; i++) {
        replies.keep("k" + i, kilobyte, Duration.ofMinutes(1)).toCompletableFuture().join();
        replies.find("k0").toCompletableFuture().join();
      }
      assertThat(replies.find("k0").toCompletableFuture().join()).isPresent();
      assertThat(replies.find("k1").toCompletableFuture().join()).isEmpty();
      assertThat(replies.find("k39").toCompletableFuture().join()).isPresent();
      assertThat(keysOf(redis, "reply:")).hasSizeBetween(5, 9);
      replies.keep("huge", new byte[20_000], Duration.ofMinutes(1)).toCompletableFuture().join();
      assertThat(replies.find("huge").toCompletableFuture().join()).isEmpty();
      store.close();
    }
    assertThat(vendor.calls()).isEmpty();
  }

  @Test
  void a_pool_that_one_router_was_refused_by_rests_for_all(@TempDir Path folder) throws Exception {
    ScriptedProvider vendor = ScriptedProvider.create();
    vendor.model("a").throttlesFor(Duration.ofMinutes(20)).answers("ok");
    try (Redis redis = Redis.start(folder);
        Router one = router(redis, vendor, 0);
        Router other = router(redis, vendor, 0)) {
      assertThat(refusal(one)).isEqualTo(RouterException.Reason.DROPPED);
      Trio.until(
          () ->
              heard.stream()
                  .anyMatch(
                      event ->
                          event instanceof RouterEvent.PoolResting resting
                              && resting.because().contains("another router")));
      assertThat(refusal(other)).isEqualTo(RouterException.Reason.DROPPED);
      assertThat(vendor.calls()).hasSize(1);
      try (Router late = router(redis, vendor, 0)) {
        Trio.until(() -> restingOf(late));
      }
    }
  }

  private static boolean restingOf(Router router) {
    return router.status().pools().stream().anyMatch(pool -> pool.restingUntil().isPresent());
  }

  private static RouterException.Reason refusal(Router router) {
    try {
      router.chat(ChatRequest.of("Hi"), SOON);
      throw new AssertionError("answered");
    } catch (RouterException refused) {
      return refused.reason();
    }
  }

  private static List<String> keysOf(Redis redis, String part) {
    RedisClient client = RedisClient.create(redis.uri());
    try (var connection = client.connect()) {
      return connection.sync().keys("*" + part + "*");
    } finally {
      client.shutdown();
    }
  }

  private static String everythingIn(Redis redis) {
    RedisClient client = RedisClient.create(redis.uri());
    try (var connection = client.connect(io.lettuce.core.codec.StringCodec.ASCII)) {
      List<String> all = new ArrayList<>();
      for (String key : connection.sync().keys("*")) {
        all.add(key);
        byte[] dump = connection.sync().dump(key);
        all.add(new String(dump, StandardCharsets.ISO_8859_1));
      }
      return String.join("\n", all);
    } finally {
      client.shutdown();
    }
  }
}
