package dev.laneway.benchmarks.effectiveness;

import dev.laneway.benchmarks.baseline.Baselines;
import dev.laneway.benchmarks.play.Figures;
import dev.laneway.benchmarks.play.Ledger;
import dev.laneway.benchmarks.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/** One scenario: the router's figures first, then the field's. */
record Comparison(Scenario scenario, Ledger ledger, List<Figures> policies) {

  /** Who plays beside the router. */
  enum Beside {
    NOBODY,
    THE_FIELD,
    OURSELVES_WITHOUT_A_MECHANISM
  }

  static Comparison of(Scenario scenario, Beside others) {
    RouterPlay play = new RouterPlay(scenario, Without.NOTHING);
    List<Figures> policies = new ArrayList<>();
    policies.add(play.play());
    switch (others) {
      case NOBODY -> {}
      case THE_FIELD -> policies.addAll(Baselines.play(scenario));
      case OURSELVES_WITHOUT_A_MECHANISM -> {
        for (Without without : Without.values()) {
          if (without != Without.NOTHING) {
            policies.add(new RouterPlay(scenario, without).play());
          }
        }
      }
    }
    return new Comparison(scenario, play.ledger(), List.copyOf(policies));
  }

  Figures ours() {
    return policies.get(0);
  }
}
