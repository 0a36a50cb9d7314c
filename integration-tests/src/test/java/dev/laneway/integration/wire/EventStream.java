package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The documents in a streamed body, read slowly and whole: SSE data, JSON lines, or an array. */
final class EventStream {

  private EventStream() {}

  static List<JsonNode> documents(String body) throws IOException {
    String start = body.stripLeading();
    List<JsonNode> found = new ArrayList<>();
    if (start.startsWith("[")) {
      WireFile.JSON.readTree(start).forEach(found::add);
    } else if (start.startsWith("{")) {
      try (MappingIterator<JsonNode> lines =
          WireFile.JSON.readerFor(JsonNode.class).readValues(start)) {
        lines.forEachRemaining(found::add);
      }
    } else {
      for (String data : data(body)) {
        if (data.strip().startsWith("{")) {
          found.add(WireFile.JSON.readTree(data));
        }
      }
    }
    return found;
  }

  private static List<String> data(String body) {
    List<String> events = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    for (String line : body.split("\r\n|\n|\r", -1)) {
      if (line.isEmpty()) {
        if (data.length() > 0) {
          events.add(data.toString());
          data.setLength(0);
        }
      } else if (line.startsWith("data:")) {
        data.append(line, line.startsWith("data: ") ? 6 : 5, line.length()).append('\n');
      }
    }
    if (data.length() > 0) {
      events.add(data.toString());
    }
    return events;
  }
}
