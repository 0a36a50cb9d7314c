package dev.laneway.spring;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Variables of the environment that look like settings and are none. Others may set some of that
 * name, as Kubernetes does for a service called laneway: they are told, and stop nothing.
 */
final class Variables {

  private static final Logger log = LoggerFactory.getLogger(Variables.class);
  private static final String OURS = "LANEWAY_";
  private static final String BRIDGES = "LANEWAYSPRINGAI";
  private static final Pattern BETWEEN = Pattern.compile("[^A-Z0-9]");

  private Variables() {}

  static void warnOfUnknown(ConfigurableEnvironment environment) {
    List<String> unknown = unknown(environment);
    if (!unknown.isEmpty()) {
      log.warn("No setting of the router is called like these variables: {}", unknown);
    }
  }

  private static List<String> unknown(ConfigurableEnvironment environment) {
    if (!(environment
            .getPropertySources()
            .get(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
        instanceof EnumerablePropertySource<?> variables)) {
      return List.of();
    }
    Set<String> known = new HashSet<>();
    var unused =
        Binder.get(environment)
            .bindOrCreate(
                "laneway",
                Bindable.of(LanewayProperties.class),
                new BindHandler() {
                  @Override
                  public <T> @Nullable Bindable<T> onStart(
                      ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
                    known.add(letters(name.toString()));
                    return target;
                  }
                });
    return Arrays.stream(variables.getPropertyNames())
        .filter(name -> name.toUpperCase(Locale.ROOT).startsWith(OURS))
        .filter(name -> !known.contains(letters(name)))
        .filter(name -> !letters(name).startsWith(BRIDGES))
        .sorted()
        .toList();
  }

  private static String letters(String name) {
    return BETWEEN.matcher(name.toUpperCase(Locale.ROOT)).replaceAll("");
  }
}
