package dev.laneway.integration.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which recordings were understood, and why the others were not asked for, as a page. */
final class Coverage {

  private static final String HEAD =
      """
      # Recordings that the adapters read

      Written by a test, which also plays the recordings (`RecordingsTest` in `integration-tests`): each to the adapter of its
      protocol, over a loopback socket, in one piece, in chunks of 7 bytes and in chunks of 1 byte. A reply passes when its text,
      reasoning, tool calls, finish reason, usage, model and whether it names sources equal what a reading of the raw body says that shares no code with the
      adapter; a stream when, besides, its pieces add up to it; vectors, token counts and lists of models by their values; an error
      when its kind, limit and wait are those of a table that was put down by hand from the vendor's words.

      Most recorded requests are also read into the neutral model and written back by the adapter (`RequestsTest`): they come out
      equal but for the harmless differences that `OpenAiForm`, `GeminiForm`, `OllamaForm` and `EmbeddingForm` list.

      """;

  private final Map<String, Map<String, Integer>> passed = new TreeMap<>();
  private final Map<String, Map<String, Integer>> outside = new TreeMap<>();
  private final Map<String, String> through = new TreeMap<>();
  private final List<String> failed = new ArrayList<>();

  void passed(WireFile file) {
    failed.remove(file.name());
    count(passed, file, file.kind());
  }

  /** Counts a file as failed until it has passed. */
  void begun(WireFile file) {
    failed.add(file.name());
  }

  void outside(WireFile file, String why) {
    count(outside, file, why);
  }

  private void count(Map<String, Map<String, Integer>> table, WireFile file, String what) {
    through.put(file.vendor(), Scope.provider(file));
    table.computeIfAbsent(file.vendor(), v -> new TreeMap<>()).merge(what, 1, Integer::sum);
  }

  List<String> failures() {
    return List.copyOf(failed);
  }

  String page() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append(
        "**%d recordings pass, none fails, %d are out of scope:** %s.\n\n"
            .formatted(total(passed), total(outside), reasons()));
    page.append("| vendor | adapter | passed | out of scope |\n| --- | --- | --- | --- |\n");
    through.forEach(
        (vendor, adapter) ->
            page.append(
                "| `%s` | `%s` | %s | %s |\n"
                    .formatted(
                        vendor,
                        adapter,
                        listed(passed.getOrDefault(vendor, Map.of())),
                        listed(outside.getOrDefault(vendor, Map.of())))));
    return page.toString();
  }

  private static int total(Map<String, Map<String, Integer>> table) {
    return table.values().stream()
        .flatMap(kinds -> kinds.values().stream())
        .mapToInt(Integer::intValue)
        .sum();
  }

  private String reasons() {
    Map<String, Integer> counts = new TreeMap<>();
    outside
        .values()
        .forEach(whys -> whys.forEach((why, count) -> counts.merge(why, count, Integer::sum)));
    return listed(counts);
  }

  private static String listed(Map<String, Integer> counts) {
    return counts.isEmpty()
        ? "–"
        : counts.entrySet().stream()
            .map(entry -> entry.getKey() + (entry.getValue() == 1 ? "" : " × " + entry.getValue()))
            .collect(Collectors.joining(", "));
  }
}
