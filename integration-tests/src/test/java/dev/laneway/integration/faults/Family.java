package dev.laneway.integration.faults;

import dev.laneway.testkit.VendorReply;

/** One provider of each protocol, with exchanges of our own writing in its vendor's shape. */
public enum Family {
  OPENAI("openai-compat", "/v1") {
    @Override
    VendorReply whole() {
      return VendorReply.json(
          200,
          """
          {"id":"c1","object":"chat.completion","model":"m-1","choices":[{"index":0,"message":\
          {"role":"assistant","content":"%s"},"finish_reason":"stop"}],"usage":\
          {"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}
          """
              .formatted(TEXT));
    }

    @Override
    public String piece(String text) {
      return chunk(text);
    }

    @Override
    public String end() {
      return END + "data: [DONE]\n\n";
    }

    @Override
    public String error() {
      return "data: {\"error\":{\"message\":\"The server had an error\","
          + "\"type\":\"server_error\",\"code\":500}}\n\ndata: [DONE]\n\n";
    }
  },
  GROQ("groq", "/openai/v1") {
    @Override
    VendorReply whole() {
      return OPENAI.whole();
    }

    @Override
    public String piece(String text) {
      return chunk(text);
    }

    @Override
    public String end() {
      return OPENAI.end();
    }

    @Override
    public String error() {
      return "event: error\ndata: {\"error\":{\"message\":\"over capacity\","
          + "\"type\":\"internal_server_error\",\"status_code\":503}}\n\n";
    }
  },
  GEMINI("gemini", "/v1beta") {
    @Override
    VendorReply whole() {
      return VendorReply.json(200, answer(TEXT, ",\"finishReason\":\"STOP\""));
    }

    @Override
    public String piece(String text) {
      return "data: " + answer(text, "") + "\r\n\r\n";
    }

    @Override
    public String end() {
      return "data: " + answer("", ",\"finishReason\":\"STOP\"") + "\r\n\r\n";
    }

    @Override
    public String error() {
      return "{\r\n  \"error\": {\r\n    \"code\": 503,\r\n    \"message\":"
          + " \"The model is overloaded.\",\r\n    \"status\": \"UNAVAILABLE\"\r\n  }\r\n}\r\n";
    }
  },
  OLLAMA("ollama", "/api") {
    @Override
    VendorReply whole() {
      return VendorReply.json(200, line(TEXT, true));
    }

    @Override
    public VendorReply stream(String body) {
      return VendorReply.ndjson(body);
    }

    @Override
    public String piece(String text) {
      return line(text, false);
    }

    @Override
    public String end() {
      return line("", true);
    }

    @Override
    public String error() {
      return "{\"error\":\"an error was encountered: runner died\"}\n";
    }
  };

  /** Characters of one to four bytes. */
  public static final String TEXT = "Grüße, 世界 🌍";

  private static final String END =
      "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":"
          + "[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":"
          + "{\"prompt_tokens\":5,\"completion_tokens\":7,\"total_tokens\":12}}\n\n";

  /** The provider's id. */
  public final String id;

  /** Where its vendor's API begins. */
  public final String path;

  Family(String id, String path) {
    this.id = id;
    this.path = path;
  }

  /** A reply of {@link #TEXT}. */
  abstract VendorReply whole();

  /** A piece of a streamed text. */
  public abstract String piece(String text);

  /** The last event of a stream, without which it is not whole; it tells 5 and 7 tokens. */
  public abstract String end();

  /** What the vendor says in the middle of a stream when it breaks off. */
  public abstract String error();

  /** This body, framed as a stream. */
  public VendorReply stream(String body) {
    return VendorReply.sse(body);
  }

  /** A stream of {@link #TEXT}. */
  public VendorReply stream() {
    return stream(withoutItsEnd() + end());
  }

  /** The stream up to where its last event would begin. */
  String withoutItsEnd() {
    return piece("Grüße, ") + piece("世界 🌍");
  }

  /** A stream that breaks off after some content with the vendor's own words. */
  VendorReply errorInStream() {
    return stream(piece("Grüße, ") + error());
  }

  private static String chunk(String text) {
    return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":"
        + "[{\"index\":0,\"delta\":{\"content\":\""
        + text
        + "\"},\"finish_reason\":null}]}\n\n";
  }

  private static String answer(String text, String finish) {
    return "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\""
        + text
        + "\"}],\"role\":\"model\"}"
        + finish
        + "}],\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":7,"
        + "\"totalTokenCount\":12},\"modelVersion\":\"m-1\"}";
  }

  private static String line(String text, boolean done) {
    return "{\"model\":\"m-1\",\"message\":{\"role\":\"assistant\",\"content\":\""
        + text
        + "\"},\"done\":"
        + done
        + (done ? ",\"done_reason\":\"stop\",\"prompt_eval_count\":5,\"eval_count\":7" : "")
        + "}\n";
  }
}
