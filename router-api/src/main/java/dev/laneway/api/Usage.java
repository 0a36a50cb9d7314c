package dev.laneway.api;

/**
 * Tokens that a call consumed, in one arithmetic whatever the vendor's: input includes what came
 * from the vendor's prompt cache, output includes reasoning.
 *
 * @param estimated whether the vendor told nothing and the figures are the router's own estimate
 */
public record Usage(
    long inputTokens,
    long outputTokens,
    long cachedInputTokens,
    long reasoningTokens,
    boolean estimated) {

  /** No tokens at all. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, false);

  /** Checks that nothing is negative. A vendor's parts may exceed their wholes: vendors do err. */
  public Usage {
    if (inputTokens < 0 || outputTokens < 0 || cachedInputTokens < 0 || reasoningTokens < 0) {
      throw new IllegalArgumentException(
          "tokens must not be negative, were %d, %d, %d, %d"
              .formatted(inputTokens, outputTokens, cachedInputTokens, reasoningTokens));
    }
  }

  /** What a vendor told: input, output and their parts. */
  public static Usage of(long input, long output, long cachedInput, long reasoning) {
    return new Usage(input, output, cachedInput, reasoning, false);
  }

  /** Input and output without parts. */
  public static Usage of(long input, long output) {
    return of(input, output, 0, 0);
  }

  /** Input and output together. */
  public long totalTokens() {
    return sum(inputTokens, outputTokens);
  }

  /** The sum of two usages; estimated if either is. */
  public Usage plus(Usage other) {
    return new Usage(
        sum(inputTokens, other.inputTokens),
        sum(outputTokens, other.outputTokens),
        sum(cachedInputTokens, other.cachedInputTokens),
        sum(reasoningTokens, other.reasoningTokens),
        estimated || other.estimated);
  }

  /** The sum, or the largest number where it would not fit. */
  private static long sum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }
}
