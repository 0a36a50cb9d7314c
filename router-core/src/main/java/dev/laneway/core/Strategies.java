package dev.laneway.core;

import dev.laneway.core.strategy.RoutingStrategy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The strategies that a configuration can name: the application's own before those built in. */
final class Strategies {

  private static final List<String> BUILT_IN =
      List.of(
          "fallback",
          "round-robin",
          "weighted",
          "cheapest",
          "fastest",
          "least-loaded",
          "most-headroom",
          "adaptive");

  private final Map<String, RoutingStrategy> own;
  private final String usual;

  Strategies(Map<String, RoutingStrategy> own, String usual) {
    this.own = own;
    this.usual = usual;
  }

  Set<String> names() {
    Set<String> all = new TreeSet<>(BUILT_IN);
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
    return mine != null ? mine : builtIn(name);
  }

  private static RoutingStrategy builtIn(String name) {
    return switch (name) {
      case "fallback" -> RoutingStrategy.fallback();
      case "round-robin" -> RoutingStrategy.roundRobin();
      case "weighted" -> RoutingStrategy.weighted();
      case "cheapest" -> RoutingStrategy.cheapest();
      case "fastest" -> RoutingStrategy.fastest();
      case "least-loaded" -> RoutingStrategy.leastLoaded();
      case "most-headroom" -> RoutingStrategy.mostHeadroom();
      case "adaptive" -> RoutingStrategy.adaptive();
      default -> throw new IllegalStateException("strategy '" + name + "' is unknown");
    };
  }
}
