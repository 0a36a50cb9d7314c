package dev.laneway.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the records of a configuration have in common: what is missing is not told. */
final class Config {

  private Config() {}

  /** In the order in which it was written. */
  static <V> Map<String, V> copied(@Nullable Map<String, V> told) {
    return told == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(told));
  }

  static <V> List<V> copied(@Nullable List<V> told) {
    return told == null ? List.of() : List.copyOf(told);
  }

  static <V> void ifTold(@Nullable V told, Consumer<V> use) {
    if (told != null) {
      use.accept(told);
    }
  }

  static void ifTrue(@Nullable Boolean told, Runnable use) {
    if (Boolean.TRUE.equals(told)) {
      use.run();
    }
  }

  static <V> V required(@Nullable V told, String setting) {
    if (told == null) {
      throw new IllegalArgumentException(setting + " is missing");
    }
    return told;
  }

  /** A table that keeps its order, for messages. */
  static <V> Map<String, V> named(List<Map.Entry<String, V>> entries) {
    Map<String, V> table = new LinkedHashMap<>();
    entries.forEach(entry -> table.put(entry.getKey(), entry.getValue()));
    return Collections.unmodifiableMap(table);
  }
}
