package dev.laneway.integration.streams;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the reader of a stream came to hear, in order, and how it ended. */
record Heard(List<ChatEvent> events, Optional<RouterException> error) {

  static Heard from(Router router, CallOptions options) {
    List<ChatEvent> events = new ArrayList<>();
    try (ChatStream stream = router.stream(ChatRequest.of("Hello"), options)) {
      stream.forEach(events::add);
      return new Heard(events, Optional.empty());
    } catch (RouterException broken) {
      return new Heard(events, Optional.of(broken));
    }
  }

  /** Every piece of text that was shown. */
  String text() {
    return textOf(events);
  }

  /** What was shown before the first marker. */
  String textBeforeSwitch() {
    return textOf(events.subList(0, indexOfSwitch()));
  }

  /** What was shown after the last marker. */
  String textAfterSwitch() {
    return textOf(events.subList(indexOfSwitch(), events.size()));
  }

  List<ChatEvent.Switched> switches() {
    return events.stream()
        .filter(ChatEvent.Switched.class::isInstance)
        .map(ChatEvent.Switched.class::cast)
        .toList();
  }

  private int indexOfSwitch() {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i) instanceof ChatEvent.Switched) {
        return i;
      }
    }
    throw new AssertionError("nothing was switched: " + this);
  }

  static String textOf(List<ChatEvent> events) {
    StringBuilder text = new StringBuilder();
    for (ChatEvent event : events) {
      if (event instanceof ChatEvent.TextDelta delta) {
        text.append(delta.text());
      }
    }
    return text.toString();
  }

  ChatReply reply() {
    if (!events.isEmpty()
        && events.get(events.size() - 1) instanceof ChatEvent.Completed completed) {
      return completed.reply();
    }
    throw error.isPresent()
        ? new AssertionError("no reply", error.get())
        : new AssertionError("no reply at the end of " + events);
  }

  RouterException broken() {
    return error.orElseThrow(() -> new AssertionError("the stream did not break: " + events));
  }

  Receipt receipt() {
    return error.map(RouterException::receipt).orElseGet(() -> reply().receipt());
  }
}
