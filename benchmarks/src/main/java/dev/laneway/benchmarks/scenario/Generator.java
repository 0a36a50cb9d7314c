package dev.laneway.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Traffic of our own: bursts come and go, and some prompts and answers are many times as long as
 * the usual one. The same settings give the same traffic.
 *
 * @param burst how many times the usual rate a burst has
 * @param burstShare how much of the time is a burst
 * @param tail the shape of the lengths: the smaller, the heavier the tail; above 1
 */
record Generator(
    int rows, double burst, double burstShare, double tail, long prompt, long completion) {

  private static final double PHASE_MS = 15_000;
  private static final double LONGEST_OF_USUAL = 20;

  Generator {
    if (rows < 1 || burst < 1 || burstShare < 0 || burstShare > 1 || tail <= 1) {
      throw new IllegalArgumentException(
          "generate needs rows >= 1, burst >= 1, 0 <= burst_share <= 1 and tail > 1, was %d, %s, %s, %s"
              .formatted(rows, burst, burstShare, tail));
    }
  }

  /** Arrivals over a span. */
  List<Arrival> arrivals(long seed, long spanMs) {
    SplittableRandom random = new SplittableRandom(seed);
    double usualRate = rows / (spanMs * (1 + burstShare * (burst - 1)));
    List<Arrival> arrivals = new ArrayList<>(rows);
    double at = 0;
    double phaseEnds = 0;
    double rate = usualRate;
    while (arrivals.size() < rows) {
      double next = at - Math.log1p(-random.nextDouble()) / rate;
      if (next >= phaseEnds) {
        at = phaseEnds;
        rate = random.nextDouble() < burstShare ? usualRate * burst : usualRate;
        phaseEnds -= Math.log1p(-random.nextDouble()) * PHASE_MS;
      } else {
        at = next;
        arrivals.add(
            new Arrival((long) at, lengthOf(prompt, random), lengthOf(completion, random)));
      }
    }
    return arrivals;
  }

  /** By Pareto, so that the mean is the usual length, cut off where no model would follow. */
  private long lengthOf(long usual, SplittableRandom random) {
    double least = usual * (tail - 1) / tail;
    double length = least * Math.pow(1 - random.nextDouble(), -1 / tail);
    return Math.max(1, Math.round(Math.min(length, usual * LONGEST_OF_USUAL)));
  }
}
