package dev.laneway.provider.ollama;

import dev.laneway.provider.http.EventSink;
import dev.laneway.provider.http.StreamReader;
import dev.laneway.provider.http.WireEvent;
import dev.laneway.provider.http.json.Json;
import org.jspecify.annotations.Nullable;

/** Reads a stream of lines: pieces of an answer, or an error in place of one. */
final class AnswerLines implements StreamReader {

  private @Nullable Answer answer;

  @Override
  public void read(WireEvent event, EventSink sink) {
    Json line = event.json();
    if (line.get("error").isPresent()) {
      sink.fail(line);
      return;
    }
    Answer growing = answer;
    if (growing == null) {
      growing = new Answer(sink::emit);
      answer = growing;
    }
    growing.read(line);
    if (growing.isWhole()) {
      sink.complete(growing.reply());
    }
  }
}
