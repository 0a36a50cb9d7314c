package dev.laneway.benchmarks.effectiveness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What stands on the command line. */
record Arguments(
    boolean json,
    Comparison.Beside beside,
    @Nullable Path html,
    @Nullable Path traces,
    List<Path> scenarios) {

  static final String USAGE =
      "usage: effectiveness [--json] [--router-only | --ablations] [--html FILE] [--traces DIR] SCENARIO…";

  static Arguments of(String... words) {
    boolean json = false;
    Comparison.Beside beside = Comparison.Beside.THE_FIELD;
    Path html = null;
    Path traces = null;
    List<Path> scenarios = new ArrayList<>();
    for (int i = 0; i < words.length; i++) {
      switch (words[i]) {
        case "--json" -> json = true;
        case "--router-only" -> beside = Comparison.Beside.NOBODY;
        case "--ablations" -> beside = Comparison.Beside.OURSELVES_WITHOUT_A_MECHANISM;
        case "--html" -> html = Path.of(after(words, i++));
        case "--traces" -> traces = Path.of(after(words, i++));
        default -> scenarios.addAll(scenariosAt(words[i]));
      }
    }
    if (scenarios.isEmpty()) {
      throw new IllegalArgumentException("no scenario was named; " + USAGE);
    }
    return new Arguments(json, beside, html, traces, scenarios);
  }

  private static String after(String[] words, int i) {
    if (i + 1 >= words.length) {
      throw new IllegalArgumentException(words[i] + " needs a value; " + USAGE);
    }
    return words[i + 1];
  }

  private static List<Path> scenariosAt(String word) {
    if (word.startsWith("--")) {
      throw new IllegalArgumentException("option '" + word + "' is unknown; " + USAGE);
    }
    Path path = Path.of(word);
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
      } catch (IOException unreadable) {
        throw new UncheckedIOException("folder " + path + " cannot be read", unreadable);
      }
    }
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("scenario '" + word + "' is neither a file nor a folder");
    }
    return List.of(path);
  }

  /** Where a scenario's trace is: as told, or beside the folder of scenarios. */
  Path tracesOf(Path scenario) {
    return traces != null
        ? traces
        : scenario.toAbsolutePath().resolveSibling("../traces").normalize();
  }
}
