package dev.laneway.spring;

import dev.laneway.core.Router;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Metrics, where there is a registry of meters. */
@AutoConfiguration(
    before = LanewayAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
final class LanewayMetricsAutoConfiguration {

  @Bean
  GenAiMetrics lanewayGenAiMetrics(
      MeterRegistry meters, ObjectProvider<RouterConvention> convention) {
    return new GenAiMetrics(meters, convention.getIfAvailable(() -> RouterConvention.DEFAULT));
  }

  @Bean
  RouterMetrics lanewayRouterMetrics(
      MeterRegistry meters,
      ObjectProvider<RouterConvention> convention,
      ObjectProvider<Router> router) {
    return new RouterMetrics(
        meters, convention.getIfAvailable(() -> RouterConvention.DEFAULT), router);
  }
}
