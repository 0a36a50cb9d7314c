package dev.laneway.benchmarks.speed;

import java.util.Arrays;

/**
 * Runs two contenders by turns, many short rounds, and compares what belongs together: the ratio is
 * the median of the ratios of neighbours, which a noisy machine disturbs alike.
 *
 * @param raw the median of the one that all is compared with
 * @param other the median of the other
 * @param ratio the other in relation to raw
 */
record Pairs(double raw, double other, double ratio) {

  /** One round of one contender: its figure. */
  interface Trial {
    double of(Contender contender);
  }

  static Pairs of(int rounds, Contender raw, Contender other, Trial trial) {
    trial.of(raw);
    trial.of(other);
    double[] first = new double[rounds];
    double[] second = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      if (i % 2 == 0) {
        first[i] = trial.of(raw);
        second[i] = trial.of(other);
      } else {
        second[i] = trial.of(other);
        first[i] = trial.of(raw);
      }
      ratios[i] = second[i] / first[i];
    }
    return new Pairs(median(first), median(second), median(ratios));
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
