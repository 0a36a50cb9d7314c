package dev.laneway.core.quota;

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

  /** The most that the call may use in all. */
  public long largest() {
    return inputTokens + maxOutputTokens;
  }
}
