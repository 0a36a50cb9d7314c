package dev.laneway.benchmarks.effectiveness;

import dev.laneway.benchmarks.scenario.Scenario;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command: plays scenarios and prints what came of them. */
public final class Effectiveness {

  private Effectiveness() {}

  /** Runs with the words of a command line. */
  public static void main(String[] words) {
    try {
      run(Arguments.of(words), System.out);
    } catch (IllegalArgumentException | UncheckedIOException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
    }
  }

  static void run(Arguments arguments, PrintStream out) {
    Bounds bounds = new Bounds();
    List<Comparison> comparisons = new ArrayList<>();
    for (Path path : arguments.scenarios()) {
      Scenario scenario = Scenario.read(path, arguments.tracesOf(path));
      long begun = System.nanoTime();
      comparisons.add(Comparison.of(scenario, arguments.beside()));
      System.err.printf(
          "%s: %d requests in %d ms%n",
          scenario.name(), scenario.asks().size(), (System.nanoTime() - begun) / 1_000_000);
    }
    String report =
        arguments.json()
            ? new JsonReport(bounds).of(comparisons)
            : new TableReport(bounds).of(comparisons);
    byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
    out.write(bytes, 0, bytes.length);
    out.flush();
    Path html = arguments.html();
    if (html != null) {
      write(html, new PageReport(bounds).of(comparisons));
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException("page " + file + " cannot be written", unwritable);
    }
  }
}
