package dev.laneway.provider.gemini;

import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.Role;
import dev.laneway.api.ToolCall;
import java.util.List;

/** Turns as other models take them. */
final class GeminiTurns {

  private GeminiTurns() {}

  static Message asking(ToolCall call) {
    return new Message(Role.ASSISTANT, List.of(new Part.ToolUse(call)));
  }
}
