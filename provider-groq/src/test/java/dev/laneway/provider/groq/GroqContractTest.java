package dev.laneway.provider.groq;

import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.testkit.ProviderContract;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorWords;
import java.time.Duration;

class GroqContractTest extends ProviderContract {

  private static final String WHOLE =
      """
      {"id":"chatcmpl-1","model":"m","choices":[{"index":0,"message":{"role":"assistant",
      "content":"Hei verden","reasoning":"A greeting."},"finish_reason":"stop"}],
      "usage":{"queue_time":0.1,"prompt_tokens":8,"completion_tokens":5,"total_tokens":13},
      "x_groq":{"id":"req_1"}}
      """;

  private static final String STREAM =
      """
      data: {"id":"chatcmpl-1","model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""}}],\
      "x_groq":{"id":"req_1"}}

      data: {"choices":[{"index":0,"delta":{"reasoning":"A greeting.","channel":"analysis"}}]}

      data: {"choices":[{"index":0,"delta":{"content":"Hei "}}]}

      data: {"choices":[{"index":0,"delta":{"content":"verden"}}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"x_groq":{"id":"req_1",\
      "usage":{"prompt_tokens":8,"completion_tokens":5,"total_tokens":13}}}

      data: [DONE]

      """;

  private static final String TOOL_CALL =
      """
      {"choices":[{"index":0,"message":{"role":"assistant","tool_calls":[{"id":"c1","type":"function",
      "function":{"name":"lookup","arguments":"{\\"n\\":1}"}}]},"finish_reason":"tool_calls"}]}
      """;

  @Override
  protected ProviderFactory factory() {
    return new GroqFactory();
  }

  @Override
  protected VendorWords words() {
    return VendorWords.text(VendorReply.json(200, WHOLE), "Hei verden", Usage.of(8, 5)).stream(
            VendorReply.sse(STREAM))
        .toolCall(VendorReply.json(200, TOOL_CALL), "lookup", "{\"n\":1}")
        .throttled(
            limited(
                429,
                "on tokens per minute (TPM): Limit 6000, Used 5000, Requested 2000."
                    + " Please try again in 10.5s."),
            Duration.ofMillis(10_500))
        .fails(
            Kind.QUOTA_SPENT,
            limited(
                429,
                "on requests per day (RPD): Limit 1000, Used 1000, Requested 1."
                    + " Please try again in 1m26.4s."))
        .fails(
            Kind.TOO_LARGE,
            limited(413, "on tokens per minute (TPM): Limit 8000, Requested 10092, please reduce"))
        .fails(Kind.TOO_LARGE, limited(429, "on tokens per minute: Limit 6000, Requested ~9001"))
        .fails(Kind.UNAVAILABLE, failed(503, "m is over capacity", "internal_server_error"))
        .fails(Kind.UNREADABLE, failed(400, "Could not call the tool", "tool_use_failed"))
        .fails(Kind.UNAUTHORIZED, failed(401, "Invalid API Key", "invalid_api_key"))
        .fails(Kind.UNAUTHORIZED, failed(400, "Restricted", "organization_restricted"))
        .fails(Kind.MODEL_GONE, failed(400, "Gone", "model_decommissioned"));
  }

  private static VendorReply limited(int status, String words) {
    return VendorReply.json(
        status,
        "{\"error\":{\"message\":\"Rate limit reached for model `m` %s\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}"
            .formatted(words));
  }

  private static VendorReply failed(int status, String words, String code) {
    return VendorReply.json(
        status,
        "{\"error\":{\"message\":\"%s\",\"type\":\"x\",\"code\":\"%s\"}}".formatted(words, code));
  }
}
