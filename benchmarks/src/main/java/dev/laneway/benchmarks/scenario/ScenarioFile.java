package dev.laneway.benchmarks.scenario;

import dev.laneway.benchmarks.vendor.Deployment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scenario as it is written down: what comes, and what there is for it.
 *
 * @param trace where the arrivals are, or
 * @param generate how to make them
 */
record ScenarioFile(
    String name,
    long seed,
    @Nullable TraceSlice trace,
    @Nullable Generator generate,
    long spanMs,
    long measureUntilMs,
    List<RequestClass> classes,
    List<Tenant> tenants,
    List<Long> maxTokensLevels,
    double estimateError,
    List<Deployment> deployments) {

  /** A slice of a trace, stretched. */
  record TraceSlice(String file, int firstRow, int rows, double timeScale) {}
}
