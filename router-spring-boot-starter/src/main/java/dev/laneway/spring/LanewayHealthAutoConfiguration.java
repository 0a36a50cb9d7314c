package dev.laneway.spring;

import dev.laneway.core.Router;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Health on Spring Boot 4. */
@AutoConfiguration(after = LanewayAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
@ConditionalOnSingleCandidate(Router.class)
@ConditionalOnProperty(name = "management.health.laneway.enabled", matchIfMissing = true)
final class LanewayHealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "lanewayHealthIndicator")
  HealthIndicator lanewayHealthIndicator(Router router) {
    return () -> {
      Pulse pulse = Pulse.of(router.status());
      return (pulse.isUp() ? Health.up() : Health.down()).withDetails(pulse.details()).build();
    };
  }
}
