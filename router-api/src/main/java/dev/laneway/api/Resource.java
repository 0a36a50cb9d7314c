package dev.laneway.api;

/** What an allowance is counted in. */
public enum Resource {
  /** Calls. */
  REQUESTS,
  /** Tokens of input and output together. */
  TOKENS,
  /** Tokens of the prompt. */
  INPUT_TOKENS,
  /** Tokens of the answer. */
  OUTPUT_TOKENS,
  /** Calls under way at the same time. */
  CONCURRENCY
}
