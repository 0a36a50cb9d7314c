package dev.laneway.benchmarks.scenario;

/** A sort of request: how many are of it, how long they can wait, what an answer is worth. */
public record RequestClass(String name, double share, long deadlineMs, double value) {}
