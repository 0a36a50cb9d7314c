package dev.laneway.provider.openai;

import dev.laneway.api.FinishReason;
import dev.laneway.api.Money;
import dev.laneway.api.Usage;
import dev.laneway.provider.http.json.Json;
import java.math.BigDecimal;
import java.util.Optional;

/** Reads what an answer cost and why it ended, whatever the vendor's arithmetic. */
final class Figures {

  private static final long MOST = 1L << 50; // tokens that an answer can have
  private static final int TICKS_PER_DOLLAR = 10; // powers of ten

  private Figures() {}

  static Usage usage(Json usage) {
    Json inputDetails = usage.get("prompt_tokens_details");
    long input = natural(usage.get("prompt_tokens"));
    long output = natural(usage.get("completion_tokens"));
    long total = natural(usage.get("total_tokens"));
    long audio = natural(inputDetails.get("audio_tokens"));
    if (audio > 0 && input + audio + output == total) {
      input += audio; // Mistral leaves the sound out
    }
    long reasoning = natural(usage.get("completion_tokens_details", "reasoning_tokens"));
    if (total > input + output) {
      output = total - input; // thoughts stand beside the answer, told or not
    } else if (reasoning > output) {
      output += reasoning; // and are left out of the total as well
    }
    long cached =
        Math.max(
            Math.max(
                natural(inputDetails.get("cached_tokens")),
                natural(usage.get("prompt_cache_hit_tokens"))),
            Math.max(natural(usage.get("num_cached_tokens")), natural(usage.get("cached_tokens"))));
    return Usage.of(input, output, cached, reasoning);
  }

  private static long natural(Json number) {
    return Math.max(0, Math.min(number.number(0), MOST));
  }

  static Optional<Money> cost(Json usage) {
    Json cost = usage.get("cost");
    Json amount = cost.isObject() ? cost.get("total_cost") : cost;
    if (amount.isPresent()) {
      return amount.decimal().flatMap(Figures::money);
    }
    Json ticks = usage.get("cost_in_usd_ticks");
    return ticks.isPresent()
        ? ticks.decimal().flatMap(count -> money(count.movePointLeft(TICKS_PER_DOLLAR)))
        : Optional.empty();
  }

  private static Optional<Money> money(BigDecimal dollars) {
    return dollars.signum() < 0 || dollars.precision() - dollars.scale() > 6
        ? Optional.empty()
        : Optional.of(Money.of(dollars));
  }

  static FinishReason finish(String word, boolean toolCalls, boolean refused) {
    if (refused) {
      return FinishReason.CONTENT_FILTER;
    }
    return switch (word) {
      case "length", "model_length", "max_tokens" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      case "tool_calls", "function_call" -> toolCalls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      case "stop", "eos", "end_turn" -> toolCalls ? FinishReason.TOOL_CALLS : FinishReason.STOP;
      default -> toolCalls ? FinishReason.TOOL_CALLS : FinishReason.OTHER;
    };
  }
}
