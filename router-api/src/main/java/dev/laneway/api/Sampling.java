package dev.laneway.api;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How the next word is drawn; what is empty is the vendor's default. */
public record Sampling(
    OptionalDouble temperature,
    OptionalDouble topP,
    OptionalInt topK,
    OptionalDouble presencePenalty,
    OptionalDouble frequencyPenalty,
    OptionalLong seed) {

  /** Everything at the vendor's default. */
  public static final Sampling DEFAULT =
      new Sampling(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalLong.empty());

  /** Checks the ranges that hold at every vendor. */
  public Sampling {
    requireWithin(temperature, 0, 2, "temperature");
    requireWithin(topP, 0, 1, "topP");
    requireWithin(presencePenalty, -2, 2, "presencePenalty");
    requireWithin(frequencyPenalty, -2, 2, "frequencyPenalty");
    if (topK.isPresent() && topK.getAsInt() < 1) {
      throw new IllegalArgumentException("topK must be positive, was " + topK.getAsInt());
    }
  }

  // by hand: the JDK makes that of a record at first use, for milliseconds of a start
  @Override
  public int hashCode() {
    int hash = temperature.hashCode();
    hash = 31 * hash + topP.hashCode();
    hash = 31 * hash + topK.hashCode();
    hash = 31 * hash + presencePenalty.hashCode();
    hash = 31 * hash + frequencyPenalty.hashCode();
    return 31 * hash + seed.hashCode();
  }

  private static void requireWithin(OptionalDouble value, double low, double high, String name) {
    if (value.isPresent() && !(value.getAsDouble() >= low && value.getAsDouble() <= high)) {
      throw new IllegalArgumentException(
          "%s must be between %s and %s, was %s".formatted(name, low, high, value.getAsDouble()));
    }
  }
}
