package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.baseline.Lite.Choice;
import dev.laneway.benchmarks.play.Figures;
import dev.laneway.benchmarks.play.Ledger;
import dev.laneway.benchmarks.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** All policies that stand beside ours. */
public final class Baselines {

  private static final int SEED = 7;

  private Baselines() {}

  private static Map<String, Function<Stage, Baseline>> all() {
    Map<String, Function<Stage, Baseline>> all = new LinkedHashMap<>();
    all.put("single provider, SDK retries", Single::new);
    all.put("fallback chain", FallbackChain::new);
    all.put("blind round-robin", BlindRoundRobin::new);
    all.put("LiteLLM shuffle + fallbacks", stage -> new Lite(stage, Choice.SHUFFLE, true));
    all.put("LiteLLM usage-v2", stage -> new Lite(stage, Choice.LEAST_USED, false));
    all.put("Portkey weighted", StickyWeights::new);
    return all;
  }

  /** Plays the scenario once for each of them. */
  public static List<Figures> play(Scenario scenario) {
    List<Figures> figures = new ArrayList<>();
    all().forEach((name, policy) -> figures.add(play(name, policy, scenario)));
    return figures;
  }

  private static Figures play(String name, Function<Stage, Baseline> policy, Scenario scenario) {
    Stage stage = new Stage(new Ledger(scenario), SEED);
    stage.play(policy.apply(stage));
    return Figures.of(name, stage.ledger(), stage.ledger().open());
  }
}
