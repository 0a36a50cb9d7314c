package dev.laneway.core;

import dev.laneway.api.spi.ProviderFactory;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The provider factories at hand: those given by the application before those found. */
final class Factories {

  private Factories() {}

  static Map<String, ProviderFactory> found(List<ProviderFactory> given, List<String> problems) {
    Map<String, ProviderFactory> factories = new TreeMap<>();
    for (ProviderFactory factory : given) {
      if (factory.id() == null || factory.id().isBlank()) {
        problems.add("provider must have an id, " + factory.getClass().getName() + " has none");
      } else if (factories.put(factory.id(), factory) != null) {
        problems.add("provider '" + factory.id() + "' must be given once, was given twice");
      }
    }
    Map<String, ProviderFactory> loaded = new TreeMap<>();
    Iterator<ServiceLoader.Provider<ProviderFactory>> services =
        ServiceLoader.load(ProviderFactory.class).stream().iterator();
    while (hasNext(services)) {
      ServiceLoader.Provider<ProviderFactory> service = services.next();
      add(service, loaded, problems);
    }
    loaded.forEach(factories::putIfAbsent);
    return factories;
  }

  private static boolean hasNext(Iterator<?> services) {
    while (true) {
      try {
        return services.hasNext();
      } catch (ServiceConfigurationError broken) {
        log().warn("A provider on the class path cannot be used: {}", broken.getMessage());
      }
    }
  }

  private static void add(
      ServiceLoader.Provider<ProviderFactory> service,
      Map<String, ProviderFactory> loaded,
      List<String> problems) {
    try {
      ProviderFactory factory = service.get();
      ProviderFactory other = loaded.put(factory.id(), factory);
      if (other != null && other.getClass() != factory.getClass()) {
        problems.add(
            "provider '%s' must come from one jar, was found as %s and %s"
                .formatted(factory.id(), other.getClass().getName(), factory.getClass().getName()));
      }
    } catch (ServiceConfigurationError broken) {
      log().warn("A provider on the class path cannot be used: {}", broken.getMessage());
    }
  }

  /** Asked for when there is something to say: a start without that is shorter. */
  private static Logger log() {
    return LoggerFactory.getLogger(Factories.class);
  }
}
