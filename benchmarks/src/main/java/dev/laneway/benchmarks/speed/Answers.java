package dev.laneway.benchmarks.speed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What the vendor says, as bytes that are made once, and what it is asked. */
public final class Answers {

  /** About what a short answer has: text, usage, and what vendors put around them. */
  public static final String TEXT =
      "A router keeps each call moving: it knows what every lane has left, takes the one that can "
          + "serve now, waits when waiting is right, and says afterwards what it did and why. ";

  /** The body of a whole answer, 600 bytes. */
  public static final String BODY =
      padded(
          "{\"id\":\"chatcmpl-7d1f\",\"object\":\"chat.completion\",\"created\":1780000000,"
              + "\"model\":\"m-1\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
              + "\"content\":\""
              + TEXT
              + "\",\"refusal\":null},\"logprobs\":null,\"finish_reason\":\"stop\"}],"
              + "\"usage\":{\"prompt_tokens\":231,\"completion_tokens\":41,\"total_tokens\":272},"
              + "\"system_fingerprint\":\"fp_",
          "\"}",
          600);

  /** About 1 KB of prompt. */
  public static final String PROMPT = "Tell me about routing in one sentence. ".repeat(26);

  static final byte[] WHOLE = answer(200, "", BODY);
  static final byte[] THROTTLED =
      answer(429, "retry-after-ms: 20\r\n", "{\"error\":{\"message\":\"slow down\"}}");
  static final byte[] BROKEN = answer(503, "", "{\"error\":{\"message\":\"overloaded\"}}");
  static final byte[] GARBLED = answer(200, "", "{\"choices\": [");

  static final byte[] STREAM_HEAD =
      ascii(
          String.join(
              "\r\n",
              "HTTP/1.1 200 OK",
              "content-type: text/event-stream",
              "transfer-encoding: chunked",
              "",
              ""));

  /** The data of one piece of a stream. */
  public static final String PIECE_DATA =
      "{\"id\":\"chatcmpl-7d1f\",\"object\":\"chat.completion.chunk\",\"created\":1780000000,"
          + "\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" word\"},"
          + "\"finish_reason\":null}]}";

  static final byte[] PIECE = chunk("data: " + PIECE_DATA + "\n\n");
  static final byte[] STREAM_END =
      ascii(
          text(
                  chunk(
                      "data: {\"id\":\"chatcmpl-7d1f\",\"object\":\"chat.completion.chunk\","
                          + "\"model\":\"m-1\",\"choices\":[{\"index\":0,\"delta\":{},"
                          + "\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":231,"
                          + "\"completion_tokens\":200,\"total_tokens\":431}}\n\n"
                          + "data: [DONE]\n\n"))
              + "0\r\n\r\n");

  private Answers() {}

  private static byte[] answer(int status, String headers, String body) {
    return ascii(
        "HTTP/1.1 "
            + status
            + " .\r\ncontent-type: application/json\r\n"
            + headers
            + "content-length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  private static byte[] chunk(String data) {
    return ascii(Integer.toHexString(data.length()) + "\r\n" + data + "\r\n");
  }

  private static String padded(String before, String after, int length) {
    return before + "0".repeat(length - before.length() - after.length()) + after;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** The bytes of a request as one who writes them by hand would have them ready. */
  static byte[] request(boolean streamed) {
    return ascii(
        "{\"model\":\"m-1\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + PROMPT
            + "\"}],\"max_tokens\":100"
            + (streamed ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}" : "}"));
  }

  /** The text's length and the tokens of usage, from a whole answer or a piece. */
  public static long read(JsonParser json) throws IOException {
    long sum = 0;
    @Nullable String text = null;
    for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
      if (token == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (name.equals("content")) {
          json.nextToken();
          text = json.getText();
        } else if (name.equals("prompt_tokens") || name.equals("completion_tokens")) {
          json.nextToken();
          sum += json.getLongValue();
        }
      }
    }
    return sum + (text == null ? 0 : text.length());
  }
}
