package dev.laneway.core.schedule;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import java.util.ArrayList;
import java.util.List;

/** Cuts a stored answer into pieces again, for those who read it as a stream. */
final class Replay {

  private static final int PIECE = 24;

  private Replay() {}

  static List<ChatEvent> of(ChatReply reply) {
    List<ChatEvent> events = new ArrayList<>();
    if (!reply.reasoning().isEmpty()) {
      events.add(new ChatEvent.ReasoningDelta(reply.reasoning()));
    }
    String text = reply.text();
    int from = 0;
    while (from < text.length()) {
      int to = Math.min(text.length(), from + PIECE);
      if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
        to++;
      }
      events.add(new ChatEvent.TextDelta(text.substring(from, to)));
      from = to;
    }
    return events;
  }
}
