package dev.laneway.api.spi;

import java.time.Duration;

/**
 * The three time-outs of a call; that of the connection belongs to the HTTP client.
 *
 * @param firstContent from sending to the first piece of an answer
 * @param idle between two pieces
 * @param total from sending to the end
 */
public record Timeouts(Duration firstContent, Duration idle, Duration total) {

  /** One minute, half a minute, ten minutes. */
  public static final Timeouts DEFAULT =
      new Timeouts(Duration.ofMinutes(1), Duration.ofSeconds(30), Duration.ofMinutes(10));

  /** Checks that all are positive. */
  public Timeouts {
    requirePositive(firstContent, "firstContent");
    requirePositive(idle, "idle");
    requirePositive(total, "total");
  }

  private static void requirePositive(Duration value, String name) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException(name + " must be positive, was " + value);
    }
  }

  /** The same, none longer than what is left of a deadline. */
  public Timeouts within(Duration left) {
    return new Timeouts(shorter(firstContent, left), shorter(idle, left), shorter(total, left));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
