package dev.laneway.provider.openai;

import dev.laneway.provider.http.EventSink;
import dev.laneway.provider.http.StreamReader;
import dev.laneway.provider.http.WireEvent;
import dev.laneway.provider.http.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads streams. */
final class Chunks implements StreamReader {

  private static final String END = "[DONE]";

  /** In whose words some servers say in each answer that there is none. */
  private static final Set<String> NO_ERROR = Set.of("", "false");

  private final Dialect dialect;
  private @Nullable Turn turn;

  Chunks(Dialect dialect) {
    this.dialect = dialect;
  }

  static boolean isError(Json json) {
    Json error = json.get("error");
    boolean nested = error.isObject() || error.isArray();
    boolean said = nested ? !error.isEmpty() : !NO_ERROR.contains(error.text());
    return said || json.get("object").is("error");
  }

  @Override
  public void read(WireEvent event, EventSink sink) {
    if (event.is(END)) {
      complete(sink);
      return;
    }
    Json json = event.json();
    if (event.name().equals("error") || isError(json)) {
      sink.fail(json);
      return;
    }
    Json inChoice = json.get("choices").at(0).get("error");
    if (inChoice.isPresent()) {
      sink.fail(json.get("choices").at(0));
      return;
    }
    Turn now = turn(sink);
    now.readChunk(json);
    if (json.get("object").is("chat.completion.done")) {
      complete(sink);
    }
  }

  private Turn turn(EventSink sink) {
    Turn now = turn;
    if (now == null) {
      now = new Turn(dialect, sink::emit);
      turn = now;
    }
    return now;
  }

  /** Nothing is an answer here: a lane that goes on for another may have nothing to add. */
  private void complete(EventSink sink) {
    Turn now = turn;
    if (now == null || !now.hasBegun()) {
      sink.unreadable("the stream is empty");
    } else if (now.hasFailed()) {
      sink.unreadable("the model failed: the vendor says so and no more");
    } else if (now.callsNothing()) {
      sink.unreadable("a tool call has no name");
    } else {
      sink.complete(now.reply());
    }
  }

  /** Some servers answer whole although a stream was asked for. */
  @Override
  public void stray(Json json, EventSink sink) {
    if (isError(json) || !json.get("choices").at(0).get("message").isObject()) {
      sink.fail(json);
    } else {
      turn(sink).readWhole(json);
      complete(sink);
    }
  }

  @Override
  public void end(EventSink sink) {
    Turn now = turn;
    if (now != null && now.hasFinished() && !dialect.endMark()) {
      complete(sink);
    }
  }
}
