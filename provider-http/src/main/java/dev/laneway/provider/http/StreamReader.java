package dev.laneway.provider.http;

import dev.laneway.provider.http.json.Json;

/**
 * Turns one stream's pieces into events; made anew for each call, and called by one thread at a
 * time. What it throws ends the stream: a {@code ProviderException} as it is, broken JSON as
 * unreadable.
 */
public interface StreamReader {

  /** Reads one piece. */
  void read(WireEvent event, EventSink sink);

  /**
   * The connection has ended after JSON that stood outside the framing. Vendors send errors so, and
   * that is what it is taken for unless the reader knows better.
   */
  default void stray(Json json, EventSink sink) {
    sink.fail(json);
  }

  /**
   * The connection has ended. A reader whose vendor marks the end with nothing else completes here,
   * if the answer is whole; a stream that nobody completed is an error.
   */
  default void end(EventSink sink) {}
}
