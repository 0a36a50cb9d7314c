package dev.laneway.spring;

import dev.laneway.testkit.VendorReply;

/** What an OpenAI-like vendor sends. */
final class Replies {

  private Replies() {}

  static VendorReply text(String text) {
    return VendorReply.json(
        200,
        """
        {"id": "r-1", "object": "chat.completion", "model": "small-2026-01-01",
         "choices": [{"index": 0, "finish_reason": "stop",
                      "message": {"role": "assistant", "content": "%s"}}],
         "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}}
        """
            .formatted(text));
  }

  static VendorReply stream(String... pieces) {
    StringBuilder body = new StringBuilder();
    for (String piece : pieces) {
      body.append(event("{\"content\": \"" + piece + "\"}", "null"));
    }
    body.append(event("{}", "\"stop\""));
    body.append(
        "data: {\"id\": \"r-2\", \"model\": \"small-2026-01-01\", \"choices\": [],"
            + " \"usage\": {\"prompt_tokens\": 5, \"completion_tokens\": 2, \"total_tokens\": 7}}\n\n"
            + "data: [DONE]\n\n");
    return VendorReply.sse(body.toString());
  }

  private static String event(String delta, String finish) {
    return """
        data: {"id": "r-2", "object": "chat.completion.chunk", "model": "small-2026-01-01", \
        "choices": [{"index": 0, "delta": %s, "finish_reason": %s}]}

        """
        .formatted(delta, finish);
  }

  static VendorReply overloaded() {
    return VendorReply.json(503, "{\"error\": {\"message\": \"too much to do\"}}");
  }
}
