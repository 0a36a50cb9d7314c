package dev.laneway.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deep, immutable copies of values that can be written as JSON. */
final class Extras {

  private Extras() {}

  static Object copyOf(String name, Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>(list.size());
      for (Object element : list) {
        copy.add(copyOf(name, element));
      }
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, element) -> copy.put(String.valueOf(key), copyOf(name, element)));
      return Collections.unmodifiableMap(copy);
    }
    throw new IllegalArgumentException(
        "extra '%s' must be a text, number, boolean, list or map, was %s"
            .formatted(name, value == null ? "null" : value.getClass().getName()));
  }
}
