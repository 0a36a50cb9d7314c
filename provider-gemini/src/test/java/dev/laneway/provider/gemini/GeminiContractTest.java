package dev.laneway.provider.gemini;

import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.testkit.ProviderContract;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorWords;
import java.time.Duration;
import java.util.List;

class GeminiContractTest extends ProviderContract {

  @Override
  protected ProviderFactory factory() {
    return new GeminiFactory();
  }

  @Override
  protected VendorWords words() {
    return VendorWords.text(
            VendorReply.json(200, GeminiSamples.WHOLE), "Grüße aus Köln", Usage.of(12, 37, 4, 30))
        .stream(VendorReply.sse(GeminiSamples.STREAM))
        .withoutUsage(VendorReply.json(200, GeminiSamples.WITHOUT_USAGE))
        .toolCall(VendorReply.json(200, GeminiSamples.TOOL_CALL), "lookup", "{\"city\":\"Oslo\"}")
        .streamedToolCall(VendorReply.sse("data: " + GeminiSamples.TOOL_CALL + "\r\n\r\n"))
        .throttled(GeminiSamples.perMinute(), Duration.ofMillis(21_400))
        .fails(Kind.QUOTA_SPENT, GeminiSamples.perDay())
        .fails(Kind.MODEL_GONE, GeminiSamples.withoutQuota())
        .fails(Kind.UNAVAILABLE, GeminiSamples.error(429, "RESOURCE_EXHAUSTED", "Too busy now."))
        .fails(Kind.CREDIT_SPENT, GeminiSamples.outOfCredit())
        .fails(Kind.UNAUTHORIZED, GeminiSamples.badKey())
        .fails(Kind.UNAUTHORIZED, GeminiSamples.error(403, "PERMISSION_DENIED", "Not you."))
        .fails(Kind.TOO_LARGE, GeminiSamples.tooLong())
        .fails(Kind.REJECTED, GeminiSamples.error(400, "INVALID_ARGUMENT", "Bad topK."))
        .fails(Kind.MODEL_GONE, GeminiSamples.error(404, "NOT_FOUND", "models/x is not found."))
        .fails(Kind.UNAVAILABLE, GeminiSamples.error(503, "UNAVAILABLE", "High demand."))
        .fails(Kind.UNAVAILABLE, GeminiSamples.error(500, "INTERNAL", "Oops."))
        .embedding(
            VendorReply.json(
                200, "{\"embeddings\":[{\"values\":[0.5,-1]},{\"values\":[0.25,3e-2]}]}"),
            List.of(new float[] {0.5f, -1f}, new float[] {0.25f, 0.03f}))
        .models(VendorReply.json(200, GeminiSamples.MODELS), "gemini-9-flash", "gemini-vectors-9");
  }
}
