package dev.laneway.provider.gemini;

import dev.laneway.api.LimitRef;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.provider.http.ErrorBody;
import dev.laneway.provider.http.json.Json;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quota that was exceeded. Its id is a sentence in one word, such as {@code
 * GenerateRequestsPerDayPerProjectPerModel-FreeTier}, and its value the only place where Google
 * tells the limit.
 */
record Violation(LimitRef limit) {

  /** Google's minutes turn with the clock. */
  static final Window MINUTE = Window.fixed(Duration.ofMinutes(1));

  /** Google's days turn at midnight in California. */
  static final Window DAY = Window.dayOf(ZoneId.of("America/Los_Angeles"));

  private static final Window MONTH = Window.monthOf(ZoneId.of("America/Los_Angeles"));
  private static final Pattern AMOUNT = Pattern.compile("limit: (\\d+)(?![\\d.])");

  /** A model that this tier grants nothing of: waiting cannot help. */
  boolean isWithoutQuota() {
    return limit.amount().isPresent() && limit.amount().getAsLong() == 0;
  }

  /** Of several, one without any quota counts most, and then the one that lasts longest. */
  static Optional<Violation> strictestOf(ErrorBody error) {
    Violation strictest = null;
    for (Violation violation : allOf(error)) {
      if (strictest == null || violation.isStricterThan(strictest)) {
        strictest = violation;
      }
    }
    return Optional.ofNullable(strictest);
  }

  private boolean isStricterThan(Violation other) {
    if (isWithoutQuota() != other.isWithoutQuota()) {
      return isWithoutQuota();
    }
    return length().compareTo(other.length()) > 0;
  }

  private Duration length() {
    return limit.window().map(Window::length).orElse(Duration.ZERO);
  }

  private static List<Violation> allOf(ErrorBody error) {
    OptionalLong spoken = amountIn(error.message());
    List<Violation> all = new ArrayList<>();
    for (Json detail : error.json().get("details").elements()) {
      for (Json violation : detail.get("violations").elements()) {
        OptionalLong told = violation.get("quotaValue").number();
        all.add(
            named(
                violation.get("quotaId").text(),
                violation.get("quotaMetric").text(),
                told.isPresent() ? told : spoken,
                violation.get("quotaDimensions", "model").text()));
      }
      Json quota = detail.get("metadata");
      if (quota.get("quota_limit").isPresent()) {
        all.add(
            named(
                quota.get("quota_limit").text(),
                quota.get("quota_metric").text(),
                quota.get("quota_limit_value").number(),
                ""));
      }
    }
    return all;
  }

  private static Violation named(String id, String metric, OptionalLong amount, String model) {
    return new Violation(new LimitRef(resource(id, metric), window(id), amount, model));
  }

  private static Optional<Resource> resource(String id, String metric) {
    String words = (id + " " + metric).toLowerCase(Locale.ROOT).replace("_", "");
    if (words.contains("inputtoken")) {
      return Optional.of(Resource.INPUT_TOKENS);
    }
    if (words.contains("token")) {
      return Optional.of(Resource.TOKENS);
    }
    if (words.contains("concurren")) {
      return Optional.of(Resource.CONCURRENCY);
    }
    return words.contains("request") ? Optional.of(Resource.REQUESTS) : Optional.empty();
  }

  private static Optional<Window> window(String id) {
    if (id.contains("PerDay")) {
      return Optional.of(DAY);
    }
    if (id.contains("PerMonth")) {
      return Optional.of(MONTH);
    }
    return id.contains("PerMinute") ? Optional.of(MINUTE) : Optional.empty();
  }

  /** The amount in the message: 0 where it stands anywhere, since that one settles it. */
  private static OptionalLong amountIn(String message) {
    Matcher found = AMOUNT.matcher(message);
    OptionalLong amount = OptionalLong.empty();
    while (found.find() && found.group(1).length() < 19) {
      long value = Long.parseLong(found.group(1));
      if (value == 0 || amount.isEmpty()) {
        amount = OptionalLong.of(value);
      }
    }
    return amount;
  }
}
