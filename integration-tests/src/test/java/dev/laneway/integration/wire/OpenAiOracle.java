package dev.laneway.integration.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.laneway.api.FinishReason;
import dev.laneway.api.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a body of the OpenAI protocol says, worked out without the adapter. */
final class OpenAiOracle {

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder refusal = new StringBuilder();
  private final Map<Integer, StringBuilder[]> calls = new TreeMap<>();
  private boolean thinks;
  private boolean cites;
  private String finish = "";
  private String model = "";
  private JsonNode usage = WireFile.JSON.nullNode();

  private OpenAiOracle() {}

  static Expected whole(String body) throws IOException {
    OpenAiOracle oracle = new OpenAiOracle();
    oracle.read(WireFile.JSON.readTree(body), "message");
    return oracle.answer();
  }

  static Expected streamed(String body) throws IOException {
    OpenAiOracle oracle = new OpenAiOracle();
    for (JsonNode chunk : EventStream.documents(body)) {
      oracle.read(chunk, "delta");
    }
    return oracle.answer();
  }

  private void read(JsonNode document, String part) {
    if (!document.path("model").asText("").isEmpty()) {
      model = document.path("model").asText();
    }
    if (document.path("usage").isObject()) {
      usage = document.path("usage");
    } else if (document.path("x_groq").path("usage").isObject()) {
      usage = document.path("x_groq").path("usage");
    }
    JsonNode choice = document.path("choices").path(0);
    finish = choice.path("finish_reason").asText(finish).replace("null", finish);
    JsonNode message = choice.path(part);
    content(message.path("content"));
    cites |= !document.path("citations").isEmpty();
    for (JsonNode note : message.path("annotations")) {
      cites |= note.path("type").asText().equals("url_citation");
    }
    refusal.append(message.path("refusal").asText("").replace("null", ""));
    thinks |= !message.path("reasoning").asText("").replace("null", "").isBlank();
    thinks |= !message.path("reasoning_content").asText("").replace("null", "").isBlank();
    for (JsonNode call : message.path("tool_calls")) {
      call(call);
    }
  }

  private void content(JsonNode content) {
    if (content.isTextual()) {
      text.append(content.asText());
    }
    for (JsonNode piece : content) {
      if (piece.path("type").asText().equals("text")) {
        text.append(piece.path("text").asText());
      } else if (piece.path("type").asText().equals("thinking")) {
        thinks = true;
      }
    }
  }

  /** A piece belongs to the call of its index; without one, a new id or name begins a call. */
  private void call(JsonNode piece) {
    JsonNode function = piece.path("function");
    boolean begins = !function.path("name").asText("").isEmpty();
    int index = piece.path("index").asInt(begins ? calls.size() : calls.size() - 1);
    StringBuilder[] call =
        calls.computeIfAbsent(
            index,
            i ->
                new StringBuilder[] {
                  new StringBuilder(), new StringBuilder(), new StringBuilder()
                });
    if (call[0].isEmpty()) {
      call[0].append(piece.path("id").asText("").replace("null", ""));
    }
    if (call[1].isEmpty()) {
      call[1].append(function.path("name").asText("").replace("null", ""));
    }
    JsonNode arguments = function.path("arguments");
    call[2].append(arguments.isTextual() ? arguments.asText() : "");
    call[2].append(arguments.isObject() ? arguments.toString() : "");
  }

  private Expected answer() {
    List<Expected.Call> asked = new ArrayList<>();
    for (StringBuilder[] call : calls.values()) {
      asked.add(Expected.Call.of(call[0].toString(), call[1].toString(), call[2].toString()));
    }
    String said = text.toString();
    if (said.stripLeading().startsWith("<think>")) {
      int end = said.indexOf("</think>");
      said = end < 0 ? "" : said.substring(end + "</think>".length()).strip();
      thinks = true;
    }
    return new Expected(said, thinks, asked, reason(!asked.isEmpty()), usage(), model, cites);
  }

  private FinishReason reason(boolean asksForTools) {
    if (asksForTools && !finish.equals("length") && !finish.equals("content_filter")) {
      return FinishReason.TOOL_CALLS;
    }
    if (!refusal.isEmpty()) {
      return FinishReason.CONTENT_FILTER;
    }
    return switch (finish) {
      case "stop", "eos", "end_turn" -> FinishReason.STOP;
      case "length", "model_length" -> FinishReason.LENGTH;
      case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      default -> FinishReason.OTHER;
    };
  }

  private Usage usage() {
    long prompt = usage.path("prompt_tokens").asLong();
    long completion = usage.path("completion_tokens").asLong();
    long total = usage.path("total_tokens").asLong(prompt + completion);
    long reasoning =
        usage
            .path("completion_tokens_details")
            .path("reasoning_tokens")
            .asLong(usage.path("reasoning_tokens").asLong());
    JsonNode details = usage.path("prompt_tokens_details");
    long cached =
        first(
            details.path("cached_tokens"),
            usage.path("prompt_cache_hit_tokens"),
            usage.path("num_cached_tokens"),
            usage.path("cached_tokens"));
    long audio = details.path("audio_tokens").asLong();
    if (audio > 0 && prompt + audio + completion == total) {
      prompt += audio; // Mistral
    }
    if (total > prompt + completion) {
      completion = total - prompt; // xAI, Gemini's look-alike: thoughts stand beside the answer
    } else if (reasoning > completion) {
      completion += reasoning; // a gateway that leaves them out of the total as well
    }
    return Usage.of(prompt, completion, cached, reasoning);
  }

  private static long first(JsonNode... candidates) {
    for (JsonNode candidate : candidates) {
      if (candidate.isNumber()) {
        return candidate.asLong();
      }
    }
    return 0;
  }
}
