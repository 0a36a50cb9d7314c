package dev.laneway.benchmarks.scenario;

/** Somebody who sends a share of the requests. */
public record Tenant(String name, double share) {}
