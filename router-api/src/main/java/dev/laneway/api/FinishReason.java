package dev.laneway.api;

/** Why a model stopped. */
public enum FinishReason {
  /** It had said everything. */
  STOP,
  /** It ran into the maximum of output tokens, or its context was full. */
  LENGTH,
  /** It waits for the results of tools. */
  TOOL_CALLS,
  /** The vendor withheld the answer or the rest of it. */
  CONTENT_FILTER,
  /** Anything else, including reasons that are new to this version. */
  OTHER
}
