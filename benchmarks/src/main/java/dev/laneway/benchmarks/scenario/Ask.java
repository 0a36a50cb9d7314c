package dev.laneway.benchmarks.scenario;

import dev.laneway.benchmarks.vendor.Load;

/**
 * One request of a scenario.
 *
 * @param estimate what its sender believes its prompt to weigh
 * @param kind its class, as the scenario numbers them
 * @param tenant who sends it, as the scenario numbers them
 * @param deadlineMs the last moment at which an answer is worth something
 */
public record Ask(
    Load load, long arrivalMs, long estimate, int kind, int tenant, double value, long deadlineMs) {

  /** Its number. */
  public int index() {
    return load.index();
  }
}
