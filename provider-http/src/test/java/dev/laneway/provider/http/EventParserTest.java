package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sample is cut at every place, and fed byte by byte, and must always mean the same. */
class EventParserTest {

  record Sample(String name, Framing framing, String text, List<String> events) {

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Sample> samples() {
    List<Sample> all = new ArrayList<>();
    for (String end : List.of("\n", "\r", "\r\n")) {
      String named = end.replace("\r", "CR").replace("\n", "LF");
      all.add(sse("plain " + named, "data: a|data: b||data:c||", end, "a\nb", "c"));
      all.add(sse("names " + named, "event: x|data: a||data: b||", end, "x=a", "b"));
      all.add(sse("name alone " + named, "event: x||data: b||", end, "b"));
      all.add(sse("comments " + named, ": hi|:||data: a|: there|id: 7|retry: 5||", end, "a"));
      all.add(sse("no last blank line " + named, "data: a||data: b", end, "a", "b"));
      all.add(sse("empty data " + named, "data||data:||data:  x||", end, "", "", " x"));
      all.add(sse("unknown fields " + named, "id: 1|data: a||", end, "a"));
      all.add(sse("split utf-8 " + named, "data: é😀ü||data: 日本||", end, "é😀ü", "日本"));
      all.add(sse("error field " + named, "error: {\"m\":1}||", end, "error={\"m\":1}"));
      all.add(
          sse(
              "stray json " + named,
              "data: a||{|  \"error\": {\"code\": 1}|}|",
              end,
              "a",
              "stray={\n  \"error\": {\"code\": 1}\n}\n"));
      all.add(sse("byte order mark " + named, "\uFEFFdata: a||", end, "a"));
      all.add(
          new Sample(
              "lines " + named,
              Framing.LINES,
              "{\"a\":1}|||  |{\"b\":\"é\"}|[3]".replace("|", end),
              List.of("{\"a\":1}", "{\"b\":\"é\"}", "[3]")));
    }
    return all;
  }

  private static Sample sse(String name, String text, String end, String... events) {
    return new Sample(name, Framing.SSE, text.replace("|", end), List.of(events));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void it_means_the_same_wherever_it_is_cut(Sample sample) {
    byte[] bytes = sample.text().getBytes(UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      Heard heard = new Heard(sample.framing(), 1 << 20);
      heard.parser.read(ByteBuffer.wrap(bytes, 0, cut));
      heard.parser.read(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
      heard.parser.end();
      assertThat(heard.events).describedAs("cut at %d", cut).isEqualTo(sample.events());
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void it_means_the_same_byte_by_byte(Sample sample) {
    Heard heard = new Heard(sample.framing(), 1 << 20);
    for (byte b : sample.text().getBytes(UTF_8)) {
      heard.parser.read(ByteBuffer.wrap(new byte[] {b}));
    }
    heard.parser.end();

    assertThat(heard.events).isEqualTo(sample.events());
  }

  @Test
  void a_line_of_ten_megabytes_is_read_in_small_pieces() {
    Heard heard = new Heard(Framing.SSE, 16 << 20);
    byte[] filling = "x".repeat(1000).getBytes(UTF_8);
    heard.parser.read(ByteBuffer.wrap("data: ".getBytes(UTF_8)));
    for (int i = 0; i < 10_000; i++) {
      heard.parser.read(ByteBuffer.wrap(filling));
    }
    heard.parser.read(ByteBuffer.wrap("\n\ndata: b\n\n".getBytes(UTF_8)));

    assertThat(heard.events).hasSize(2);
    assertThat(heard.events.get(0)).hasSize(10_000_000);
    assertThat(heard.events.get(1)).isEqualTo("b");
  }

  @Test
  void a_line_without_end_is_refused_at_the_limit() {
    Heard heard = new Heard(Framing.LINES, 5000);
    ByteBuffer endless = ByteBuffer.wrap("x".repeat(6000).getBytes(UTF_8));

    assertThatThrownBy(() -> heard.parser.read(endless)).isInstanceOf(EventParser.TooLong.class);
  }

  @Test
  void data_that_grows_line_by_line_is_refused_at_the_limit() {
    Heard heard = new Heard(Framing.SSE, 5000);
    ByteBuffer growing = ByteBuffer.wrap("data: xxxxxxxxxx\n".repeat(600).getBytes(UTF_8));

    assertThatThrownBy(() -> heard.parser.read(growing)).isInstanceOf(EventParser.TooLong.class);
  }

  /** A parser and what it told. */
  private static final class Heard {

    final List<String> events = new ArrayList<>();
    final EventParser parser;

    Heard(Framing framing, int longest) {
      parser =
          new EventParser(
              framing,
              longest,
              event -> {
                String name = event.isStray() ? "stray" : event.name();
                events.add(name.isEmpty() ? event.text() : name + "=" + event.text());
              });
    }
  }
}
