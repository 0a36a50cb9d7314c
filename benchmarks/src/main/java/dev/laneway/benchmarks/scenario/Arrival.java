package dev.laneway.benchmarks.scenario;

/** One row of a trace. */
record Arrival(long atMs, long prompt, long completion) {}
