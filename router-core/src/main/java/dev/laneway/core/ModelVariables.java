package dev.laneway.core;

import dev.laneway.api.spi.ProviderFactory;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The variables {@code LANEWAY_…_MODEL} of the environment: which model of a provider to ask. */
record ModelVariables(Map<String, String> environment) {

  private static final String BEGIN = "LANEWAY_";
  private static final String END = "_MODEL";

  static String nameFor(String provider) {
    return BEGIN + provider.toUpperCase(Locale.ROOT).replace('-', '_') + END;
  }

  /** The model that is named for this provider. */
  Optional<String> of(String provider) {
    return Optional.of(environment.getOrDefault(nameFor(provider), "").strip())
        .filter(model -> !model.isEmpty());
  }

  /** Those that made no lane, each with the reason, for people. */
  List<String> unused(Map<String, ProviderFactory> providers, Set<String> used) {
    Map<String, ProviderFactory> byName =
        providers.values().stream()
            .collect(
                Collectors.toMap(
                    factory -> nameFor(factory.id()), factory -> factory, (one, other) -> one));
    return new TreeSet<>(environment.keySet())
        .stream()
            .filter(name -> name.startsWith(BEGIN) && name.endsWith(END))
            .filter(name -> !byName.containsKey(name) || !used.contains(byName.get(name).id()))
            .map(name -> name + why(byName.get(name), providers.keySet()))
            .toList();
  }

  private static String why(@Nullable ProviderFactory factory, Set<String> known) {
    if (factory == null) {
      return " names none of the providers that are there, " + known;
    }
    return factory.keyVariables().isEmpty() || factory.keyless()
        ? " is set, but %s was not found: declare its account with a baseUrl"
            .formatted(factory.id())
        : " is set, but " + String.join(" or ", factory.keyVariables()) + " is not";
  }
}
