package dev.laneway.spring;

import dev.laneway.core.Router;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Health on Spring Boot 3.5, where its types are in another package. */
@AutoConfiguration(after = LanewayAutoConfiguration.class)
@ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
@ConditionalOnSingleCandidate(Router.class)
@ConditionalOnProperty(name = "management.health.laneway.enabled", matchIfMissing = true)
final class LanewayBoot3HealthAutoConfiguration {

  @Bean
  @ConditionalOnMissingBean(name = "lanewayHealthIndicator")
  HealthIndicator lanewayHealthIndicator(Router router) {
    return () -> {
      Pulse pulse = Pulse.of(router.status());
      return (pulse.isUp() ? Health.up() : Health.down()).withDetails(pulse.details()).build();
    };
  }
}
