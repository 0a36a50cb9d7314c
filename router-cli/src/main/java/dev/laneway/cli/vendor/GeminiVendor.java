package dev.laneway.cli.vendor;

import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;

/**
 * Gemini's native API on the free tier: 5 requests in each full minute and 20 a day for the
 * project. A second application uses the same project now and then, which nobody told the router.
 */
public final class GeminiVendor extends SimulatedVendor {

  private static final Answer.Pace PACE = new Answer.Pace(Duration.ofMillis(700), 180);
  private static final String MODELS = "/v1beta/models/";

  private final Allowance minute;
  private final Allowance day;
  private long neighbourMinute = -1;

  /** A project of its own. */
  public GeminiVendor(SimulatedTime time, Weather weather, long seed) {
    super("gemini", time, weather, seed);
    minute = Allowance.fixed(time, 5, Duration.ofMinutes(1));
    day = Allowance.fixed(time, 20, Duration.ofDays(1));
  }

  @Override
  String path() {
    return "/v1beta";
  }

  @Override
  void serve(Exchange exchange) throws IOException, InterruptedException {
    String target = exchange.path();
    int colon = target.indexOf(':');
    if (!target.startsWith(MODELS) || colon < 0) {
      exchange.reply(404, error(404, "NOT_FOUND", "no such method"));
      return;
    }
    String model = target.substring(MODELS.length(), colon);
    if (exchange.header("x-goog-api-key").isEmpty()) {
      exchange.reply(
          403, error(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers"));
      return;
    }
    if (!admit(exchange, model)) {
      return;
    }
    Json body = exchange.body();
    long most = body.get("generationConfig", "maxOutputTokens").number(256);
    Answer answer = answerTo(body.get("contents").raw(), most, PACE);
    if (target.endsWith(":streamGenerateContent")) {
      stream(exchange, model, answer);
    } else {
      time.pause(answer.whole());
      exchange.reply(200, candidate(answer.text(), true, model, answer));
    }
    countAnswered();
  }

  private void stream(Exchange exchange, String model, Answer answer)
      throws IOException, InterruptedException {
    time.pause(answer.thinking());
    try (OutputStream out = exchange.stream("text/event-stream")) {
      for (int i = 0; i < answer.pieces().size(); i++) {
        time.pause(answer.gap());
        boolean last = i == answer.pieces().size() - 1;
        byte[] piece = candidate(answer.pieces().get(i), last, model, answer);
        Exchange.write(out, "data: ", piece, "\r\n\r\n");
      }
    }
  }

  private boolean admit(Exchange exchange, String model) throws IOException {
    Duration wait;
    boolean daily;
    synchronized (this) {
      meetNeighbour();
      daily = !day.hasRoomFor(1);
      wait = daily ? day.untilFree(1) : minute.untilFree(1);
      if (wait.isZero()) {
        minute.take(1);
        day.take(1);
        return true;
      }
    }
    countThrottled();
    exchange.reply(429, exhausted(model, daily, wait));
    return false;
  }

  /** In every second minute the other application takes two of the five. */
  private void meetNeighbour() {
    long now = time.elapsed().toMinutes();
    if (now != neighbourMinute && now % 2 == 1) {
      minute.take(2);
    }
    neighbourMinute = now;
  }

  private static byte[] exhausted(String model, boolean daily, Duration wait) {
    long limit = daily ? 20 : 5;
    // The hint is of seconds even where the day is spent: so is the real vendor's.
    String seconds =
        String.format(
            Locale.ROOT, "%.3fs", (daily ? Duration.ofSeconds(31) : wait).toMillis() / 1e3);
    String metric = "generativelanguage.googleapis.com/generate_content_free_tier_requests";
    JsonWriter json = JsonWriter.create().object().object("error").member("code", 429);
    json.member(
        "message",
        "You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded"
            + " for metric: %s, limit: %d, model: %s\nPlease retry in %s."
                .formatted(metric, limit, model, seconds));
    json.member("status", "RESOURCE_EXHAUSTED").array("details");
    json.object()
        .member("@type", "type.googleapis.com/google.rpc.QuotaFailure")
        .array("violations");
    json.object().member("quotaMetric", metric);
    json.member(
        "quotaId",
        daily
            ? "GenerateRequestsPerDayPerProjectPerModel-FreeTier"
            : "GenerateRequestsPerMinutePerProjectPerModel-FreeTier");
    json.object("quotaDimensions").member("location", "global").member("model", model).endObject();
    json.member("quotaValue", Long.toString(limit)).endObject().endArray().endObject();
    json.object().member("@type", "type.googleapis.com/google.rpc.RetryInfo");
    json.member("retryDelay", seconds).endObject();
    return json.endArray().endObject().endObject().toBytes();
  }

  private static byte[] candidate(String text, boolean last, String model, Answer answer) {
    JsonWriter json = JsonWriter.create().object().array("candidates").object();
    json.object("content").array("parts").object().member("text", text).endObject().endArray();
    json.member("role", "model").endObject();
    if (last) {
      json.member("finishReason", "STOP");
    }
    json.member("index", 0).endObject().endArray().object("usageMetadata");
    json.member("promptTokenCount", answer.inputTokens());
    json.member("candidatesTokenCount", answer.outputTokens());
    json.member("totalTokenCount", answer.inputTokens() + answer.outputTokens()).endObject();
    return json.member("modelVersion", model).endObject().toBytes();
  }

  @Override
  void outage(Exchange exchange) throws IOException {
    exchange.reply(
        503, error(503, "UNAVAILABLE", "The model is overloaded. Please try again later."));
  }

  private static byte[] error(int code, String status, String message) {
    JsonWriter json = JsonWriter.create().object().object("error").member("code", code);
    json.member("message", message).member("status", status);
    return json.endObject().endObject().toBytes();
  }
}
