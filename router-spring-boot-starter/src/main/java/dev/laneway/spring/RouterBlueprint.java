package dev.laneway.spring;

import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.core.AccountConfig;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.core.RouterConfig;
import dev.laneway.core.event.RequestObserver;
import dev.laneway.core.event.RouterListener;
import dev.laneway.core.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;

/** Puts a builder together from properties and beans, at start and whenever they change. */
final class RouterBlueprint {

  private static final Logger log = LoggerFactory.getLogger(RouterBlueprint.class);

  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final ListableBeanFactory beans;
  private final Environment environment;

  RouterBlueprint(ListableBeanFactory beans, Environment environment) {
    this.beans = beans;
    this.environment = environment;
  }

  /**
   * A builder that everybody has had a say in.
   *
   * @throws InvalidRouterException if a setting is wrong, naming setting, value and rule
   */
  RouterBuilder builder(LanewayProperties properties) {
    RouterBuilder builder = Router.builder();
    beans.getBeanProvider(ProviderFactory.class).orderedStream().forEach(builder::provider);
    namedBeans(Provider.class)
        .forEach((name, provider) -> builder.provider(new BeanProvider(name, provider)));
    namedBeans(RoutingStrategy.class).forEach(builder::strategy);
    beans.getBeanProvider(RouterListener.class).orderedStream().forEach(builder::listener);
    beans.getBeanProvider(RequestObserver.class).orderedStream().forEach(builder::observer);
    RoutingStrategy only = beans.getBeanProvider(RoutingStrategy.class).getIfUnique();
    if (only != null) {
      builder.strategy(namedBeans(RoutingStrategy.class).keySet().iterator().next());
    }
    builder.grace(shutdownGrace());
    try {
      requireBridge(properties);
      RouterConfig config = properties.toConfig();
      apply(config.withAccounts(connected(config)), builder);
      new StoreBeans(beans).addTo(builder, properties.stores());
      beans
          .getBeanProvider(RouterBuilderCustomizer.class)
          .orderedStream()
          .forEach(customizer -> customizer.customize(builder));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidRouterException(wrong);
    }
    return builder;
  }

  private static void requireBridge(LanewayProperties properties) {
    if (!properties.springAi().isEmpty()
        && !ClassUtils.isPresent("dev.laneway.spring.ai.RouterChatModel", null)) {
      throw new IllegalArgumentException(
          "spring-ai is told %s, which needs dev.laneway:bridge-spring-ai"
              .formatted(properties.springAi().keySet()));
    }
  }

  private void apply(RouterConfig config, RouterBuilder builder) {
    builder.config(config);
    if (config.declaresNothing()) {
      try {
        builder.environment(keysAtHand());
      } catch (IllegalStateException nothingFound) {
        log.warn("The router has no lane: {}", nothingFound.getMessage());
        builder.lanesLater(String.valueOf(nothingFound.getMessage()));
      }
    }
  }

  /** What Spring gives a phase of shutdown, less a second for the rest. */
  private Duration shutdownGrace() {
    Duration phase =
        environment.getProperty(
            "spring.lifecycle.timeout-per-shutdown-phase", Duration.class, Duration.ofSeconds(30));
    return phase.compareTo(MARGIN) > 0 ? phase.minus(MARGIN) : phase;
  }

  private <T> Map<String, T> namedBeans(Class<T> type) {
    return beans.getBeansOfType(type);
  }

  private Map<String, AccountConfig> connected(RouterConfig config) {
    Map<String, AccountConfig> accounts = new LinkedHashMap<>();
    beans
        .getBeanProvider(AccountConnectionDetails.class)
        .orderedStream()
        .forEach(
            details -> {
              AccountConfig told = config.accounts().get(details.account());
              accounts.put(
                  details.account(), AccountConfig.at(told, details.baseUrl(), details.apiKey()));
            });
    return accounts;
  }

  /** What Spring's environment knows of keys, whichever of its sources tells. */
  private Map<String, String> keysAtHand() {
    Map<String, String> found = new HashMap<>(System.getenv());
    for (ProviderFactory factory : ServiceLoader.load(ProviderFactory.class)) {
      for (String variable : factory.keyVariables()) {
        String value = environment.getProperty(variable);
        if (value != null) {
          found.put(variable, value);
        }
      }
    }
    return found;
  }
}
