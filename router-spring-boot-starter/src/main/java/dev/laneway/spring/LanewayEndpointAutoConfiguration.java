package dev.laneway.spring;

import dev.laneway.core.Router;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** The endpoint, where there is an actuator that shows it. */
@AutoConfiguration(after = LanewayAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnSingleCandidate(Router.class)
final class LanewayEndpointAutoConfiguration {

  @Bean
  @ConditionalOnAvailableEndpoint
  @ConditionalOnMissingBean
  LanewayEndpoint lanewayEndpoint(
      Router router, LastFailures failures, ObjectProvider<RouterRefresh> refresh) {
    return new LanewayEndpoint(router, failures, Optional.ofNullable(refresh.getIfAvailable()));
  }
}
