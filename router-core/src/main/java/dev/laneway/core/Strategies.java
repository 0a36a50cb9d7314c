package dev.laneway.core;

import dev.laneway.core.strategy.RoutingStrategy;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** The strategies that a configuration can name: the application's own before those built in. */
final class Strategies {

  private static final Map<String, Supplier<RoutingStrategy>> BUILT_IN =
      Map.of(
          "fallback", RoutingStrategy::fallback,
          "round-robin", RoutingStrategy::roundRobin,
          "weighted", RoutingStrategy::weighted,
          "cheapest", RoutingStrategy::cheapest,
          "fastest", RoutingStrategy::fastest,
          "least-loaded", RoutingStrategy::leastLoaded,
          "most-headroom", RoutingStrategy::mostHeadroom,
          "adaptive", RoutingStrategy::adaptive);

  private final Map<String, RoutingStrategy> own;
  private final String usual;

  Strategies(Map<String, RoutingStrategy> own, String usual) {
    this.own = own;
    this.usual = usual;
  }

  Set<String> names() {
    Set<String> all = new TreeSet<>(BUILT_IN.keySet());
    all.addAll(own.keySet());
    return all;
  }

  RoutingStrategy of(RouteSettings route) {
    return route
        .strategy()
        .orElseGet(() -> named(route.strategyName().isEmpty() ? usual : route.strategyName()));
  }

  RoutingStrategy usual() {
    return named(usual);
  }

  private RoutingStrategy named(String name) {
    RoutingStrategy mine = own.get(name);
    if (mine != null) {
      return mine;
    }
    Supplier<RoutingStrategy> builtIn = BUILT_IN.get(name);
    if (builtIn == null) {
      throw new IllegalStateException("strategy '" + name + "' is unknown");
    }
    return builtIn.get();
  }
}
