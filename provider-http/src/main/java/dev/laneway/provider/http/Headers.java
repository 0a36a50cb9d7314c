package dev.laneway.provider.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
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

  /** The vendor's time when it sent an answer; another where it does not tell. */
  static Instant sentAt(HttpHeaders headers, Instant otherwise) {
    try {
      return first(headers, "date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip())))
          .orElse(otherwise);
    } catch (DateTimeException noDate) {
      return otherwise;
    }
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
