package dev.laneway.testkit;

/**
 * What a vendor of the OpenAI protocol sends, for applications that are tried over a {@link
 * RecordedVendor}. The model calls itself {@code small-2026-01-01}; a chat uses 12 tokens of input
 * and 3 of output.
 */
public final class ChatCompletions {

  private static final String HEAD =
      "{\"id\": \"r-1\", \"model\": \"small-2026-01-01\", \"choices\": [";
  private static final String USAGE =
      "], \"usage\": {\"prompt_tokens\": 12, \"completion_tokens\": 3, \"total_tokens\": 15}}";

  private ChatCompletions() {}

  /** A plain answer. */
  public static VendorReply text(String text) {
    return whole("stop", "\"content\": " + quoted(text));
  }

  /** An answer that asks for one tool. */
  public static VendorReply toolCall(String id, String tool, String arguments) {
    return whole("tool_calls", "\"content\": null, " + calls(id, tool, arguments, ""));
  }

  /** The same with a thought signature, which the vendor wants back. */
  public static VendorReply signedToolCall(
      String id, String tool, String arguments, String signature) {
    return whole(
        "tool_calls", "\"content\": null, " + calls(id, tool, arguments, signed(signature)));
  }

  /** A plain answer in pieces, with the usage at its end. */
  public static VendorReply stream(String... pieces) {
    StringBuilder body = new StringBuilder();
    for (String piece : pieces) {
      body.append(event("\"content\": " + quoted(piece), "null"));
    }
    return VendorReply.sse(body + event("", "\"stop\"") + end());
  }

  /** A call of one tool in a stream, with a thought signature. */
  public static VendorReply streamedToolCall(
      String id, String tool, String arguments, String signature) {
    return VendorReply.sse(
        event(calls(id, tool, arguments, signed(signature)), "null")
            + event("", "\"tool_calls\"")
            + end());
  }

  /** One vector of two numbers for each text. */
  public static VendorReply vectors(int texts) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < texts; i++) {
      data.append(i == 0 ? "" : ", ")
          .append("{\"index\": ")
          .append(i)
          .append(", \"embedding\": [0.5, ")
          .append(i)
          .append("]}");
    }
    return VendorReply.json(
        200,
        "{\"model\": \"small-2026-01-01\", \"data\": ["
            + data
            + "], \"usage\": {\"prompt_tokens\": 4, \"total_tokens\": 4}}");
  }

  private static VendorReply whole(String finish, String message) {
    return VendorReply.json(
        200,
        HEAD
            + "{\"index\": 0, \"finish_reason\": \""
            + finish
            + "\", \"message\": {\"role\": \"assistant\", "
            + message
            + "}}"
            + USAGE);
  }

  private static String event(String delta, String finish) {
    return "data: "
        + HEAD
        + "{\"index\": 0, \"delta\": {"
        + delta
        + "}, \"finish_reason\": "
        + finish
        + "}]}\n\n";
  }

  private static String end() {
    return "data: " + HEAD + USAGE + "\n\ndata: [DONE]\n\n";
  }

  private static String calls(String id, String tool, String arguments, String more) {
    return "\"tool_calls\": [{\"index\": 0, \"type\": \"function\", \"id\": "
        + quoted(id)
        + ", \"function\": {\"name\": "
        + quoted(tool)
        + ", \"arguments\": "
        + quoted(arguments)
        + "}"
        + more
        + "}]";
  }

  private static String signed(String signature) {
    return ", \"extra_content\": {\"google\": {\"thought_signature\": " + quoted(signature) + "}}";
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
