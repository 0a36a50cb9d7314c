package dev.laneway.provider.http;

/** How a vendor cuts a stream into pieces. */
public enum Framing {
  /** Server-sent events, by the WHATWG's rules. */
  SSE,
  /** One JSON value a line. */
  LINES
}
