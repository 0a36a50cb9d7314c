package dev.laneway.provider.gemini;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.Window;
import dev.laneway.provider.http.FailedAnswer;
import dev.laneway.provider.http.FailureReader;
import dev.laneway.provider.http.StandardFailures;
import dev.laneway.provider.http.json.Json;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells Gemini's failures apart: by the quota that ran out where it is named, by Google's reason,
 * and for the rest by status and words. Never by the words of a quota error alone, which begin like
 * another vendor's for an unpaid bill.
 */
final class GeminiFailures implements FailureReader {

  private static final StandardFailures STANDARD =
      new StandardFailures(Violation.MINUTE, Violation.DAY);

  private static final Pattern TOO_LONG =
      Pattern.compile(
          "input token count(?: \\((\\d+)\\))? exceeds the maximum number of tokens allowed"
              + " \\(?(\\d+)");

  @Override
  public ProviderFailure read(FailedAnswer answer) {
    ProviderFailure usual = STANDARD.read(answer);
    if (usual instanceof ProviderFailure.CreditSpent) {
      return usual;
    }
    String status = answer.error().type();
    if (answer.status() == 429 || status.equals("RESOURCE_EXHAUSTED")) {
      return exhausted(answer, usual);
    }
    return unauthorized(answer, status)
        .or(() -> tooLong(answer))
        .orElseGet(() -> other(answer, status, usual));
  }

  private static ProviderFailure exhausted(FailedAnswer answer, ProviderFailure usual) {
    Optional<Violation> strictest = Violation.strictestOf(answer.error());
    if (strictest.isPresent()) {
      return exceeded(answer, strictest.get());
    }
    boolean named =
        usual instanceof ProviderFailure.Throttled throttled
            && !throttled.limit().equals(LimitRef.UNNAMED);
    boolean asksToWait = answer.retryHint().isPresent();
    if (named || asksToWait || !(usual instanceof ProviderFailure.Throttled)) {
      return usual;
    }
    return new Unavailable(answer.details(), Unavailable.Cause.OVERLOADED, answer.retryHint());
  }

  private static ProviderFailure exceeded(FailedAnswer answer, Violation violation) {
    if (violation.isWithoutQuota()) {
      return new ProviderFailure.ModelGone(answer.details());
    }
    LimitRef limit = violation.limit();
    // A hint of seconds stands beside a spent day, too: it means nothing there.
    return limit.window().filter(Window::isLong).isPresent()
        ? new ProviderFailure.QuotaSpent(answer.details(), limit, Optional.empty())
        : new ProviderFailure.Throttled(answer.details(), limit, answer.retryHint());
  }

  private static Optional<ProviderFailure> unauthorized(FailedAnswer answer, String status) {
    String reason = reasonOf(answer.error().json());
    String words = answer.error().message();
    String advice = "";
    if (reason.startsWith("API_KEY") || words.contains("API key") || words.contains("API Key")) {
      advice = "check the key of this account in Google AI Studio";
    } else if (reason.equals("SERVICE_DISABLED")) {
      advice = "enable the Generative Language API in the project of this key";
    } else if (reason.equals("BILLING_DISABLED") || words.contains("enable billing")) {
      advice = "enable billing in the project of this key";
    } else if (status.equals("FAILED_PRECONDITION") && words.contains("location")) {
      advice = "the API does not serve this region: use another provider, or a paid plan";
    } else if (answer.status() == 401 || answer.status() == 403) {
      advice = "see what the key and its project are allowed";
    }
    return advice.isEmpty()
        ? Optional.empty()
        : Optional.of(new ProviderFailure.Unauthorized(answer.details(), advice));
  }

  private static Optional<ProviderFailure> tooLong(FailedAnswer answer) {
    Matcher found = TOO_LONG.matcher(answer.error().message());
    if (!found.find()) {
      return Optional.empty();
    }
    OptionalLong requested =
        found.group(1) == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(found.group(1)));
    return Optional.of(
        new ProviderFailure.TooLarge(
            answer.details(), OptionalLong.of(Long.parseLong(found.group(2))), requested));
  }

  private static ProviderFailure other(FailedAnswer answer, String status, ProviderFailure usual) {
    if (answer.status() == 499 || status.equals("CANCELLED")) {
      return new Unavailable(answer.details(), Unavailable.Cause.SERVER_ERROR, Optional.empty());
    }
    if (usual instanceof ProviderFailure.Rejected) {
      return new ProviderFailure.Rejected(answer.details(), fieldOf(answer.error().json()));
    }
    return usual;
  }

  private static String reasonOf(Json error) {
    for (Json detail : error.get("details").elements()) {
      if (detail.get("reason").isText()) {
        return detail.get("reason").text();
      }
    }
    return "";
  }

  private static String fieldOf(Json error) {
    for (Json detail : error.get("details").elements()) {
      String field = detail.get("fieldViolations").at(0).get("field").text();
      if (!field.isEmpty()) {
        return field;
      }
    }
    return "";
  }
}
