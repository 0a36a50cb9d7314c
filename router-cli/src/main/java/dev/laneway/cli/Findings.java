package dev.laneway.cli;

import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RateLimitReading;
import dev.laneway.core.LaneCheck;
import dev.laneway.provider.http.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What the doctor found, for people and for programs. */
record Findings(List<LaneCheck> checks) {

  Findings {
    checks = List.copyOf(checks);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (LaneCheck check : checks) {
      text.append(check.isWell() ? "well   " : "WRONG  ").append(check.lane()).append('\n');
      check
          .endpoint()
          .ifPresent(endpoint -> line(text, "at", endpoint.url() + ", key " + endpoint.key()));
      if (check.isWell()) {
        line(text, "answered", check.model() + " after " + check.took().toMillis() + " ms");
      }
      check
          .failure()
          .ifPresent(
              failure -> {
                line(text, "found", kind(failure) + ": " + failure.detail());
                line(text, "do", advice(failure, check));
              });
      check.readings().forEach(reading -> line(text, "limit", spoken(reading)));
    }
    long wrong = checks.stream().filter(check -> !check.isWell()).count();
    return text.append(
            wrong == 0
                ? "All %d lanes are well.\n".formatted(checks.size())
                : "%d of %d lanes are in trouble.\n".formatted(wrong, checks.size()))
        .toString();
  }

  private static void line(StringBuilder text, String name, String words) {
    text.append(String.format(Locale.ROOT, "  %-9s%s%n", name, words));
  }

  private static String kind(ProviderFailure failure) {
    String kind = failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return failure.status() == 0 ? kind : kind + " (" + failure.status() + ")";
  }

  private static String advice(ProviderFailure failure, LaneCheck check) {
    return failure instanceof ProviderFailure.Unauthorized closed && !closed.advice().isEmpty()
        ? check.advice() + "; " + closed.advice()
        : check.advice();
  }

  private static String spoken(RateLimitReading reading) {
    StringBuilder words = new StringBuilder();
    reading.remaining().ifPresent(left -> words.append(left).append(" left of "));
    words.append(reading.limit().isPresent() ? reading.limit().getAsLong() : "?");
    words.append(' ').append(reading.resource().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    words.append(" per ").append(reading.window());
    reading
        .resetIn()
        .ifPresent(wait -> words.append(", whole in ").append(wait.toSeconds()).append(" s"));
    return words.toString();
  }

  String json() {
    JsonWriter json = JsonWriter.create().object();
    json.member("well", checks.stream().allMatch(LaneCheck::isWell)).array("lanes");
    checks.forEach(check -> write(check, json));
    return new String(json.endArray().endObject().toBytes(), StandardCharsets.UTF_8);
  }

  private static void write(LaneCheck check, JsonWriter json) {
    json.object().member("lane", check.lane().toString()).member("well", check.isWell());
    check
        .endpoint()
        .ifPresent(
            endpoint -> {
              json.member("url", endpoint.url().toString());
              json.member("key", endpoint.key());
            });
    json.member("millis", check.took().toMillis());
    if (check.isWell()) {
      json.member("model", check.model());
    }
    check
        .failure()
        .ifPresent(
            failure -> {
              json.member("failure", failure.kind().name().toLowerCase(Locale.ROOT));
              json.member("status", failure.status());
              json.member("detail", failure.detail());
              json.member("advice", advice(failure, check));
            });
    json.array("limits");
    for (RateLimitReading reading : check.readings()) {
      json.object();
      json.member("resource", reading.resource().name().toLowerCase(Locale.ROOT));
      json.member("window", reading.window().toString());
      reading.limit().ifPresent(limit -> json.member("limit", limit));
      reading.remaining().ifPresent(left -> json.member("remaining", left));
      reading.resetIn().ifPresent(wait -> json.member("resetSeconds", wait.toSeconds()));
      json.endObject();
    }
    json.endArray().endObject();
  }
}
