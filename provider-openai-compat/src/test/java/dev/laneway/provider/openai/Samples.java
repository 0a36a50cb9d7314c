package dev.laneway.provider.openai;

/** What vendors of the family say, in words of our own. */
final class Samples {

  static final String WHOLE =
      """
      {"id":"c-1","object":"chat.completion","created":1,"model":"m-9-dated","choices":[{"index":0,
      "message":{"role":"assistant","content":"Grüße aus \\"Köln\\"","refusal":null},
      "logprobs":null,"finish_reason":"stop"}],
      "usage":{"prompt_tokens":12,"completion_tokens":7,"total_tokens":19,
      "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}}}
      """;

  static final String TEXT = "Grüße aus \"Köln\"";

  static final String WITHOUT_USAGE =
      """
      {"id":"c-1","model":"m","choices":[{"index":0,"finish_reason":"stop",
      "message":{"role":"assistant","content":"Grüße aus \\"Köln\\""}}],"usage":null}
      """;

  static final String STREAM =
      """
      : keep alive

      data: {"id":"c-1","model":"m-9-dated","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

      data: {"id":"c-1","choices":[{"index":0,"delta":{"content":"Grüße "},"finish_reason":null}]}

      data: {"id":"c-1","choices":[{"index":0,"delta":{"content":"aus \\"Köln\\""},"finish_reason":null}]}

      data: {"id":"c-1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

      data: {"id":"c-1","choices":[],"usage":{"prompt_tokens":12,"completion_tokens":7,"total_tokens":19,\
      "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":3}}}

      data: [DONE]

      """;

  static final String TOOL_CALL =
      """
      {"id":"c-2","model":"m","choices":[{"index":0,"finish_reason":"tool_calls","message":{
      "role":"assistant","content":null,"tool_calls":[{"id":"call_7","type":"function",
      "function":{"name":"lookup","arguments":"{\\"city\\":\\"Oslo\\"}"}}]}}]}
      """;

  static final String STREAMED_TOOL_CALL =
      """
      data: {"choices":[{"index":0,"delta":{"role":"assistant","content":null,"tool_calls":[{"index":0,\
      "id":"call_7","type":"function","function":{"name":"lookup","arguments":""}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\\"ci"}}]}}]}

      data: {"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"ty\\":\\"Oslo\\"}"}}]}}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

      data: [DONE]

      """;

  static final String VECTORS =
      """
      {"object":"list","model":"e","data":[{"index":1,"embedding":[0.25,3e-2]},
      {"index":0,"embedding":[0.5,-1]}],"usage":{"prompt_tokens":4,"total_tokens":4}}
      """;

  static final String MODELS =
      "{\"object\":\"list\",\"data\":[{\"id\":\"a/b:free\",\"context_length\":8192},{\"id\":\"c\"}]}";

  private Samples() {}

  static String error(String message, String type, String code) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
        .formatted(message, type, code);
  }
}
