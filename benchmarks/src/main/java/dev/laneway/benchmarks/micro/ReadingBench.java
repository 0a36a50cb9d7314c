package dev.laneway.benchmarks.micro;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.laneway.provider.http.PieceDesk;
import dev.laneway.provider.http.json.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading a whole answer of 600 bytes and a stream of 200 pieces, beside Jackson's tokens. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ReadingBench {

  private static final JsonFactory JACKSON = new JsonFactory();

  private final byte[] answer = Samples.answer();
  private final byte[] stream = Samples.stream(200);
  private final PieceDesk desk = new PieceDesk(stream);

  /** Ours: text and usage of a whole answer. */
  @Benchmark
  public long answer() {
    Json json = Json.parse(answer);
    Json usage = json.get("usage");
    return json.get("choices").at(0).get("message", "content").text().length()
        + usage.get("prompt_tokens").number(0)
        + usage.get("completion_tokens").number(0);
  }

  /** Jackson's tokens: the same. */
  @Benchmark
  public long answerByTokens() throws IOException {
    try (JsonParser json = JACKSON.createParser(answer)) {
      return Samples.read(json);
    }
  }

  /** Ours: each text of a stream. */
  @Benchmark
  public long stream() {
    return desk.read();
  }

  /** Lines of text and Jackson's tokens: the same. */
  @Benchmark
  public long streamByLines() throws IOException {
    long sum = 0;
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new ByteArrayInputStream(stream), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data: {")) {
        try (JsonParser json = JACKSON.createParser(line.substring(6))) {
          for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token == JsonToken.FIELD_NAME && json.currentName().equals("content")) {
              json.nextToken();
              sum += json.getText().length();
            }
          }
        }
      }
    }
    return sum;
  }
}
