package dev.laneway.provider.ollama;

import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.testkit.ProviderContract;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorWords;
import java.time.Duration;
import java.util.List;

class OllamaContractTest extends ProviderContract {

  private static final String WHOLE =
      """
      {"model":"m","created_at":"2026-01-01T00:00:00Z",
       "message":{"role":"assistant","content":"Grüße aus Köln"},
       "done":true,"done_reason":"stop","prompt_eval_count":11,"eval_count":5}
      """;

  private static final String STREAM =
      """
      {"model":"m","message":{"role":"assistant","content":"Grüße "},"done":false}
      {"model":"m","message":{"role":"assistant","content":"aus "},"done":false}
      {"model":"m","message":{"role":"assistant","content":"Köln"},"done":false}
      {"model":"m","message":{"role":"assistant","content":""},"done":true,\
      "done_reason":"stop","prompt_eval_count":11,"eval_count":5}
      """;

  private static final String TOOL_CALL =
      "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{"
          + "\"function\":{\"name\":\"lookup\",\"arguments\":{\"city\":\"Oslo\"}}}]},"
          + "\"done\":true,\"done_reason\":\"stop\"}\n";

  @Override
  protected ProviderFactory factory() {
    return new OllamaFactory();
  }

  @Override
  protected VendorWords words() {
    return VendorWords.text(VendorReply.json(200, WHOLE), "Grüße aus Köln", Usage.of(11, 5)).stream(
            VendorReply.ndjson(STREAM))
        .withoutUsage(VendorReply.json(200, WHOLE.replaceAll(",\"prompt_eval.*5", "")))
        .toolCall(VendorReply.json(200, TOOL_CALL), "lookup", "{\"city\":\"Oslo\"}")
        .streamedToolCall(VendorReply.ndjson(TOOL_CALL))
        .throttled(
            error(429, "too many requests").header("retry-after", "7"), Duration.ofSeconds(7))
        .fails(Kind.MODEL_GONE, error(404, "model 'x' not found"))
        .fails(Kind.REJECTED, error(400, "\\\"m\\\" does not support tools"))
        .fails(Kind.MODEL_GONE, error(400, "\\\"m\\\" does not support chat"))
        .fails(Kind.REJECTED, error(400, "missing request body"))
        .fails(
            Kind.TOO_LARGE, error(400, "prompt too long; exceeded max context length by 3 tokens"))
        .fails(Kind.UNAUTHORIZED, error(401, "unauthorized"))
        .fails(Kind.UNAUTHORIZED, error(403, "this model requires a subscription"))
        .fails(Kind.QUOTA_SPENT, error(429, "you (me) have reached your session usage limit"))
        .fails(Kind.QUOTA_SPENT, error(429, "you (me) have reached your weekly usage limit"))
        .fails(Kind.UNAVAILABLE, error(500, "llama runner process has terminated"))
        .fails(
            Kind.UNAVAILABLE,
            error(503, "server busy, please try again.  maximum pending requests exceeded"))
        .embedding(
            VendorReply.json(200, "{\"model\":\"m\",\"embeddings\":[[0.5,-1],[0.25,3e-2]]}"),
            List.of(new float[] {0.5f, -1f}, new float[] {0.25f, 0.03f}));
  }

  private static VendorReply error(int status, String words) {
    return VendorReply.json(status, "{\"error\":\"" + words + "\"}");
  }
}
