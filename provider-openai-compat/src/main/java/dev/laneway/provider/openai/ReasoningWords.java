package dev.laneway.provider.openai;

import dev.laneway.api.Reasoning;
import dev.laneway.api.Reasoning.Effort;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.Locale;

/** How a vendor is told how much to think. */
@FunctionalInterface
public interface ReasoningWords {

  /** Writes what the vendor understands, at the top of the request. */
  void write(Reasoning reasoning, String model, JsonWriter json, Notes notes);

  /** {@code reasoning_effort}, from none to xhigh. */
  ReasoningWords EFFORT =
      (reasoning, model, json, notes) -> {
        effort(reasoning, json);
        dropBudget(reasoning, notes);
      };

  /** {@code reasoning_effort} that is either high or none. */
  ReasoningWords HIGH_OR_NONE =
      (reasoning, model, json, notes) -> {
        if (isOff(reasoning)) {
          json.member("reasoning_effort", "none");
        } else if (reasoning.effort() != Effort.DEFAULT || reasoning.budgetTokens().isPresent()) {
          if (reasoning.effort() != Effort.HIGH && reasoning.effort() != Effort.MAX) {
            notes.drop("reasoning", "knows high reasoning or none, high is asked for");
          }
          json.member("reasoning_effort", "high");
        }
      };

  /** A {@code thinking} switch beside the effort. */
  ReasoningWords SWITCH =
      (reasoning, model, json, notes) -> {
        if (isOff(reasoning)) {
          json.object("thinking").member("type", "disabled").endObject();
          return;
        }
        boolean asked =
            reasoning.effort() != Effort.DEFAULT || reasoning.budgetTokens().isPresent();
        if (asked && !model.contains("reasoner")) { // that one always thinks
          json.object("thinking").member("type", "enabled").endObject();
        }
        if (reasoning.effort() == Effort.MAX) {
          json.member("reasoning_effort", "max");
        } else {
          effort(reasoning, json);
        }
        dropBudget(reasoning, notes);
      };

  /** An object {@code reasoning} with an effort or a budget. */
  ReasoningWords OBJECT =
      (reasoning, model, json, notes) -> {
        json.object("reasoning");
        if (isOff(reasoning)) {
          json.member("effort", "none");
        } else if (reasoning.budgetTokens().orElse(-1) > 0) {
          json.member("max_tokens", reasoning.budgetTokens().getAsLong());
        } else if (reasoning.effort() != Effort.DEFAULT) {
          json.member("effort", word(reasoning.effort()));
        } else {
          json.member("enabled", true);
        }
        json.endObject();
      };

  /** No word for it. */
  ReasoningWords NONE =
      (reasoning, model, json, notes) -> notes.drop("reasoning", "has no word for it");

  /** Whether thinking is switched off. */
  static boolean isOff(Reasoning reasoning) {
    return reasoning.effort() == Effort.NONE || reasoning.budgetTokens().orElse(-1) == 0;
  }

  /** The vendor's usual word for an effort. */
  static String word(Effort effort) {
    return effort == Effort.MAX ? "xhigh" : effort.name().toLowerCase(Locale.ROOT);
  }

  private static void effort(Reasoning reasoning, JsonWriter json) {
    if (isOff(reasoning)) {
      json.member("reasoning_effort", "none");
    } else if (reasoning.effort() != Effort.DEFAULT) {
      json.member("reasoning_effort", word(reasoning.effort()));
    }
  }

  private static void dropBudget(Reasoning reasoning, Notes notes) {
    if (reasoning.budgetTokens().orElse(-1) > 0) {
      notes.drop("reasoning.budgetTokens", "takes no number of tokens to think with");
    }
  }
}
