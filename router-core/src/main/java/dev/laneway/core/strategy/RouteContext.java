package dev.laneway.core.strategy;

import dev.laneway.api.Urgency;

/** What a strategy may know of the call whose lanes it ranks. */
public interface RouteContext {

  /** How long the caller can wait. */
  Urgency urgency();

  /** What is left of the deadline, in nanoseconds. */
  long nanosLeft();

  /** Tokens of the prompt, estimated. */
  long inputTokens();

  /** Tokens of the answer, as far as the history of the route tells. */
  long expectedOutputTokens();

  /** The most tokens of the answer. */
  long maxOutputTokens();

  /** For whom the call is made; may be empty. */
  String tenant();

  /** What sort of work it is; may be empty. */
  String task();
}
