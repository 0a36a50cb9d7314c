package dev.laneway.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * How it ended.
 *
 * @param heapKilobytes in use after a collection, at even distances
 * @param threads of the process, at the same moments
 * @param unbalanced what is still taken of permits, budgets or places in the line
 */
record Outcome(
    String tally,
    long lost,
    List<Long> heapKilobytes,
    List<Integer> threads,
    List<String> unbalanced) {

  Outcome {
    heapKilobytes = List.copyOf(heapKilobytes);
    threads = List.copyOf(threads);
    unbalanced = List.copyOf(unbalanced);
  }

  /** What must not be so at the end, whatever the machine; empty when all is well. */
  List<String> faults() {
    List<String> faults = new ArrayList<>(unbalanced);
    if (lost != 0) {
      faults.add(lost + " requests were lost");
    }
    return faults;
  }

  @Override
  public String toString() {
    return """
        %s
        lost: %d; still taken at the end: %s
        heap in use after a collection, KB: %s
        threads: %s"""
        .formatted(
            tally, lost, unbalanced.isEmpty() ? "nothing" : unbalanced, heapKilobytes, threads);
  }
}
