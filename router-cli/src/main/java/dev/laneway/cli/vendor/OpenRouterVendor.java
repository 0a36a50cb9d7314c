package dev.laneway.cli.vendor;

import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * OpenRouter: 20 requests in any minute and 50 a day over all free models together, paid models
 * without a limit, and an upstream that is full at times. Bodies begin with white space, as there.
 */
public final class OpenRouterVendor extends SimulatedVendor {

  private static final Answer.Pace PACE = new Answer.Pace(Duration.ofMillis(900), 90);
  private static final int UPSTREAM_FULL_PERCENT = 6;
  private static final double DOLLARS_PER_INPUT_TOKEN = 0.10e-6;
  private static final double DOLLARS_PER_OUTPUT_TOKEN = 0.32e-6;

  private final Allowance minute;
  private final Allowance day;

  /** An account of its own. */
  public OpenRouterVendor(SimulatedTime time, Weather weather, long seed) {
    super("openrouter", time, weather, seed);
    minute = Allowance.rolling(time, 20, Duration.ofMinutes(1));
    day = Allowance.fixed(time, 50, Duration.ofDays(1));
  }

  @Override
  String path() {
    return "/api/v1";
  }

  @Override
  void serve(Exchange exchange) throws IOException, InterruptedException {
    Json body = exchange.body();
    String model = body.get("model").text();
    boolean free = model.endsWith(":free");
    if (exchange.header("authorization").isEmpty()) {
      exchange.reply(401, error(401, "No auth credentials found", ""));
      return;
    }
    if (free && !admit(exchange)) {
      return;
    }
    if (free && draw(100) < UPSTREAM_FULL_PERCENT) {
      countThrottled();
      exchange.reply(429, error(429, "Provider returned error", upstream(model)));
      return;
    }
    long most = body.get("max_tokens").number(body.get("max_completion_tokens").number(256));
    Answer answer = answerTo(body.get("messages").raw(), most, PACE);
    OpenAiWords words = new OpenAiWords(model, answer, Optional.of(free ? 0 : cost(answer)));
    if (body.get("stream").isTrue()) {
      try (OutputStream out = exchange.stream("text/event-stream")) {
        words.stream(out, time, "OPENROUTER PROCESSING");
      }
    } else {
      time.pause(answer.whole());
      ByteArrayOutputStream padded = new ByteArrayOutputStream();
      padded.writeBytes("\n         \n".getBytes(StandardCharsets.US_ASCII));
      padded.writeBytes(words.whole());
      exchange.reply(200, padded.toByteArray());
    }
    countAnswered();
  }

  private static double cost(Answer answer) {
    return answer.inputTokens() * DOLLARS_PER_INPUT_TOKEN
        + answer.outputTokens() * DOLLARS_PER_OUTPUT_TOKEN;
  }

  private boolean admit(Exchange exchange) throws IOException {
    boolean daily;
    Duration wait;
    synchronized (this) {
      daily = !day.hasRoomFor(1);
      wait = daily ? day.untilFree(1) : minute.untilFree(1);
      if (!wait.isNegative() && wait.isZero()) {
        minute.take(1);
        day.take(1);
        return true;
      }
    }
    countThrottled();
    JsonWriter headers = JsonWriter.create().object().object("headers");
    headers.member("X-RateLimit-Limit", daily ? "50" : "20").member("X-RateLimit-Remaining", "0");
    headers.member(
        "X-RateLimit-Reset",
        Long.toString(time.now().plus(wait).plusSeconds(1).toEpochMilli() / 1000 * 1000));
    headers.endObject().nullMember("provider_name").endObject();
    String words = "Rate limit exceeded: free-models-per-" + (daily ? "day. " : "min. ");
    exchange.reply(429, error(429, words, new String(headers.toBytes(), StandardCharsets.UTF_8)));
    return false;
  }

  private static String upstream(String model) {
    JsonWriter json = JsonWriter.create().object();
    json.member(
        "raw",
        model
            + " is temporarily rate-limited upstream. Please retry shortly, or add your own key to"
            + " accumulate your rate limits");
    json.member("provider_name", "Upstream");
    return new String(json.endObject().toBytes(), StandardCharsets.UTF_8);
  }

  @Override
  void outage(Exchange exchange) throws IOException {
    exchange.reply(502, error(502, "Provider returned error", ""));
  }

  private static byte[] error(int code, String message, String metadata) {
    JsonWriter json = JsonWriter.create().object().object("error").member("message", message);
    json.member("code", code);
    if (!metadata.isEmpty()) {
      json.raw("metadata", metadata);
    }
    return json.endObject().member("user_id", "user_demo").endObject().toBytes();
  }
}
