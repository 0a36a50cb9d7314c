package dev.laneway.core.cache;

import dev.laneway.api.ChatReply;
import dev.laneway.api.Message;
import dev.laneway.api.Part;

/** About how many bytes an answer and its key take. */
final class Weights {

  private static final int OVERHEAD = 400;

  private Weights() {}

  static int of(CacheKey key, ChatReply reply) {
    long bytes = OVERHEAD + of(reply.message());
    for (Message message : key.request().messages()) {
      bytes += of(message);
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  private static long of(Message message) {
    long bytes = 40;
    for (Part part : message.parts()) {
      bytes += 40;
      if (part instanceof Part.Text text) {
        bytes += 2L * text.text().length() + text.state().json().length();
      } else if (part instanceof Part.Reasoning thought) {
        bytes += 2L * thought.text().length() + thought.state().json().length();
      } else if (part instanceof Part.Attachment attachment) {
        bytes += attachment.media().size();
      } else if (part instanceof Part.ToolUse use) {
        bytes += 2L * use.call().arguments().length();
      } else if (part instanceof Part.ToolResult result) {
        bytes += 2L * result.content().length();
      } else if (part instanceof Part.Opaque opaque) {
        bytes += 2L * opaque.state().json().length();
      }
    }
    return bytes;
  }
}
