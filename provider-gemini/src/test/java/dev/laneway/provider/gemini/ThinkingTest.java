package dev.laneway.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Reasoning;
import dev.laneway.api.Reasoning.Effort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkingTest {

  private final List<String> notes = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "gemini-3.8-flash, LOW, low",
    "gemini-3.8-flash, MINIMAL, low",
    "gemini-3.8-flash, MAX, high",
    "gemini-3.5-flash, MINIMAL, minimal",
    "gemini-3-pro-preview, MEDIUM, high",
    "models/gemini-3-flash-preview, NONE, minimal",
    "gemini-flash-latest, MEDIUM, medium"
  })
  void newer_models_think_by_level(String model, Effort effort, String level) {
    assertThat(config(model, Reasoning.of(effort))).isEqualTo(Map.of("thinkingLevel", level));
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, NONE, 0",
    "gemini-2.5-pro, NONE, 128",
    "gemini-2.5-flash-lite, MINIMAL, 512",
    "gemini-2.5-flash, HIGH, 24576",
    "gemini-2.5-pro, MAX, 32768"
  })
  void older_models_think_by_budget(String model, Effort effort, long budget) {
    assertThat(config(model, Reasoning.of(effort))).isEqualTo(Map.of("thinkingBudget", budget));
  }

  @Test
  void a_budget_is_sent_as_it_is_where_the_model_takes_it() {
    assertThat(config("gemini-2.5-flash", Reasoning.ofTokens(512).withThoughts()))
        .isEqualTo(Map.of("includeThoughts", true, "thinkingBudget", 512L));
    assertThat(config("gemini-2.5-flash", Reasoning.ofTokens(-1)))
        .isEqualTo(Map.of("thinkingBudget", -1L));
    assertThat(config("gemini-3.5-flash", Reasoning.ofTokens(512)))
        .isEqualTo(Map.of("thinkingBudget", 512L));
    assertThat(notes).isEmpty();
  }

  @Test
  void what_a_model_cannot_do_is_noted() {
    assertThat(config("gemini-2.5-pro", Reasoning.ofTokens(0)))
        .isEqualTo(Map.of("thinkingBudget", 128L));
    assertThat(notes).containsExactly("thinkingBudget of 0 became 128 for this model");
  }

  @Test
  void the_default_says_nothing() {
    assertThat(config("gemini-3.5-flash", Reasoning.of(Effort.DEFAULT))).isEmpty();
    assertThat(config("gemini-2.5-flash", Reasoning.of(Effort.DEFAULT).withThoughts()))
        .isEqualTo(Map.of("includeThoughts", true));
  }

  @Test
  void models_without_thoughts_are_known() {
    assertThat(GeminiModel.of("gemini-2.0-flash").thinks()).isFalse();
    assertThat(GeminiModel.of("gemma-3-27b-it").thinks()).isFalse();
    assertThat(GeminiModel.of("gemini-9-ultra").thinksByLevel()).isTrue();
  }

  private Map<String, Object> config(String model, Reasoning reasoning) {
    return new Thinking(GeminiModel.of(model), notes::add).config(reasoning);
  }
}
