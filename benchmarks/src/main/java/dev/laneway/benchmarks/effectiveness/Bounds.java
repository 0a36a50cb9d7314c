package dev.laneway.benchmarks.effectiveness;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What no policy can exceed on a scenario: found once by a linear program that knows the future and
 * respects service times and reservations. A scenario that is not listed has no known bound.
 */
final class Bounds {

  private static final String FILE = "/dev/laneway/benchmarks/bounds.csv";

  private final Map<String, Double> informed = new HashMap<>();

  Bounds() {
    String text;
    try (InputStream in = Bounds.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    text.lines()
        .skip(1)
        .map(line -> line.split(",", -1))
        .forEach(cells -> informed.put(cells[0], Double.valueOf(cells[1])));
  }

  /** The share of the bound that a value is. */
  OptionalDouble ratio(String scenario, double value) {
    Double bound = informed.get(scenario);
    return bound == null ? OptionalDouble.empty() : OptionalDouble.of(value / bound);
  }
}
