package dev.laneway.benchmarks.effectiveness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.benchmarks.play.Figures;
import java.util.List;
import java.util.OptionalDouble;

/** The figures for programs. The same scenarios give the same bytes. */
final class JsonReport {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Bounds bounds;

  JsonReport(Bounds bounds) {
    this.bounds = bounds;
  }

  String of(List<Comparison> comparisons) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    for (Comparison comparison : comparisons) {
      ObjectNode one = all.addObject();
      one.put("scenario", comparison.scenario().name());
      ArrayNode policies = one.putArray("policies");
      for (Figures figures : comparison.policies()) {
        add(policies.addObject(), comparison.scenario().name(), figures);
      }
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void add(ObjectNode policy, String scenario, Figures figures) {
    policy.put("name", figures.policy());
    policy.put("value", figures.value());
    policy.put("good", figures.good());
    OptionalDouble ratio = bounds.ratio(scenario, figures.value());
    if (ratio.isPresent()) {
      policy.put("ratio", rounded(ratio.getAsDouble()));
    } else {
      policy.putNull("ratio");
    }
    policy.put("rate429", rounded(figures.rate429()));
    policy.put("wasted", rounded(figures.wasted()));
    policy.put("dropped", figures.dropped());
    policy.put("queued", figures.queued());
    policy.put("refused", figures.refused());
    policy.put("lost", figures.lost());
    policy.put("unexplained", figures.unexplained());
    policy.put("cost", rounded(figures.cost()));
    policy.put("jain", rounded(figures.jain()));
    policy.put("largest", rounded(figures.largest()));
    ObjectNode reasons = policy.putObject("reasons");
    figures.reasons().forEach(reasons::put);
    ObjectNode classes = policy.putObject("classes");
    figures
        .classes()
        .forEach(
            (name, its) -> {
              ObjectNode one = classes.putObject(name);
              one.put("inTime", rounded(its.inTime()));
              putMillis(one, "p50", its.p50());
              putMillis(one, "p95", its.p95());
              putMillis(one, "p99", its.p99());
            });
  }

  /** In milliseconds; null where nothing was answered. */
  private static void putMillis(ObjectNode one, String name, long millis) {
    if (millis < 0) {
      one.putNull(name);
    } else {
      one.put(name, millis);
    }
  }

  private static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
