package dev.laneway.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.time.SystemTime;
import dev.laneway.core.Router;
import dev.laneway.testkit.ScriptedProvider;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Each part is there when what it needs is there, and only then. */
class ConditionsTest {

  private static final boolean BOOT_4 =
      isPresent("org.springframework.boot.health.contributor.HealthIndicator");

  private final ApplicationContextRunner contexts =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  LanewayAutoConfiguration.class,
                  LanewayMetricsAutoConfiguration.class,
                  LanewayTracingAutoConfiguration.class,
                  LanewayHealthAutoConfiguration.class,
                  LanewayBoot3HealthAutoConfiguration.class,
                  LanewayEndpointAutoConfiguration.class))
          .withUserConfiguration(Vendor.class)
          .withPropertyValues("laneway.lanes[0]=acme/a");

  private static boolean isPresent(String type) {
    try {
      Class.forName(type, false, ConditionsTest.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException absent) {
      return false;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Vendor {

    @Bean
    ScriptedProvider acme() {
      ScriptedProvider vendor = ScriptedProvider.under(SystemTime.start("vendor"));
      vendor.anyModel().answers("ok");
      vendor.model("late").answers("late").after(Duration.ofMillis(400));
      return vendor;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Registries {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    ObservationRegistry observations() {
      return ObservationRegistry.create();
    }
  }

  @Test
  void metrics_and_traces_want_their_registries() {
    contexts.run(
        context ->
            assertThat(context)
                .doesNotHaveBean(GenAiMetrics.class)
                .doesNotHaveBean(RouterMetrics.class)
                .doesNotHaveBean(RouterTraces.class));
    contexts
        .withUserConfiguration(Registries.class)
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(GenAiMetrics.class)
                    .hasSingleBean(RouterMetrics.class)
                    .hasSingleBean(RouterTraces.class));
  }

  @Test
  void without_micrometer_and_actuator_the_router_works() {
    contexts
        .withClassLoader(
            new FilteredClassLoader(
                "io.micrometer",
                "org.springframework.boot.actuate",
                "org.springframework.boot.health"))
        .run(
            context -> {
              assertThat(context).hasSingleBean(Router.class).hasNotFailed();
              assertThat(context).doesNotHaveBean("lanewayHealthIndicator");
              assertThat(context).doesNotHaveBean("lanewayEndpoint");
            });
  }

  @Test
  void health_is_of_the_generation_that_is_there() {
    contexts.run(
        context ->
            assertThat(context)
                .hasBean("lanewayHealthIndicator")
                .getBeans(
                    Class.forName(
                        BOOT_4
                            ? "org.springframework.boot.health.contributor.HealthIndicator"
                            : "org.springframework.boot.actuate.health.HealthIndicator"))
                .hasSize(1));
  }

  @Test
  void of_two_routers_the_primary_one_is_seen_from_outside_and_else_none() {
    ApplicationContextRunner two =
        contexts
            .withPropertyValues("management.endpoints.web.exposure.include=laneway")
            .withUserConfiguration(Registries.class)
            .withBean("one", Router.class, ConditionsTest::router);
    two.withBean("other", Router.class, ConditionsTest::router)
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(LanewayEndpoint.class);
              assertThat(context).doesNotHaveBean("lanewayHealthIndicator");
              assertThat(waiting(context)).isNull();
            });
    two.withBean("other", Router.class, ConditionsTest::router, bean -> bean.setPrimary(true))
        .run(
            context -> {
              assertThat(context).hasNotFailed().hasSingleBean(LanewayEndpoint.class);
              assertThat(context).hasBean("lanewayHealthIndicator");
              assertThat(waiting(context)).isNotNull();
            });
  }

  @Test
  void gauges_are_there_also_where_beans_are_made_late() {
    contexts
        .withUserConfiguration(Registries.class)
        .withBean(LazyInitializationBeanFactoryPostProcessor.class)
        .run(
            context -> {
              assertThat(context.getBean(Router.class).ask("hi")).isEqualTo("ok");
              assertThat(waiting(context)).isNotNull();
            });
  }

  private static Router router() {
    return Router.builder().lane("ollama/x").build();
  }

  private static @Nullable Gauge waiting(ApplicationContext context) {
    return context.getBean(MeterRegistry.class).find("laneway.waiting").gauge();
  }

  @Test
  void health_can_be_switched_off() {
    contexts
        .withPropertyValues("management.health.laneway.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("lanewayHealthIndicator"));
  }

  @Test
  void the_endpoint_is_there_when_it_is_exposed() {
    contexts.run(context -> assertThat(context).doesNotHaveBean(LanewayEndpoint.class));
    contexts
        .withPropertyValues("management.endpoints.web.exposure.include=laneway")
        .run(context -> assertThat(context).hasSingleBean(LanewayEndpoint.class));
  }

  @Test
  void callbacks_run_on_virtual_threads_where_the_application_wants_them() {
    boolean able = Runtime.version().feature() >= 21;
    contexts
        .withPropertyValues("spring.threads.virtual.enabled=true", "laneway.lanes[0]=acme/late")
        .run(
            context -> {
              assertThat(context.containsBean("lanewayVirtualThreads")).isEqualTo(able);
              String thread =
                  context
                      .getBean(Router.class)
                      .chatAsync(ChatRequest.of("hi"))
                      .thenApply(reply -> Thread.currentThread().toString())
                      .join();
              assertThat(thread.contains("VirtualThread[")).isEqualTo(able);
            });
    contexts.run(context -> assertThat(context).doesNotHaveBean("lanewayVirtualThreads"));
  }

  @Test
  void own_names_take_the_place_of_ours() {
    contexts
        .withUserConfiguration(Registries.class, OwnNames.class)
        .run(
            context -> {
              context.getBean(Router.class).ask("hi");
              assertThat(context.getBean(MeterRegistry.class).find("mine.duration").timer())
                  .isNotNull();
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnNames {

    @Bean
    RouterConvention names() {
      return new RouterConvention() {
        @Override
        public String nameOf(Meter meter) {
          return meter == Meter.OPERATION_DURATION ? "mine.duration" : meter.usual();
        }
      };
    }
  }

  @Test
  void a_closing_context_lets_running_calls_end_and_takes_no_new_ones() {
    contexts
        .withPropertyValues("laneway.lanes[0]=acme/late")
        .run(
            context -> {
              Router router = context.getBean(Router.class);
              assertThat(context.getBean(RouterLifecycle.class).isRunning()).isTrue();
              CompletableFuture<ChatReply> running = router.chatAsync(ChatRequest.of("hi"));
              context.getSourceApplicationContext(ConfigurableApplicationContext.class).close();
              assertThat(running.join().text()).isEqualTo("late");
              assertThatThrownBy(() -> router.ask("hi"))
                  .hasMessageContaining("the router is closed");
            });
  }

  @Test
  void the_router_stops_after_the_web_server() {
    contexts.run(
        context ->
            assertThat(context.getBean(RouterLifecycle.class).getPhase())
                .isEqualTo(RouterLifecycle.PHASE)
                .isLessThan(SmartLifecycle.DEFAULT_PHASE - 2_048));
  }
}
