package dev.laneway.provider.http;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Looks headers up without the streams of {@link HttpHeaders}: this is done for each answer. */
final class Headers {

  private Headers() {}

  static Optional<String> first(HttpHeaders headers, String name) {
    List<String> values = headers.map().get(name);
    return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
  }

  /** These headers; of two that differ in case alone the later one counts. */
  static HttpHeaders of(Map<String, String> headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, value) -> {
          all.remove(name);
          all.put(name, List.of(value));
        });
    return HttpHeaders.of(all, (name, value) -> true);
  }
}
