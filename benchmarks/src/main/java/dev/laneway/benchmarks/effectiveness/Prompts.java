package dev.laneway.benchmarks.effectiveness;

/**
 * Text of a wanted weight. The router guesses a prompt's tokens from its characters, so the text is
 * made of characters that it takes for nine tenths of a token each, cut from one long string.
 */
final class Prompts {

  private static final double TOKENS_PER_CHARACTER = 0.9;
  private static final int TOKENS_AROUND = 7;

  private String all = "\u6587".repeat(1 << 14);

  String weighing(long tokens) {
    int length =
        (int) Math.max(1, Math.floor((tokens - TOKENS_AROUND) / TOKENS_PER_CHARACTER + 1e-6));
    while (all.length() < length) {
      all += all;
    }
    return all.substring(0, length);
  }
}
