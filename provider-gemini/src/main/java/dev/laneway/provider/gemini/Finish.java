package dev.laneway.provider.gemini;

import dev.laneway.api.FinishReason;
import java.util.Set;

/** Why a candidate ended, by name, or by number where an encoding asks for numbers. */
final class Finish {

  private static final Set<String> REFUSED =
      Set.of(
          "SAFETY",
          "RECITATION",
          "BLOCKLIST",
          "PROHIBITED_CONTENT",
          "SPII",
          "LANGUAGE",
          "IMAGE_SAFETY",
          "IMAGE_PROHIBITED_CONTENT",
          "IMAGE_RECITATION",
          "MODEL_ARMOR",
          "3",
          "4",
          "6",
          "7",
          "8",
          "9",
          "11");

  private Finish() {}

  /** Whether a word says that the candidate has ended. */
  static boolean isEnd(String word) {
    return !word.isEmpty() && !word.equals("FINISH_REASON_UNSPECIFIED") && !word.equals("0");
  }

  static FinishReason of(String word, boolean callsTools) {
    if (word.equals("STOP") || word.equals("1")) {
      return callsTools ? FinishReason.TOOL_CALLS : FinishReason.STOP;
    }
    if (word.equals("MAX_TOKENS") || word.equals("2")) {
      return FinishReason.LENGTH;
    }
    return REFUSED.contains(word) ? FinishReason.CONTENT_FILTER : FinishReason.OTHER;
  }
}
