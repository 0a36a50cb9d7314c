package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatRequest;
import dev.laneway.core.Router;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ScriptedProvider;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Stores on the application's own database and Redis, by properties alone. */
class StoresTest {

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(LanewayAutoConfiguration.class))
          .withUserConfiguration(Vendor.class)
          .withPropertyValues(
              "laneway.accounts.acme.api-key=k",
              "laneway.lanes[0].id=acme/a",
              "laneway.lanes[0].quota.requests-per-day=5",
              "laneway.lanes[0].quota.day-of=UTC",
              "laneway.grace=0s");

  @Configuration(proxyBeanMethods = false)
  static class Vendor {

    final CompletableFuture<RouterEvent.StoreLost> lost = new CompletableFuture<>();

    @Bean
    dev.laneway.api.spi.ProviderFactory acme() {
      ScriptedProvider vendor = ScriptedProvider.create();
      vendor.anyModel().answers("ok");
      return vendor.asFactory("acme");
    }

    @Bean
    RouterListener ears() {
      return new RouterListener() {
        @Override
        public void onStoreLost(RouterEvent.StoreLost event) {
          lost.complete(event);
        }
      };
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Database {

    @Bean(destroyMethod = "dispose")
    JdbcConnectionPool orders() {
      return JdbcConnectionPool.create("jdbc:h2:mem:stores;DB_CLOSE_DELAY=-1", "app", "");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class SecondDatabase {

    @Bean(destroyMethod = "dispose")
    JdbcConnectionPool reports() {
      return JdbcConnectionPool.create("jdbc:h2:mem:reports", "app", "");
    }
  }

  /** Nothing listens there: a store that is away is told of by its name. */
  @Configuration(proxyBeanMethods = false)
  static class Redis {

    @Bean
    LettuceConnectionFactory redis() {
      return new LettuceConnectionFactory("127.0.0.1", 1);
    }
  }

  @Test
  void without_the_property_nothing_is_stored() {
    runner
        .withUserConfiguration(Database.class, Redis.class)
        .run(
            context -> {
              context.getBean(Router.class).chat(ChatRequest.of("Hi"));
              assertThat(tables(context.getBean(DataSource.class))).isZero();
              assertThat(context.getBean(Vendor.class).lost).isNotDone();
            });
  }

  @Test
  void the_applications_data_source_keeps_counts_and_work() {
    runner
        .withUserConfiguration(Database.class)
        .withPropertyValues(
            "laneway.stores[0].type=jdbc",
            "laneway.stores[0].namespace=shop",
            "laneway.stores[0].patience=60s")
        .run(
            context -> {
              Router router = context.getBean(Router.class);
              router.chat(ChatRequest.of("Hi"));
              assertThat(counted(context.getBean(DataSource.class))).isEqualTo(1);
              assertThat(router.submission("nobody")).isEmpty();
            });
  }

  private static int tables(DataSource source) throws Exception {
    return number(
        source,
        "SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'LANEWAY_COUNT'");
  }

  private static int counted(DataSource source) throws Exception {
    return number(
        source, "SELECT SUM(used) FROM laneway_count WHERE allowance LIKE 'shop/%CALENDAR%'");
  }

  private static int number(DataSource source, String question) throws Exception {
    try (Connection connection = source.getConnection();
        Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(question)) {
      row.next();
      return row.getInt(1);
    }
  }

  @Test
  void the_applications_redis_connection_is_the_one_that_is_asked() {
    runner
        .withUserConfiguration(Redis.class)
        .withPropertyValues("laneway.stores[0].type=redis", "laneway.stores[0].on-loss=fail-open")
        .run(
            context -> {
              context.getBean(Router.class).chat(ChatRequest.of("Hi"));
              assertThat(context.getBean(Vendor.class).lost)
                  .succeedsWithin(Duration.ofSeconds(30))
                  .satisfies(
                      event -> {
                        assertThat(event.store()).isEqualTo("redis");
                        assertThat(event.mode()).isEqualTo("fail-open");
                      });
            });
  }

  @Test
  void what_is_asked_for_and_absent_is_said_at_start() {
    ApplicationContextRunner jdbc = runner.withPropertyValues("laneway.stores[0].type=jdbc");
    fails(
        jdbc,
        "stores[0].type is jdbc, which needs a DataSource bean, and the application has none");
    fails(
        jdbc.withUserConfiguration(Database.class, SecondDatabase.class),
        "the application has 2: name one by stores[0].bean");
    fails(
        jdbc.withUserConfiguration(Database.class)
            .withPropertyValues("laneway.stores[0].bean=order"),
        "stores[0].bean must name a DataSource, was 'order'");
    fails(
        runner.withPropertyValues("laneway.stores[0].type=redis"),
        "stores[0].type is redis, which needs a LettuceConnectionFactory bean, and the"
            + " application has none");
    fails(
        runner.withPropertyValues("laneway.stores[0].namespace=shop"),
        "stores[0].type must be jdbc or redis, was not given");
  }

  private static void fails(ApplicationContextRunner runner, String because) {
    runner.run(
        context ->
            assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining(because));
  }

  @Test
  void one_of_several_data_sources_can_be_named() {
    runner
        .withUserConfiguration(Database.class, SecondDatabase.class)
        .withPropertyValues("laneway.stores[0].type=jdbc", "laneway.stores[0].bean=reports")
        .run(
            context -> {
              assertThat(context).hasNotFailed();
              assertThat(tables(context.getBean("reports", DataSource.class))).isEqualTo(1);
            });
  }

  @Test
  void a_store_that_is_not_on_the_class_path_is_named() {
    fails(
        runner
            .withClassLoader(new FilteredClassLoader("dev.laneway.store.jdbc"))
            .withUserConfiguration(Database.class)
            .withPropertyValues("laneway.stores[0].type=jdbc"),
        "stores[0].type is jdbc, which needs dev.laneway:store-jdbc");
  }
}
