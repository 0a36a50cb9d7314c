package dev.laneway.provider.gemini;

import dev.laneway.api.Usage;
import dev.laneway.provider.http.json.Json;

/**
 * Gemini's count of tokens. Thoughts stand beside the candidates and are output; what server tools
 * fed into the prompt stands beside the prompt and is input. A stream counts in each chunk, and
 * with server tools not always onwards: the last count is the one that adds up.
 */
final class Tally {

  private long prompt;
  private long toolPrompt;
  private long cached;
  private long candidates;
  private long thoughts;

  /** Takes the count of a chunk, unless it counts nothing. */
  void read(Json usage) {
    if (usage.get("promptTokenCount").isPresent() || usage.get("totalTokenCount").isPresent()) {
      prompt = usage.get("promptTokenCount").number(0);
      toolPrompt = usage.get("toolUsePromptTokenCount").number(0);
      cached = usage.get("cachedContentTokenCount").number(0);
      candidates = usage.get("candidatesTokenCount").number(0);
      thoughts = usage.get("thoughtsTokenCount").number(0);
    }
  }

  Usage usage() {
    return Usage.of(prompt + toolPrompt, candidates + thoughts, cached, thoughts);
  }
}
