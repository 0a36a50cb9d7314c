package dev.laneway.provider.gemini;

import dev.laneway.testkit.VendorReply;

/** Exchanges of our own writing, in the shapes that the vendor uses. */
final class GeminiSamples {

  static final String WHOLE =
      """
      {
        "candidates": [
          {
            "content": {"parts": [{"text": "Grüße aus Köln"}], "role": "model"},
            "finishReason": "STOP",
            "index": 0
          }
        ],
        "usageMetadata": {
          "promptTokenCount": 12,
          "candidatesTokenCount": 7,
          "thoughtsTokenCount": 30,
          "cachedContentTokenCount": 4,
          "totalTokenCount": 49
        },
        "modelVersion": "gemini-9-flash-001",
        "responseId": "resp-1"
      }
      """;

  static final String WITHOUT_USAGE =
      """
      {"candidates": [{"content": {"parts": [{"text": "Grüße aus Köln"}], "role": "model"},
       "finishReason": "STOP"}]}
      """;

  static final String TOOL_CALL =
      "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":"
          + "{\"id\":\"fc_1\",\"name\":\"lookup\",\"args\":{\"city\":\"Oslo\"}},"
          + "\"thoughtSignature\":\"c2ln\"}]},\"finishReason\":\"STOP\"}]}";

  static final String STREAM =
      chunk("{\"text\":\"Grüße \"}", "")
          + chunk("{\"text\":\"aus \"}", "")
          + chunk("{\"text\":\"Köln\"}", "")
          + chunk(
              "{\"text\":\"\",\"thoughtSignature\":\"c2lnbmVk\"}", ",\"finishReason\":\"STOP\"");

  static final String MODELS =
      """
      {"models": [
        {"name": "models/gemini-9-flash", "displayName": "Gemini 9 Flash", "thinking": true,
         "inputTokenLimit": 1048576, "outputTokenLimit": 65536,
         "supportedGenerationMethods": ["generateContent", "countTokens"]},
        {"name": "models/gemini-vectors-9", "supportedGenerationMethods": ["embedContent"]}
      ]}
      """;

  private GeminiSamples() {}

  /** An event with one part and more members of its candidate. */
  static String chunk(String part, String more) {
    return "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":["
        + part
        + "]}"
        + more
        + ",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":12,\"candidatesTokenCount\":7,"
        + "\"thoughtsTokenCount\":30,\"cachedContentTokenCount\":4},"
        + "\"modelVersion\":\"gemini-9-flash-001\",\"responseId\":\"resp-2\"}\r\n\r\n";
  }

  static VendorReply error(int status, String word, String message) {
    return error(status, word, message, "");
  }

  static VendorReply error(int status, String word, String message, String details) {
    return VendorReply.json(
        status,
        """
        {"error": {"code": %d, "message": "%s", "status": "%s", "details": [%s]}}
        """
            .formatted(status, message, word, details));
  }

  static VendorReply perMinute() {
    return error(
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota, please check your plan and billing details.",
        violation("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "5")
            + retryInfo("21.4s"));
  }

  /** A day and a minute at once, in this order, with the short hint that misleads. */
  static VendorReply perDay() {
    return error(
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota, please check your plan and billing details.",
        violation("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "5")
            + ", "
            + violation("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "20")
            + retryInfo("21s"));
  }

  static VendorReply withoutQuota() {
    return error(
        429,
        "RESOURCE_EXHAUSTED",
        "Quota exceeded for metric: x/free_tier_requests, limit: 0, model: gemini-9-pro",
        """
        {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [
          {"quotaMetric": "x/free_tier_requests",
           "quotaId": "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
           "quotaDimensions": {"model": "gemini-9-pro"}}]}
        """
            + retryInfo("8s"));
  }

  static VendorReply outOfCredit() {
    return error(429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted.");
  }

  static VendorReply badKey() {
    return error(
        400,
        "INVALID_ARGUMENT",
        "API key not valid. Please pass a valid API key.",
        "{\"@type\": \"type.googleapis.com/google.rpc.ErrorInfo\", \"reason\": \"API_KEY_INVALID\"}");
  }

  static VendorReply tooLong() {
    return error(
        400,
        "INVALID_ARGUMENT",
        "The input token count (2000000) exceeds the maximum number of tokens allowed (1048576).");
  }

  private static String violation(String id, String value) {
    return """
    {"@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [
      {"quotaMetric": "x/generate_content_free_tier_requests", "quotaId": "%s",
       "quotaDimensions": {"location": "global", "model": "gemini-9-flash"}, "quotaValue": "%s"}]}
    """
        .formatted(id, value);
  }

  private static String retryInfo(String delay) {
    return ", {\"@type\": \"type.googleapis.com/google.rpc.RetryInfo\", \"retryDelay\": \""
        + delay
        + "\"}";
  }
}
