package dev.laneway.benchmarks.effectiveness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.benchmarks.play.Figures;
import dev.laneway.benchmarks.scenario.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShortSetTest {

  private static final Path SCENARIOS = Path.of("scenarios");

  private static Comparison played(String name) {
    Path file = SCENARIOS.resolve(name + ".json");
    return Comparison.of(Scenario.read(file, SCENARIOS), Comparison.Beside.THE_FIELD);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bursty-calm", "bursty-crowded", "bursty-broken"})
  void no_request_is_lost_and_each_refusal_has_its_reason(String name) {
    Figures ours = played(name).ours();
    assertThat(ours.lost()).isZero();
    assertThat(ours.unexplained()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bursty-crowded", "bursty-broken"})
  void in_a_shortage_the_router_is_worth_more_than_any_policy_of_the_field(String name) {
    Comparison all = played(name);
    double best = all.policies().stream().skip(1).mapToDouble(Figures::value).max().orElseThrow();
    assertThat(all.ours().value()).isGreaterThan(best);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bursty-calm", "bursty-crowded", "bursty-broken"})
  void the_router_is_refused_less_than_any_policy_of_the_field(String name) {
    Comparison all = played(name);
    double fewest =
        all.policies().stream().skip(1).mapToDouble(Figures::rate429).min().orElseThrow();
    assertThat(all.ours().rate429()).isLessThan(fewest);
  }

  @Test
  void each_mechanism_can_be_taken_away_and_nothing_gets_lost_by_it() {
    Path file = SCENARIOS.resolve("bursty-crowded.json");
    Comparison all =
        Comparison.of(
            Scenario.read(file, SCENARIOS), Comparison.Beside.OURSELVES_WITHOUT_A_MECHANISM);
    assertThat(all.policies()).hasSize(Without.values().length);
    assertThat(all.policies()).allSatisfy(figures -> assertThat(figures.lost()).isZero());
    assertThat(all.policies()).extracting(Figures::policy).doesNotHaveDuplicates();
  }

  @Test
  void the_same_seed_gives_the_same_bytes() {
    assertThat(json("bursty-broken")).isEqualTo(json("bursty-broken"));
  }

  private static String json(String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Arguments arguments = Arguments.of("--json", SCENARIOS.resolve(name + ".json").toString());
    Effectiveness.run(arguments, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
