package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much work waits that may take one lane: by urgency, and by how much of the lane's time each
 * call takes, in steps of half a power of two. Guarded by the scheduler's lock.
 */
final class Backlog {

  private static final int FIRST = 2 * 20; // a millisecond
  private static final int STEPS = 2 * 18; // to some minutes

  private final Map<Urgency, long[]> nanos = new EnumMap<>(Urgency.class);

  void add(Urgency urgency, double taken) {
    stepsOf(urgency)[stepOf(taken)] += (long) taken;
  }

  void remove(Urgency urgency, double taken) {
    stepsOf(urgency)[stepOf(taken)] -= (long) taken;
  }

  private long[] stepsOf(Urgency urgency) {
    return nanos.computeIfAbsent(urgency, u -> new long[STEPS]);
  }

  /** What is likely to go before such a newcomer: the more urgent, and what takes no more. */
  long before(Urgency urgency, double taken) {
    long sum = 0;
    for (Map.Entry<Urgency, long[]> waiting : nanos.entrySet()) {
      int order = waiting.getKey().compareTo(urgency);
      if (order <= 0) {
        sum += sumOf(waiting.getValue(), order < 0 ? STEPS : 1 + stepOf(taken));
      }
    }
    return sum;
  }

  private static long sumOf(long[] steps, int end) {
    long sum = 0;
    for (int i = 0; i < end; i++) {
      sum += steps[i];
    }
    return sum;
  }

  private static int stepOf(double taken) {
    long whole = Math.max(1, (long) taken);
    int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(whole);
    int half = power == 0 ? 0 : (int) (whole >> (power - 1)) & 1;
    return Math.max(0, Math.min(STEPS - 1, 2 * power + half - FIRST));
  }
}
