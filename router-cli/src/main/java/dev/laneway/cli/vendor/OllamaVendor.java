package dev.laneway.cli.vendor;

import dev.laneway.provider.http.json.Json;
import dev.laneway.provider.http.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;

/**
 * Ollama on a small machine: no key, no quota, but one answer at a time, slowly, in a short queue.
 */
public final class OllamaVendor extends SimulatedVendor {

  private static final Answer.Pace PACE = new Answer.Pace(Duration.ofMillis(1_200), 30);
  private static final int QUEUE = 4;

  private final Semaphore queue = new Semaphore(1 + QUEUE);
  private final Semaphore model = new Semaphore(1, true);

  /** A machine of its own. */
  public OllamaVendor(SimulatedTime time, Weather weather, long seed) {
    super("ollama", time, weather, seed);
  }

  @Override
  String path() {
    return "/api";
  }

  @Override
  void serve(Exchange exchange) throws IOException, InterruptedException {
    if (!exchange.path().equals("/api/chat")) {
      exchange.reply(404, error("no such path"));
      return;
    }
    if (!queue.tryAcquire()) {
      exchange.reply(
          503, error("server busy, please try again.  maximum pending requests exceeded"));
      return;
    }
    try {
      model.acquire();
      try {
        answer(exchange);
      } finally {
        model.release();
      }
    } finally {
      queue.release();
    }
    countAnswered();
  }

  private void answer(Exchange exchange) throws IOException, InterruptedException {
    Json body = exchange.body();
    String name = body.get("model").text();
    long most = body.get("options", "num_predict").number(128);
    Answer answer = answerTo(body.get("messages").raw(), most, PACE);
    if (body.get("stream").isMissing() || body.get("stream").isTrue()) {
      time.pause(answer.thinking());
      try (OutputStream out = exchange.stream("application/x-ndjson")) {
        for (String piece : answer.pieces()) {
          time.pause(answer.gap());
          Exchange.write(out, "", line(name, piece, false, answer), "\n");
        }
        Exchange.write(out, "", line(name, "", true, answer), "\n");
      }
    } else {
      time.pause(answer.whole());
      exchange.reply(200, line(name, answer.text(), true, answer));
    }
  }

  private byte[] line(String name, String text, boolean done, Answer answer) {
    Instant now = time.now();
    JsonWriter json = JsonWriter.create().object().member("model", name);
    json.member("created_at", now.toString());
    json.object("message").member("role", "assistant").member("content", text).endObject();
    json.member("done", done);
    if (done) {
      json.member("done_reason", "stop").member("total_duration", answer.whole().toNanos());
      json.member("prompt_eval_count", answer.inputTokens());
      json.member("eval_count", answer.outputTokens());
    }
    return json.endObject().toBytes();
  }

  @Override
  void outage(Exchange exchange) throws IOException {
    exchange.reply(500, error("an error was encountered while running the model"));
  }

  private static byte[] error(String message) {
    return JsonWriter.create().object().member("error", message).endObject().toBytes();
  }
}
