package dev.laneway.provider.openai;

import dev.laneway.api.ProviderFailure.Kind;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.ProviderFactory;
import dev.laneway.testkit.ProviderContract;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorWords;
import java.time.Duration;
import java.util.List;

class OpenAiContractTest extends ProviderContract {

  @Override
  protected ProviderFactory factory() {
    return new Vendors.OpenAi();
  }

  @Override
  protected VendorWords words() {
    return familyWords();
  }

  /** What holds for every vendor of the family. */
  static VendorWords familyWords() {
    return VendorWords.text(
            VendorReply.json(200, Samples.WHOLE), Samples.TEXT, Usage.of(12, 7, 4, 3))
        .stream(VendorReply.sse(Samples.STREAM))
        .withoutUsage(VendorReply.json(200, Samples.WITHOUT_USAGE))
        .toolCall(VendorReply.json(200, Samples.TOOL_CALL), "lookup", "{\"city\":\"Oslo\"}")
        .streamedToolCall(VendorReply.sse(Samples.STREAMED_TOOL_CALL))
        .throttled(
            VendorReply.json(429, Samples.error("Slow down", "requests", "rate_limit_exceeded"))
                .header("retry-after", "7"),
            Duration.ofSeconds(7))
        .fails(
            Kind.CREDIT_SPENT,
            VendorReply.json(
                429, Samples.error("You exceeded your quota", "insufficient_quota", "x")))
        .fails(
            Kind.QUOTA_SPENT,
            VendorReply.json(429, Samples.error("Limit of requests per day (RPD)", "requests", "")))
        .fails(
            Kind.TOO_LARGE,
            VendorReply.json(400, Samples.error("Too long", "", "context_length_exceeded")))
        .fails(
            Kind.UNAUTHORIZED,
            VendorReply.json(401, Samples.error("No such key", "", "invalid_api_key")))
        .fails(Kind.MODEL_GONE, VendorReply.json(404, Samples.error("No", "", "model_not_found")))
        .fails(
            Kind.REFUSED,
            VendorReply.json(400, Samples.error("No", "", "content_policy_violation")))
        .fails(Kind.REJECTED, VendorReply.json(400, Samples.error("Bad", "", "")))
        .fails(Kind.UNAVAILABLE, VendorReply.json(503, Samples.error("Overloaded", "", "")))
        .fails(Kind.UNAVAILABLE, VendorReply.json(500, Samples.error("Oops", "", "")))
        .embedding(
            VendorReply.json(200, Samples.VECTORS),
            List.of(new float[] {0.5f, -1f}, new float[] {0.25f, 0.03f}))
        .models(VendorReply.json(200, Samples.MODELS), "a/b:free", "c");
  }
}
