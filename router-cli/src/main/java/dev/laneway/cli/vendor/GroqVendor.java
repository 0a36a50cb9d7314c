package dev.laneway.cli.vendor;

import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Groq on the free tier: buckets of 30 requests and 8,000 tokens a minute, 1,000 requests a day,
 * told in headers on every answer. A call is admitted with the most that it may use; what it did
 * not use comes back.
 */
public final class GroqVendor extends SimulatedVendor {

  private static final Answer.Pace PACE = new Answer.Pace(Duration.ofMillis(250), 700);

  private final Allowance requests;
  private final Allowance tokens;
  private final Allowance day;

  /** An organisation of its own. */
  public GroqVendor(SimulatedTime time, Weather weather, long seed) {
    super("groq", time, weather, seed);
    requests = Allowance.bucket(time, 30, Duration.ofMinutes(1));
    tokens = Allowance.bucket(time, 8_000, Duration.ofMinutes(1));
    day = Allowance.bucket(time, 1_000, Duration.ofDays(1));
  }

  @Override
  String path() {
    return "/openai/v1";
  }

  @Override
  void serve(Exchange exchange) throws IOException, InterruptedException {
    Json body = exchange.body();
    if (exchange.header("authorization").isEmpty()) {
      exchange.reply(401, error("Invalid API Key", "invalid_request_error", "invalid_api_key"));
      return;
    }
    String model = body.get("model").text();
    long most = body.get("max_completion_tokens").number(body.get("max_tokens").number(256));
    String prompt = body.get("messages").raw();
    long claimed = prompt.length() / 4 + most;
    if (!admit(exchange, model, claimed)) {
      return;
    }
    Answer answer = answerTo(prompt, most, PACE);
    OpenAiWords words = new OpenAiWords(model, answer, Optional.empty());
    synchronized (this) {
      tokens.giveBack(claimed - answer.inputTokens() - answer.outputTokens());
      tellLimits(exchange);
    }
    if (body.get("stream").isTrue()) {
      try (OutputStream out = exchange.stream("text/event-stream")) {
        words.stream(out, time, "");
      }
    } else {
      time.pause(answer.whole());
      exchange.reply(200, words.whole());
    }
    countAnswered();
  }

  private boolean admit(Exchange exchange, String model, long claimed) throws IOException {
    byte[] refusal;
    synchronized (this) {
      if (requests.hasRoomFor(1) && tokens.hasRoomFor(claimed)) {
        requests.take(1);
        tokens.take(claimed);
        day.take(1);
        return true;
      }
      boolean tokensFit = tokens.hasRoomFor(claimed);
      Allowance scarce = tokensFit ? requests : tokens;
      long wanted = tokensFit ? 1 : claimed;
      Duration wait = scarce.untilFree(wanted);
      String what = tokensFit ? "requests per minute (RPM)" : "tokens per minute (TPM)";
      tellLimits(exchange);
      exchange.tell("retry-after", Long.toString(wait.toSeconds() + 1));
      refusal =
          error(
              ("Rate limit reached for model `%s` in organization `org_demo` service tier `on_demand` on"
                      + " %s: Limit %d, Used %d, Requested %d. Please try again in %s. Need more tokens?"
                      + " Upgrade to Dev Tier today.")
                  .formatted(
                      model,
                      what,
                      scarce.amount,
                      scarce.amount - scarce.left(),
                      wanted,
                      spoken(wait)),
              tokensFit ? "requests" : "tokens",
              "rate_limit_exceeded");
    }
    countThrottled();
    exchange.reply(429, refusal);
    return false;
  }

  /** Requests of a day beside tokens of a minute, under names that look alike: as the real one. */
  private void tellLimits(Exchange exchange) {
    exchange
        .tell("x-ratelimit-limit-requests", Long.toString(day.amount))
        .tell("x-ratelimit-remaining-requests", Long.toString(day.left()))
        .tell("x-ratelimit-reset-requests", spoken(day.untilFree(day.amount)))
        .tell("x-ratelimit-limit-tokens", Long.toString(tokens.amount))
        .tell("x-ratelimit-remaining-tokens", Long.toString(tokens.left()))
        .tell("x-ratelimit-reset-tokens", spoken(tokens.untilFree(tokens.amount)));
  }

  private static String spoken(Duration wait) {
    String seconds =
        String.format(Locale.ROOT, "%.3fs", wait.toSecondsPart() + wait.toMillisPart() / 1000.0);
    return wait.toMinutes() > 0 ? wait.toMinutes() + "m" + seconds : seconds;
  }

  @Override
  void outage(Exchange exchange) throws IOException {
    exchange.reply(
        503,
        error("Service unavailable. Visit https://groqstatus.com/.", "internal_server_error", ""));
  }

  private static byte[] error(String message, String type, String code) {
    JsonWriter json = JsonWriter.create().object().object("error").member("message", message);
    json.member("type", type);
    if (!code.isEmpty()) {
      json.member("code", code);
    }
    return json.endObject().endObject().toBytes();
  }
}
