package dev.laneway.benchmarks.effectiveness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laneway.benchmarks.Shared;
import dev.laneway.benchmarks.baseline.Baselines;
import dev.laneway.benchmarks.scenario.Scenario;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The field's policies are what their reference says, draw for draw. */
final class BaselinesTest {

  @Test
  void the_fields_policies_earn_what_their_reference_earns() {
    Optional<Path> scenarios = Shared.folder("scenarios");
    Optional<Path> traces = Shared.folder("traces");
    assumeTrue(scenarios.isPresent() && traces.isPresent(), "no shared scenarios");
    Path file = scenarios.get().resolve("azure-code-1.2x.json");
    Map<String, Double> values =
        Baselines.play(Scenario.read(file, traces.get())).stream()
            .collect(Collectors.toMap(figures -> figures.policy(), figures -> figures.value()));
    assertThat(values)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "single provider, SDK retries", 1196.0,
                "fallback chain", 2690.0,
                "blind round-robin", 2312.0,
                "LiteLLM shuffle + fallbacks", 1894.0,
                "LiteLLM usage-v2", 2158.0,
                "Portkey weighted", 2479.0));
  }
}
