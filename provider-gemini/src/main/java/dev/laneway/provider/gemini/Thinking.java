package dev.laneway.provider.gemini;

import dev.laneway.api.Reasoning;
import dev.laneway.api.Reasoning.Effort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Says in a model's own terms, levels or tokens, how much it shall think. */
final class Thinking {

  private static final long A_LITTLE = 1_024;
  private static final long SOME = 8_192;
  private static final long A_LOT = 24_576;

  private final GeminiModel model;
  private final Consumer<String> notes;

  Thinking(GeminiModel model, Consumer<String> notes) {
    this.model = model;
    this.notes = notes;
  }

  /** The members of {@code thinkingConfig}; none where the model's default is meant. */
  Map<String, Object> config(Reasoning reasoning) {
    Map<String, Object> config = new LinkedHashMap<>();
    if (reasoning.shown()) {
      config.put("includeThoughts", true);
    }
    if (model.thinksByLevel()) {
      level(reasoning, config);
    } else {
      model.budget().ifPresent(budget -> budget(reasoning, budget, config));
    }
    return config;
  }

  /** Models with levels take a budget, too, in place of a level. */
  private void level(Reasoning reasoning, Map<String, Object> config) {
    if (reasoning.budgetTokens().isPresent()) {
      config.put("thinkingBudget", reasoning.budgetTokens().getAsLong());
    } else if (reasoning.effort() != Effort.DEFAULT) {
      String level = nearest(reasoning.effort());
      config.put("thinkingLevel", level);
      if (reasoning.effort() == Effort.NONE) {
        notes.accept("this model cannot be kept from thinking: thinkingLevel is " + level);
      }
    }
  }

  /** The level itself, or the next stronger one that the model has. */
  private String nearest(Effort effort) {
    List<String> ladder = List.of("minimal", "low", "medium", "high");
    int wanted =
        switch (effort) {
          case NONE, MINIMAL -> 0;
          case LOW -> 1;
          case DEFAULT, MEDIUM -> 2;
          case HIGH, MAX -> 3;
        };
    for (String level : ladder.subList(wanted, ladder.size())) {
      if (model.levels().contains(level)) {
        return level;
      }
    }
    return model.levels().get(model.levels().size() - 1);
  }

  private void budget(Reasoning reasoning, GeminiModel.Budget budget, Map<String, Object> config) {
    if (reasoning.budgetTokens().isEmpty() && reasoning.effort() == Effort.DEFAULT) {
      return;
    }
    long wanted = reasoning.budgetTokens().orElse(tokensOf(reasoning.effort(), budget));
    long taken = within(wanted, budget);
    if (taken != wanted) {
      notes.accept("thinkingBudget of %d became %d for this model".formatted(wanted, taken));
    }
    config.put("thinkingBudget", taken);
  }

  private static long tokensOf(Effort effort, GeminiModel.Budget budget) {
    return switch (effort) {
      case NONE -> 0;
      case MINIMAL -> Math.max(budget.least(), A_LITTLE / 2);
      case LOW -> A_LITTLE;
      case DEFAULT, MEDIUM -> SOME;
      case HIGH -> A_LOT;
      case MAX -> budget.most();
    };
  }

  private static long within(long tokens, GeminiModel.Budget budget) {
    if (tokens == -1 || (tokens == 0 && budget.off())) {
      return tokens;
    }
    return Math.max(budget.least(), Math.min(tokens, budget.most()));
  }
}
