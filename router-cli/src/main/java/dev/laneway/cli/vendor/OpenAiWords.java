package dev.laneway.cli.vendor;

import dev.laneway.provider.http.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * The protocol that Groq and OpenRouter share: whole answers and streams.
 *
 * @param cost what OpenRouter adds to the usage, in dollars
 */
record OpenAiWords(String model, Answer answer, Optional<Double> cost) {

  byte[] whole() {
    JsonWriter json = begun("chat.completion");
    json.object("message").member("role", "assistant").member("content", answer.text()).endObject();
    json.member("finish_reason", "stop").endObject().endArray();
    usage(json);
    return json.endObject().toBytes();
  }

  /** Sends the answer piece by piece; a comment comes first where the vendor sends one. */
  void stream(OutputStream out, SimulatedTime time, String comment)
      throws IOException, InterruptedException {
    if (!comment.isEmpty()) {
      Exchange.write(out, ": " + comment, new byte[0], "\n\n");
    }
    time.pause(answer.thinking());
    for (String piece : answer.pieces()) {
      time.pause(answer.gap());
      JsonWriter json = begun("chat.completion.chunk");
      json.object("delta").member("content", piece).endObject().nullMember("finish_reason");
      Exchange.write(out, "data: ", json.endObject().endArray().endObject().toBytes(), "\n\n");
    }
    JsonWriter last = begun("chat.completion.chunk");
    last.object("delta").endObject().member("finish_reason", "stop").endObject().endArray();
    usage(last);
    Exchange.write(out, "data: ", last.endObject().toBytes(), "\n\ndata: [DONE]\n\n");
  }

  private JsonWriter begun(String object) {
    JsonWriter json = JsonWriter.create().object().member("id", "demo").member("object", object);
    return json.member("model", model).array("choices").object().member("index", 0);
  }

  private void usage(JsonWriter json) {
    json.object("usage").member("prompt_tokens", answer.inputTokens());
    json.member("completion_tokens", answer.outputTokens());
    json.member("total_tokens", answer.inputTokens() + answer.outputTokens());
    cost.ifPresent(dollars -> json.member("cost", dollars));
    json.endObject();
  }
}
