package dev.laneway.provider.groq;

import dev.laneway.api.Reasoning;
import dev.laneway.provider.http.json.JsonWriter;
import dev.laneway.provider.openai.Notes;
import dev.laneway.provider.openai.ReasoningWords;

/**
 * Groq's words for thinking, which go by the family of the model: gpt-oss knows efforts and a
 * switch to show its thoughts, the others know {@code none} and {@code default} and a format.
 */
final class GroqReasoning implements ReasoningWords {

  @Override
  public void write(Reasoning reasoning, String model, JsonWriter json, Notes notes) {
    boolean efforts = model.contains("gpt-oss");
    boolean off =
        reasoning.effort() == Reasoning.Effort.NONE || reasoning.budgetTokens().orElse(-1) == 0;
    if (reasoning.budgetTokens().orElse(-1) > 0) {
      notes.drop("reasoning.budgetTokens", "takes no number of tokens to think with");
    }
    if (efforts) {
      effort(reasoning, off, json, notes);
      return;
    }
    if (reasoning.effort() != Reasoning.Effort.DEFAULT || off) {
      json.member("reasoning_effort", off ? "none" : "default");
    }
    if (reasoning.shown()) {
      json.member("reasoning_format", "parsed");
    }
  }

  private static void effort(Reasoning reasoning, boolean off, JsonWriter json, Notes notes) {
    if (off) {
      notes.drop("reasoning", "cannot switch the thoughts of this model off");
    }
    switch (reasoning.effort()) {
      case NONE, MINIMAL, LOW -> json.member("reasoning_effort", "low");
      case MEDIUM -> json.member("reasoning_effort", "medium");
      case HIGH, MAX -> json.member("reasoning_effort", "high");
      case DEFAULT -> {
        if (off) {
          json.member("reasoning_effort", "low");
        }
      }
    }
  }
}
