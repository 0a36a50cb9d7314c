package dev.laneway.provider.http;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.provider.http.json.Json;

/** Where a {@link StreamReader} puts what it has read. What comes after the end is ignored. */
public interface EventSink {

  /** Shows a piece. */
  void emit(ChatEvent event);

  /** Ends the stream well. */
  void complete(ChatReply reply);

  /** Ends the stream with an error that the vendor sent inside it: the whole piece, as it came. */
  void fail(Json error);

  /** Ends the stream with something that cannot be used, said in words without content. */
  void unreadable(String why);
}
