package dev.laneway.provider.gemini;

import dev.laneway.api.spi.ProviderException;
import dev.laneway.provider.http.EventSink;
import dev.laneway.provider.http.StreamReader;
import dev.laneway.provider.http.WireEvent;
import dev.laneway.provider.http.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream. Each event is a chunk; nothing marks the end but the connection's, after a chunk
 * with a reason why it finished. Outside the framing come errors and, from gateways that do not ask
 * for events, the whole answer as one list of chunks.
 */
final class AnswerStream implements StreamReader {

  private @Nullable Answer answer;

  @Override
  public void read(WireEvent event, EventSink sink) {
    if (event.name().equals("error")) {
      sink.fail(event.json());
    } else if (!event.is("[DONE]")) { // some gateways mark the end in another vendor's way
      stray(event.json(), sink);
    }
  }

  @Override
  public void stray(Json json, EventSink sink) {
    if (json.isArray()) {
      json.elements().forEach(chunk -> chunk(chunk, sink));
    } else {
      chunk(json, sink);
    }
  }

  private void chunk(Json chunk, EventSink sink) {
    if (Gemini.isError(chunk)) {
      sink.fail(chunk);
    } else {
      into(sink).read(chunk);
    }
  }

  private Answer into(EventSink sink) {
    Answer growing = answer;
    if (growing == null) {
      growing = new Answer(sink::emit);
      answer = growing;
    }
    return growing;
  }

  /**
   * Completes what is whole.
   *
   * @throws ProviderException if it was refused, or nothing came that is of use
   */
  @Override
  public void end(EventSink sink) {
    Answer whole = answer;
    if (whole != null && whole.isWhole()) {
      sink.complete(whole.reply());
    }
  }
}
