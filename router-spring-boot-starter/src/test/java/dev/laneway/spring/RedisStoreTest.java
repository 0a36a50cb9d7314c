package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.core.Router;
import dev.laneway.fixtures.RedisServer;
import dev.laneway.testkit.ScriptedProvider;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** A store on the Redis connection that an application of Spring Data has, on a real Redis. */
class RedisStoreTest {

  private static final int LIMIT = 5;
  private static final CallOptions NOW_OR_NEVER = CallOptions.of(Urgency.OPTIONAL);

  @Configuration(proxyBeanMethods = false)
  static class Vendor {

    @Bean
    ProviderFactory acme() {
      ScriptedProvider vendor = ScriptedProvider.create();
      vendor.anyModel().answers("ok");
      return vendor.asFactory("acme");
    }
  }

  private static ApplicationContextRunner application(
      RedisStandaloneConfiguration redis, LettuceClientConfiguration client) {
    return new ApplicationContextRunner()
        .withConfiguration(AutoConfigurations.of(LanewayAutoConfiguration.class))
        .withUserConfiguration(Vendor.class)
        .withBean(LettuceConnectionFactory.class, () -> new LettuceConnectionFactory(redis, client))
        .withPropertyValues(
            "laneway.accounts.acme.api-key=k",
            "laneway.lanes[0].id=acme/a",
            "laneway.lanes[0].quota.requests-per-day=" + LIMIT,
            "laneway.lanes[0].quota.day-of=UTC",
            "laneway.stores[0].type=redis",
            "laneway.stores[0].namespace=shop",
            "laneway.stores[0].patience=60s",
            "laneway.grace=0s");
  }

  private static ApplicationContextRunner application(RedisStandaloneConfiguration redis) {
    return application(redis, LettuceClientConfiguration.defaultConfiguration());
  }

  private static void answers(Router router, int calls) {
    for (int i = 0; i < calls; i++) {
      assertThat(router.chat(ChatRequest.of("Hi"), NOW_OR_NEVER).text()).isEqualTo("ok");
    }
  }

  private static void refuses(Router router) {
    RouterException refused =
        catchThrowableOfType(
            RouterException.class, () -> router.chat(ChatRequest.of("Hi"), NOW_OR_NEVER));
    assertThat(refused.reason()).isEqualTo(RouterException.Reason.DROPPED);
  }

  @Test
  void two_applications_share_what_a_pool_allows(@TempDir Path folder) throws Exception {
    try (RedisServer server = RedisServer.start(folder)) {
      ApplicationContextRunner runner =
          application(new RedisStandaloneConfiguration("127.0.0.1", server.port()));
      runner.run(
          one ->
              runner.run(
                  other -> {
                    Router first = one.getBean(Router.class);
                    Router second = other.getBean(Router.class);
                    answers(first, 3);
                    answers(second, LIMIT - 3);
                    refuses(first);
                    refuses(second);
                  }));
      // and one that comes later knows
      runner.run(late -> refuses(late.getBean(Router.class)));
    }
  }

  @Test
  void password_and_database_are_those_of_the_application(@TempDir Path folder) throws Exception {
    try (RedisServer server = RedisServer.start(folder, "--requirepass", "open sesame")) {
      RedisStandaloneConfiguration redis =
          new RedisStandaloneConfiguration("127.0.0.1", server.port());
      redis.setPassword("open sesame");
      redis.setDatabase(3);
      application(redis)
          .run(
              context -> {
                answers(context.getBean(Router.class), 1);
                assertThat(keysIn(server, 3)).isPositive();
                assertThat(keysIn(server, 0)).isZero();
              });
    }
  }

  private static long keysIn(RedisServer server, int database) {
    RedisClient client =
        RedisClient.create(
            RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(server.port())
                .withPassword("open sesame".toCharArray())
                .withDatabase(database)
                .build());
    try (var connection = client.connect()) {
      return connection.sync().keys("{shop}:*").size();
    } finally {
      client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
  }

  /** Nothing there speaks TLS: it is enough to see what the store says first. */
  @Test
  void where_the_application_encrypts_the_store_does_as_well() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> first =
          CompletableFuture.supplyAsync(() -> firstByte(server), task -> new Thread(task).start());
      application(
              new RedisStandaloneConfiguration("127.0.0.1", server.getLocalPort()),
              LettuceClientConfiguration.builder().useSsl().disablePeerVerification().build())
          .withPropertyValues("laneway.stores[0].patience=4ms")
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                assertThat(first).succeedsWithin(Duration.ofSeconds(60)).isEqualTo(0x16);
              });
    }
  }

  /** 0x16 where a TLS handshake begins, a star where Redis is spoken. */
  private static int firstByte(ServerSocket server) {
    try (Socket caller = server.accept()) {
      return caller.getInputStream().read();
    } catch (java.io.IOException broken) {
      throw new java.io.UncheckedIOException(broken);
    }
  }
}
