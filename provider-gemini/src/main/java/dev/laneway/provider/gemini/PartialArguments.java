package dev.laneway.provider.gemini;

import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the arguments of a call together that come value by value, each with its path: {@code
 * $.trip.stops[0].city}. A text may come in several pieces under one path.
 */
final class PartialArguments {

  private static final int LONGEST_LIST = 10_000;
  private static final Json NULL = Json.parse("null");

  private final Map<String, Object> root = new LinkedHashMap<>();

  /** A text that comes in pieces. */
  private static final class GrowingText {

    private final StringBuilder pieces = new StringBuilder();

    @Override
    public String toString() {
      return pieces.toString();
    }
  }

  /** Takes the pieces of one {@code partialArgs}. */
  void add(Json pieces) {
    for (Json piece : pieces.elements()) {
      List<Object> path = steps(piece.get("jsonPath").text());
      if (!path.isEmpty()) {
        Object spot = root;
        for (int i = 0; i + 1 < path.size(); i++) {
          Object next =
              path.get(i + 1) instanceof Integer ? new ArrayList<>() : new LinkedHashMap<>();
          spot = child(spot, path.get(i), next);
        }
        put(spot, path.get(path.size() - 1), piece);
      }
    }
  }

  /** All that came, as JSON text. */
  String json() {
    return new String(JsonWriter.create().value(root).toBytes(), StandardCharsets.UTF_8);
  }

  private static void put(Object spot, Object step, Json piece) {
    Json text = piece.get("stringValue");
    if (text.isPresent()) {
      if (child(spot, step, new GrowingText()) instanceof GrowingText growing) {
        growing.pieces.append(text.text());
      }
      return;
    }
    for (String kind : List.of("numberValue", "boolValue")) {
      if (piece.get(kind).isPresent()) {
        set(spot, step, piece.get(kind));
        return;
      }
    }
    if (!piece.get("nullValue").isMissing()) {
      set(spot, step, NULL);
    }
  }

  @SuppressWarnings("unchecked") // the tree holds what this class puts there
  private static Object child(Object spot, Object step, Object otherwise) {
    if (spot instanceof Map<?, ?> map) {
      return ((Map<String, Object>) map).computeIfAbsent(String.valueOf(step), s -> otherwise);
    }
    if (spot instanceof List<?> list && step instanceof Integer index) {
      Object there = index < list.size() ? list.get(index) : null;
      if (there == null || there == NULL) {
        set(spot, step, otherwise);
        return otherwise;
      }
      return there;
    }
    return otherwise;
  }

  @SuppressWarnings("unchecked") // the tree holds what this class puts there
  private static void set(Object spot, Object step, Object value) {
    if (spot instanceof Map<?, ?> map) {
      ((Map<String, Object>) map).put(String.valueOf(step), value);
    } else if (spot instanceof List<?> list && step instanceof Integer index) {
      List<@Nullable Object> slots = (List<@Nullable Object>) list;
      while (slots.size() <= index) {
        slots.add(NULL);
      }
      slots.set(index, value);
    }
  }

  /** Names and places of a path such as {@code $.a['b c'][3]}; none where it makes no sense. */
  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    int at = path.startsWith("$") ? 1 : 0;
    while (at < path.length()) {
      char c = path.charAt(at);
      if (c == '[') {
        int end = path.indexOf(']', at);
        if (end < 0) {
          return List.of();
        }
        steps.add(bracketed(path.substring(at + 1, end)));
        at = end + 1;
      } else {
        int from = c == '.' ? at + 1 : at;
        int end = from;
        while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
          end++;
        }
        steps.add(path.substring(from, end));
        at = Math.max(end, at + 1);
      }
    }
    return steps;
  }

  private static Object bracketed(String step) {
    boolean digits =
        !step.isEmpty() && step.length() < 9 && step.chars().allMatch(Character::isDigit);
    if (digits && Integer.parseInt(step) < LONGEST_LIST) {
      return Integer.parseInt(step);
    }
    return step.replaceAll("^['\"]|['\"]$", "");
  }
}
