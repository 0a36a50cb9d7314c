package dev.laneway.provider.openai;

import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reasoning details that come in pieces: pieces of one type and index become one detail, their
 * texts joined and everything else as it was said last.
 */
final class Details {

  private static final Set<String> JOINED = Set.of("text", "summary", "data");

  private static final class Detail {
    private final Map<String, StringBuilder> texts = new LinkedHashMap<>();
    private final Map<String, Json> others = new LinkedHashMap<>();
  }

  private final List<Detail> details = new ArrayList<>();
  private final Map<String, Detail> open = new LinkedHashMap<>();

  boolean isEmpty() {
    return details.isEmpty();
  }

  void add(Json pieces) {
    for (Json piece : pieces.elements()) {
      String key = piece.get("type").text() + '#' + piece.get("index").text();
      Detail detail = open.get(key);
      if (detail == null) {
        detail = new Detail();
        open.put(key, detail);
        details.add(detail);
      }
      add(detail, piece);
    }
  }

  private static void add(Detail detail, Json piece) {
    piece.members(
        (name, value) -> {
          if (JOINED.contains(name) && value.isText()) {
            detail.texts.computeIfAbsent(name, key -> new StringBuilder()).append(value.text());
          } else if (value.isPresent() || !detail.others.containsKey(name)) {
            detail.others.put(name, value);
          }
        });
  }

  /** The whole details as JSON. */
  String json() {
    JsonWriter json = JsonWriter.create().object().array("all");
    for (Detail detail : details) {
      json.object();
      detail.others.forEach(
          (name, value) -> {
            if (!detail.texts.containsKey(name)) {
              json.name(name).value(value);
            }
          });
      detail.texts.forEach((name, text) -> json.member(name, text.toString()));
      json.endObject();
    }
    return Json.parse(json.endArray().endObject().toBytes()).get("all").raw();
  }
}
