package dev.laneway.provider.http;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable.Cause;
import dev.laneway.api.Window;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells failures apart by status, code and words, in an order that matters: status alone does not
 * decide, since three different conditions share 429. First money, then what can never fit, then
 * long quotas, then vendors that are full, and only then ordinary rate limits.
 *
 * @param minute how the vendor's minutes turn
 * @param day how the vendor's days turn
 */
public record StandardFailures(Window minute, Window day) implements FailureReader {

  /** Buckets that refill all the time. */
  public static final StandardFailures ROLLING =
      new StandardFailures(Window.bucket(Duration.ofMinutes(1)), Window.bucket(Duration.ofDays(1)));

  private static final Set<String> MONEY_CODES =
      Set.of("insufficient_quota", "budget_exceeded", "payment_required", "insufficient_balance");
  private static final Words MONEY =
      Words.of(
          "prepayment credits",
          "depleted your",
          "insufficient balance",
          "insufficient credit",
          "requires more credits",
          "budget has been exceeded",
          "credit balance",
          "out of credits",
          "available credits",
          "any credits",
          "enough credits",
          "spending limit",
          "spend limit",
          "can only afford",
          "key limit exceeded",
          "credits are depleted",
          "insufficient_quota",
          "exceeded budget");
  private static final Set<String> CONTEXT_CODES =
      Set.of(
          "context_length_exceeded",
          "exceed_context_size_error",
          "max_tokens_exceeded",
          "token_limit_exceeded",
          "string_too_long",
          "too_many_prompt_tokens",
          "model_context_window_exceeded",
          "payload_too_large",
          "request_too_large");
  private static final Words CONTEXT =
      Words.of(
          "maximum context length",
          "exceeds the available context size",
          "greater than the context length",
          "too large for model with",
          "context window exceeds",
          "exceeded model token limit",
          "maximum prompt length is",
          "prompt too long; exceeded",
          "exceeds the maximum number of tokens allowed",
          "prompt is too long",
          "exceed context limit",
          "reduce the length",
          "request too large",
          "trying to keep the first",
          "exceeds the context window",
          "context length exceeded",
          "exceeds context length",
          "token limit reached");
  private static final Words LONG =
      Words.of(
          "per day",
          "(rpd)",
          "(tpd)",
          "perday",
          "byday",
          "per-day",
          "per_day",
          "86400s",
          "daily",
          "per month",
          "monthly",
          "weekly usage limit",
          "session usage limit",
          "per hour",
          "(asd)",
          "freeusagelimit");
  private static final Words FULL =
      Words.of(
          "over capacity",
          "overloaded",
          "high demand",
          "capacity exceeded",
          "at capacity",
          "queue_exceeded",
          "capacity_exceeded",
          "capacity_exhausted",
          "no capacity",
          "server busy",
          "resource exhausted. please try again later",
          "resource has been exhausted (e.g. check quota)");
  private static final Words LOADING = Words.of("loading model", "model is loading");
  private static final Words KEY =
      Words.of(
          "incorrect api key",
          "invalid api key",
          "api key not valid",
          "api_key_invalid",
          "invalid_api_key",
          "authentication fails",
          "no auth credentials",
          "api key expired",
          "unregistered callers");
  private static final Set<String> GONE_CODES =
      Set.of(
          "model_not_found",
          "model_decommissioned",
          "invalid_model",
          "deploymentnotfound",
          "modelerror",
          "model_deprecated",
          "no_endpoints",
          "free_variant_ended",
          "model_unavailable_upstream",
          "unknown_model",
          "model_not_supported");
  private static final Words LACKING = Words.of("no endpoints found that support");
  private static final Words GONE =
      Words.of(
          "is not a valid model",
          "no endpoints found",
          "has been decommissioned",
          "model not found",
          "model does not exist",
          "unknown model",
          "is not supported by any provider",
          "no longer available");
  private static final Set<String> REFUSED_CODES =
      Set.of(
          "content_policy_violation",
          "content_filter",
          "refusal",
          "contentfilter",
          "responsibleaipolicyviolation",
          "content_policy",
          "moderation_blocked");
  private static final Words REFUSED =
      Words.of("content management policy", "requires moderation", "flagged for");
  private static final Set<String> MALFORMED_CODES =
      Set.of("tool_use_failed", "json_validate_failed", "output_parse_failed");

  /** Time-out, conflict, too early: nothing is wrong with the request. */
  private static final Set<Integer> PASSING = Set.of(408, 409, 425);

  private static final Pattern LIMIT =
      Pattern.compile("limit(?:ed to)?(?:\\s+of)?\\s*:?\\s*~?(\\d[\\d,]*)");
  private static final Pattern REQUESTED =
      Pattern.compile(
          "(?:requested|you requested about|resulted in|contains)\\s*:?\\s*~?(\\d[\\d,]*)");
  private static final Pattern MAXIMUM =
      Pattern.compile(
          "(?:maximum context length (?:is|of)|maximum number of tokens allowed \\(?|with maximum"
              + " context length|maximum prompt length is|model with|context size \\()\\s*"
              + "(\\d[\\d,]*)");
  private static final Pattern NO_QUOTA = Pattern.compile("limit:?\\s*0(?![\\d.])");

  @Override
  public ProviderFailure read(FailedAnswer answer) {
    String code = lower(answer.error().code());
    String type = lower(answer.error().type());
    String words = lower(answer.error().message()) + ' ' + code + ' ' + type;
    return money(answer, code, type, words)
        .or(() -> never(answer, code, type, words))
        .or(() -> named(answer, code, type, words))
        .or(() -> limited(answer, words))
        .orElseGet(() -> byStatus(answer, words));
  }

  private static Optional<ProviderFailure> money(
      FailedAnswer answer, String code, String type, String words) {
    boolean spent =
        answer.status() == 402
            || MONEY_CODES.contains(code)
            || MONEY_CODES.contains(type)
            || MONEY.in(words);
    if (!spent) {
      return Optional.empty();
    }
    String source = answer.error().json().get("metadata", "limit_source").text();
    boolean passing = source.contains("in_flight");
    return Optional.of(
        new ProviderFailure.CreditSpent(
            answer.details(), passing ? answer.retryHint() : Optional.empty()));
  }

  private Optional<ProviderFailure> never(
      FailedAnswer answer, String code, String type, String words) {
    if (answer.status() == 429 && NO_QUOTA.matcher(words).find()) {
      return Optional.of(new ProviderFailure.ModelGone(answer.details()));
    }
    OptionalLong limit = number(LIMIT, words);
    OptionalLong requested = number(REQUESTED, words);
    boolean neverFits =
        limit.isPresent()
            && requested.isPresent()
            && requested.getAsLong() > limit.getAsLong()
            && (answer.status() == 429 || answer.status() == 413);
    boolean context =
        CONTEXT_CODES.contains(code) || CONTEXT_CODES.contains(type) || CONTEXT.in(words);
    if (!neverFits && !context && answer.status() != 413) {
      return Optional.empty();
    }
    return Optional.of(
        neverFits || (!context && limit.isPresent())
            ? new ProviderFailure.TooLarge(answer.details(), limit, requested)
            : new ProviderFailure.TooLarge(
                answer.details(), largest(answer, words), requested(answer, requested)));
  }

  private static OptionalLong largest(FailedAnswer answer, String words) {
    OptionalLong told = answer.error().json().get("n_ctx").number();
    if (told.isPresent()) {
      return told;
    }
    OptionalLong maximum = number(MAXIMUM, words);
    return maximum.isPresent() ? maximum : number(LIMIT, words);
  }

  private static OptionalLong requested(FailedAnswer answer, OptionalLong words) {
    OptionalLong told = answer.error().json().get("n_prompt_tokens").number();
    return told.isPresent() ? told : words;
  }

  private static Optional<ProviderFailure> named(
      FailedAnswer answer, String code, String type, String words) {
    if (KEY.in(words)) {
      return Optional.of(
          new ProviderFailure.Unauthorized(answer.details(), "check the key of this account"));
    }
    if (REFUSED_CODES.contains(code) || REFUSED_CODES.contains(type) || REFUSED.in(words)) {
      return Optional.of(new ProviderFailure.Refused(answer.details(), reasons(answer)));
    }
    if (LACKING.in(words)) {
      return Optional.of(new ProviderFailure.Rejected(answer.details(), "", true));
    }
    if (GONE_CODES.contains(code) || GONE_CODES.contains(type)) {
      return Optional.of(new ProviderFailure.ModelGone(answer.details()));
    }
    if (MALFORMED_CODES.contains(code) || MALFORMED_CODES.contains(type)) {
      return Optional.of(new ProviderFailure.Unreadable(answer.details()));
    }
    return Optional.empty();
  }

  private static List<String> reasons(FailedAnswer answer) {
    return answer.error().json().get("metadata", "reasons").elements().stream()
        .map(reason -> answer.shown(reason.text()))
        .toList();
  }

  private Optional<ProviderFailure> limited(FailedAnswer answer, String words) {
    if (answer.status() != 429 && answer.status() != 200) {
      return Optional.empty();
    }
    Optional<Duration> hint = answer.retryHint();
    Optional<LimitRef> spent = spentByHeaders(answer);
    if (answer.status() == 429 && spent.isPresent()) {
      return Optional.of(new ProviderFailure.QuotaSpent(answer.details(), spent.get(), hint));
    }
    boolean tooMany =
        answer.status() == 429 || words.contains("rate limit") || words.contains("rate_limit");
    boolean longWait = hint.filter(wait -> wait.compareTo(Duration.ofHours(1)) > 0).isPresent();
    if (tooMany && (LONG.in(words) || longWait)) {
      return Optional.of(new ProviderFailure.QuotaSpent(answer.details(), limit(words, day), hint));
    }
    if (FULL.in(words) && !words.contains("rate limit")) {
      return Optional.of(new ProviderFailure.Unavailable(answer.details(), Cause.OVERLOADED, hint));
    }
    return tooMany
        ? Optional.of(new ProviderFailure.Throttled(answer.details(), limit(words, minute), hint))
        : Optional.empty();
  }

  /** An allowance of the calendar of which nothing is left, where headers alone tell it. */
  private static Optional<LimitRef> spentByHeaders(FailedAnswer answer) {
    return answer.readings().stream()
        .filter(reading -> reading.remaining().equals(OptionalLong.of(0)))
        .filter(reading -> isOfCalendar(reading.window()))
        .findFirst()
        .map(
            reading ->
                new LimitRef(
                    Optional.of(reading.resource()),
                    Optional.of(reading.window()),
                    reading.limit(),
                    ""));
  }

  private static boolean isOfCalendar(Window window) {
    return window.kind() == Window.Kind.CALENDAR_DAY || window.kind() == Window.Kind.CALENDAR_MONTH;
  }

  private static LimitRef limit(String words, Window window) {
    return LimitWords.read(words, window);
  }

  private static ProviderFailure byStatus(FailedAnswer answer, String words) {
    int status = answer.status();
    Optional<Duration> hint = answer.retryHint();
    if (LOADING.in(words)) {
      return new ProviderFailure.Unavailable(answer.details(), Cause.LOADING, hint);
    }
    if (status == 401 || status == 403 || status == 407 || status == 451) {
      return new ProviderFailure.Unauthorized(
          answer.details(),
          status == 403 || status == 451
              ? "see what this account's plan and region allow"
              : "check the key of this account");
    }
    if (status == 404 || status == 410 || GONE.in(words)) {
      return new ProviderFailure.ModelGone(answer.details());
    }
    if (status == 503 || status == 529 || status == 498 || FULL.in(words)) {
      return new ProviderFailure.Unavailable(answer.details(), Cause.OVERLOADED, hint);
    }
    if (status >= 500 || PASSING.contains(status) || status < 400) {
      return new ProviderFailure.Unavailable(answer.details(), Cause.SERVER_ERROR, hint);
    }
    return new ProviderFailure.Rejected(answer.details(), answer.shown(answer.error().param()));
  }

  private static OptionalLong number(Pattern pattern, String words) {
    Matcher found = pattern.matcher(words);
    return found.find()
        ? WireDuration.whole(found.group(1).replace(",", ""))
        : OptionalLong.empty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Words to be found in a message that is in lower case. */
  private record Words(List<String> any) {

    static Words of(String... any) {
      return new Words(List.of(any));
    }

    boolean in(String text) {
      for (String word : any) {
        if (text.contains(word)) {
          return true;
        }
      }
      return false;
    }
  }
}
