package dev.laneway.api;

/** What shall happen when a stream breaks after something has been shown. */
public enum StreamRecovery {
  /** The stream ends with an error that carries the text so far. */
  FAIL,
  /** A marker, then the whole answer from another lane. */
  RESTART,
  /** A marker, then another lane goes on from the text so far. */
  CONTINUE
}
