package dev.laneway.provider.gemini;

import dev.laneway.api.Usage;
import dev.laneway.provider.http.json.Json;

/**
 * Gemini's count of tokens. Thoughts stand beside the candidates and are output; what server tools
 * fed into the prompt stands beside the prompt and is input. A stream counts in each chunk, and
 * with server tools not always onwards: the last count is the one that adds up.
 */
final class Tally {

  private static final long MOST = 1L << 50; // tokens that an answer can have

  private long prompt;
  private long toolPrompt;
  private long cached;
  private long candidates;
  private long thoughts;

  /** Takes the count of a chunk, unless it counts nothing. */
  void read(Json usage) {
    if (usage.get("promptTokenCount").isPresent() || usage.get("totalTokenCount").isPresent()) {
      prompt = natural(usage.get("promptTokenCount"));
      toolPrompt = natural(usage.get("toolUsePromptTokenCount"));
      cached = natural(usage.get("cachedContentTokenCount"));
      candidates = natural(usage.get("candidatesTokenCount"));
      thoughts = natural(usage.get("thoughtsTokenCount"));
    }
  }

  private static long natural(Json count) {
    return Math.max(0, Math.min(count.number(0), MOST));
  }

  Usage usage() {
    return Usage.of(prompt + toolPrompt, candidates + thoughts, cached, thoughts);
  }
}
