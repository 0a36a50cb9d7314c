package dev.laneway.spring;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Spans, where there is a registry of observations. */
@AutoConfiguration(
    before = LanewayAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration"
    })
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(ObservationRegistry.class)
@EnableConfigurationProperties(LanewayProperties.class)
final class LanewayTracingAutoConfiguration {

  @Bean
  RouterTraces lanewayRouterTraces(
      ObservationRegistry observations,
      ObjectProvider<RouterConvention> convention,
      LanewayProperties properties) {
    return new RouterTraces(
        observations,
        convention.getIfAvailable(() -> RouterConvention.DEFAULT),
        properties.observations().includeContent());
  }
}
