package dev.laneway.benchmarks.vendor;

/** What a request weighs at a vendor. */
public record Load(int index, long prompt, long completion, long maxTokens) {}
