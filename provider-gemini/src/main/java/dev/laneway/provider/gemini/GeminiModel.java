package dev.laneway.provider.gemini;

import dev.laneway.provider.http.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is peculiar to a generation of models, read from {@code models.json}.
 *
 * @param levels of thinking, weakest first; empty where there are none
 * @param budget of thinking in tokens, where one is taken
 * @param fixed parameters that the model ignores or refuses
 */
record GeminiModel(String prefix, List<String> levels, Optional<Budget> budget, Set<String> fixed) {

  /**
   * How many tokens a model may think.
   *
   * @param off whether thinking can be switched off by a budget of 0
   */
  record Budget(long least, long most, boolean off) {}

  private static final List<GeminiModel> KNOWN = read();

  /** The generation of a model, by its name with or without {@code models/}. */
  static GeminiModel of(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    for (GeminiModel known : KNOWN) {
      if (name.startsWith(known.prefix)) {
        return known;
      }
    }
    throw new IllegalStateException("models.json must end with an entry that fits every model");
  }

  /** Whether the model thinks by levels, as all since generation 3 do. */
  boolean thinksByLevel() {
    return !levels.isEmpty();
  }

  /** Whether the model can be told anything about thinking. */
  boolean thinks() {
    return thinksByLevel() || budget.isPresent();
  }

  private static List<GeminiModel> read() {
    try (InputStream resource = GeminiModel.class.getResourceAsStream("models.json")) {
      if (resource == null) {
        throw new IllegalStateException("models.json is missing from the module");
      }
      List<GeminiModel> models = new ArrayList<>();
      for (Json entry : Json.parse(resource.readAllBytes()).get("models").elements()) {
        models.add(read(entry));
      }
      return List.copyOf(models);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static GeminiModel read(Json entry) {
    Json budget = entry.get("budget");
    return new GeminiModel(
        entry.get("prefix").text(),
        entry.get("levels").elements().stream().map(Json::text).toList(),
        budget.isPresent()
            ? Optional.of(
                new Budget(
                    budget.get("least").number(1),
                    budget.get("most").number(Integer.MAX_VALUE),
                    budget.get("off").isTrue()))
            : Optional.empty(),
        new LinkedHashSet<>(entry.get("fixed").elements().stream().map(Json::text).toList()));
  }
}
