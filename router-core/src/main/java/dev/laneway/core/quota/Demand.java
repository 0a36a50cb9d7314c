package dev.laneway.core.quota;

import org.jspecify.annotations.Nullable;

/** What a call is expected to draw, estimated before it is sent. */
public record Demand(long inputTokens, long expectedOutputTokens, long maxOutputTokens) {

  /** Checks that nothing is negative and the maximum is one. */
  public Demand {
    if (inputTokens < 0 || expectedOutputTokens < 0 || maxOutputTokens < expectedOutputTokens) {
      throw new IllegalArgumentException(
          "a demand needs 0 <= input and 0 <= expected <= maximum output, was %d, %d, %d"
              .formatted(inputTokens, expectedOutputTokens, maxOutputTokens));
    }
  }

  // by hand: the JDK makes that of a record at first use, for milliseconds of a start
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Demand demand
        && inputTokens == demand.inputTokens
        && expectedOutputTokens == demand.expectedOutputTokens
        && maxOutputTokens == demand.maxOutputTokens;
  }

  @Override
  public int hashCode() {
    int hash = Long.hashCode(inputTokens);
    hash = 31 * hash + Long.hashCode(expectedOutputTokens);
    return 31 * hash + Long.hashCode(maxOutputTokens);
  }

  /** The most that the call may use in all. */
  public long largest() {
    return inputTokens + maxOutputTokens;
  }
}
