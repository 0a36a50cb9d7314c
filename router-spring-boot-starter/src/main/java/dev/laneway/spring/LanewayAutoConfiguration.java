package dev.laneway.spring;

import dev.laneway.core.Router;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** The router, from {@code laneway.*} properties or from what the environment has keys for. */
@AutoConfiguration
@EnableConfigurationProperties(LanewayProperties.class)
@ImportRuntimeHints(LanewayRuntimeHints.class)
final class LanewayAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(Router.class)
  RouterBlueprint lanewayRouterBlueprint(ListableBeanFactory beans, Environment environment) {
    return new RouterBlueprint(beans, environment);
  }

  @Bean
  LastFailures lanewayLastFailures() {
    return new LastFailures();
  }

  /** The condition of Boot's own Threading.VIRTUAL, which is in another package in each line. */
  @Bean
  @ConditionalOnJava(JavaVersion.TWENTY_ONE)
  @ConditionalOnProperty("spring.threads.virtual.enabled")
  @Order(Ordered.HIGHEST_PRECEDENCE)
  RouterBuilderCustomizer lanewayVirtualThreads() {
    return builder -> builder.executor(new VirtualThreadTaskExecutor("laneway-"));
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean(Router.class)
  Router lanewayRouter(
      RouterBlueprint blueprint,
      LanewayProperties properties,
      ConfigurableEnvironment environment) {
    Variables.warnOfUnknown(environment);
    try {
      return blueprint.builder(properties).build();
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRouterException(wrong);
    }
  }

  @Bean
  @ConditionalOnBean(RouterBlueprint.class)
  RouterRefresh lanewayRouterRefresh(
      Router router,
      RouterBlueprint blueprint,
      Environment environment,
      ObjectProvider<SettingsWatcher> watchers) {
    return new RouterRefresh(
        router,
        blueprint,
        environment,
        () -> watchers.orderedStream().forEach(SettingsWatcher::settingsChanged));
  }

  @Bean
  @ConditionalOnBean(RouterBlueprint.class)
  RouterLifecycle lanewayRouterLifecycle(Router router) {
    return new RouterLifecycle(router);
  }
}
