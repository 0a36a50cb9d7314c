package dev.laneway.core.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.laneway.api.Attempt;
import dev.laneway.api.CacheOutcome;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LaneId;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Receipt;
import dev.laneway.api.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Receipts with their attempts. Of a failure its kind and words stay, not its readings. */
final class Receipts {

  private Receipts() {}

  static ObjectNode write(Receipt receipt) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("route", receipt.route())
            .put("waited", receipt.waited().toString())
            .put("took", receipt.took().toString())
            .put("cache", receipt.cache().name())
            .put("fallback", receipt.fallback());
    receipt.lane().ifPresent(lane -> node.put("lane", lane.toString()));
    receipt.cost().ifPresent(cost -> node.put("cost", cost.picodollars()));
    ArrayNode attempts = node.putArray("attempts");
    receipt.attempts().forEach(attempt -> write(attempts.addObject(), attempt));
    ArrayNode notes = node.putArray("notes");
    receipt.notes().forEach(notes::add);
    return node;
  }

  private static void write(ObjectNode node, Attempt attempt) {
    node.put("lane", attempt.lane().toString())
        .put("started", attempt.started().toString())
        .put("took", attempt.took().toString())
        .set("usage", write(attempt.usage()));
    attempt.cost().ifPresent(cost -> node.put("cost", cost.picodollars()));
    attempt.failure().ifPresent(failure -> write(node.putObject("failure"), failure));
  }

  private static void write(ObjectNode node, ProviderFailure failure) {
    FailureDetails details = failure.details();
    node.put("kind", failure.kind().name())
        .put("status", details.status())
        .put("code", details.code())
        .put("detail", details.detail())
        .put("request", details.requestId());
    failure.retryIn().ifPresent(wait -> node.put("retryIn", wait.toString()));
    if (failure instanceof ProviderFailure.Unavailable unavailable) {
      node.put("cause", unavailable.cause().name());
    }
  }

  static ObjectNode write(Usage usage) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("input", usage.inputTokens())
        .put("output", usage.outputTokens())
        .put("cached", usage.cachedInputTokens())
        .put("reasoning", usage.reasoningTokens())
        .put("estimated", usage.estimated());
  }

  static Usage usage(JsonNode node) {
    return new Usage(
        node.path("input").asLong(),
        node.path("output").asLong(),
        node.path("cached").asLong(),
        node.path("reasoning").asLong(),
        node.path("estimated").asBoolean());
  }

  static Receipt read(JsonNode node) {
    Receipt.Builder receipt =
        Receipt.builder()
            .route(node.path("route").asText())
            .waited(Duration.parse(node.path("waited").asText()))
            .took(Duration.parse(node.path("took").asText()))
            .cost(money(node))
            .cache(CacheOutcome.valueOf(node.path("cache").asText()))
            .fallback(node.path("fallback").asBoolean());
    if (node.has("lane")) {
      receipt.lane(LaneId.of(node.path("lane").asText()));
    }
    node.path("attempts").forEach(attempt -> receipt.attempt(attempt(attempt)));
    node.path("notes").forEach(note -> receipt.note(note.asText()));
    return receipt.build();
  }

  private static Optional<Money> money(JsonNode node) {
    return node.has("cost") ? Optional.of(new Money(node.path("cost").asLong())) : Optional.empty();
  }

  private static Attempt attempt(JsonNode node) {
    JsonNode failure = node.path("failure");
    return new Attempt(
        LaneId.of(node.path("lane").asText()),
        failure.isObject() ? Optional.of(failure(failure)) : Optional.empty(),
        Instant.parse(node.path("started").asText()),
        Duration.parse(node.path("took").asText()),
        usage(node.path("usage")),
        money(node));
  }

  private static ProviderFailure failure(JsonNode node) {
    FailureDetails details =
        new FailureDetails(
            node.path("status").asInt(),
            node.path("code").asText(),
            node.path("detail").asText(),
            node.path("request").asText(),
            List.of());
    Optional<Duration> retryIn =
        node.has("retryIn")
            ? Optional.of(Duration.parse(node.path("retryIn").asText()))
            : Optional.empty();
    return switch (ProviderFailure.Kind.valueOf(node.path("kind").asText())) {
      case THROTTLED -> new ProviderFailure.Throttled(details, LimitRef.UNNAMED, retryIn);
      case QUOTA_SPENT -> new ProviderFailure.QuotaSpent(details, LimitRef.UNNAMED, retryIn);
      case CREDIT_SPENT -> new ProviderFailure.CreditSpent(details, retryIn);
      case TOO_LARGE ->
          new ProviderFailure.TooLarge(details, OptionalLong.empty(), OptionalLong.empty());
      case UNAVAILABLE ->
          new ProviderFailure.Unavailable(
              details,
              ProviderFailure.Unavailable.Cause.valueOf(node.path("cause").asText()),
              retryIn);
      case UNAUTHORIZED -> new ProviderFailure.Unauthorized(details, "");
      case MODEL_GONE -> new ProviderFailure.ModelGone(details);
      case REFUSED -> new ProviderFailure.Refused(details, List.of());
      case REJECTED -> new ProviderFailure.Rejected(details, "");
      case UNREADABLE -> new ProviderFailure.Unreadable(details);
    };
  }
}
