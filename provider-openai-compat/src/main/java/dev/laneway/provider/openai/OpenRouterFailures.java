package dev.laneway.provider.openai;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Resource;
import dev.laneway.provider.http.FailedAnswer;
import dev.laneway.provider.http.FailureReader;
import dev.laneway.provider.http.StandardFailures;
import java.util.Locale;
import java.util.Optional;

/**
 * OpenRouter's errors: one pool for all its free models, upstream vendors with limits of their own,
 * and moderation under 403.
 */
record OpenRouterFailures(StandardFailures usual) implements FailureReader {

  private static final String FREE_POOL = "free models";

  @Override
  public ProviderFailure read(FailedAnswer answer) {
    return moderated(answer).orElseGet(() -> pooled(answer, usual.read(answer)));
  }

  private static Optional<ProviderFailure> moderated(FailedAnswer answer) {
    boolean flagged = answer.error().json().get("metadata", "reasons").isArray();
    return answer.status() == 403 && flagged
        ? Optional.of(
            new ProviderFailure.Refused(
                answer.details(),
                answer.error().json().get("metadata", "reasons").elements().stream()
                    .map(reason -> reason.text())
                    .toList()))
        : Optional.empty();
  }

  /** Names the pool of the free models, whichever of them was asked. */
  private ProviderFailure pooled(FailedAnswer answer, ProviderFailure failure) {
    String words = answer.error().message().toLowerCase(Locale.ROOT);
    String source = answer.error().json().get("metadata", "limit_source").text();
    boolean free = words.contains("free-models-per") || source.contains("free_tier");
    if (!free) {
      return failure;
    }
    Optional<Long> amount =
        answer
            .error()
            .json()
            .get("metadata", "headers", "X-RateLimit-Limit")
            .decimal()
            .map(Number::longValue);
    LimitRef day = LimitRef.of(Resource.REQUESTS, usual.day()).ofPool(FREE_POOL);
    LimitRef minute = LimitRef.of(Resource.REQUESTS, usual.minute()).ofPool(FREE_POOL);
    if (words.contains("per-min")) {
      return new ProviderFailure.Throttled(
          answer.details(), amount.map(minute::withAmount).orElse(minute), answer.retryHint());
    }
    return new ProviderFailure.QuotaSpent(
        answer.details(), amount.map(day::withAmount).orElse(day), answer.retryHint());
  }
}
