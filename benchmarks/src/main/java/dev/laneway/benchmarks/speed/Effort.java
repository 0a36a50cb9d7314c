package dev.laneway.benchmarks.speed;

/**
 * How much is run.
 *
 * @param warmUp calls in a round before the first that counts
 * @param mostRounds of them, should the compiler never rest
 * @param rounds of each pair
 * @param calls in a round
 * @param streams in a round
 * @param starts of a JVM
 * @param many calls before memory is looked at
 * @param decades of growth
 */
record Effort(
    int warmUp,
    int mostRounds,
    int rounds,
    int calls,
    int streams,
    int starts,
    int many,
    int decades) {

  static final Effort QUICK = new Effort(5_000, 4, 8, 150, 5, 3, 2_000, 2);
  static final Effort WHOLE = new Effort(5_000, 20, 24, 300, 12, 7, 10_000, 3);

  boolean isQuick() {
    return equals(QUICK);
  }
}
