package dev.laneway.provider.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  private static final JsonMapper JACKSON = JsonMapper.builder().build();

  private static JsonNode read(JsonWriter json) {
    try {
      return JACKSON.readTree(json.toBytes());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @Test
  void every_kind_of_member_is_written() throws IOException {
    JsonWriter json =
        JsonWriter.create()
            .object()
            .member("s", "a\"b\\c\n\u0000\u001f\u007fé😀")
            .member("l", -5L)
            .member("d", 0.25)
            .member("b", true)
            .nullMember("n")
            .raw("r", " {\"x\":[1, 2]} ")
            .base64("u", "data:x;base64,", new byte[] {1, 2, 3})
            .object("o")
            .endObject()
            .array("a")
            .value("x")
            .value(List.of(1, "two", Map.of("k", false)))
            .endArray()
            .endObject();

    JsonNode expected =
        JACKSON.readTree(
            "{\"l\":-5,\"d\":0.25,\"b\":true,\"n\":null,\"r\":{\"x\":[1,2]},"
                + "\"u\":\"data:x;base64,AQID\",\"o\":{},\"a\":[\"x\",[1,\"two\",{\"k\":false}]]}");
    JsonNode found = read(json);
    assertThat(found.get("s").asText()).isEqualTo("a\"b\\c\n\u0000\u001f\u007fé😀");
    expected.properties().forEach(m -> assertThat(found.get(m.getKey())).isEqualTo(m.getValue()));
  }

  @Test
  void any_text_survives() {
    Random random = new Random(7);
    for (int i = 0; i < 300; i++) {
      String text =
          random
              .ints(random.nextInt(3000), 0, 0x11000)
              .filter(point -> point < 0xD800 || point > 0xDFFF)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      JsonNode found = read(JsonWriter.create().object().member("t", text).endObject());
      assertThat(found.get("t").asText()).isEqualTo(text);
    }
  }

  @Test
  void half_a_pair_of_surrogates_becomes_a_replacement_character() {
    JsonNode found = read(JsonWriter.create().object().member("t", "a\uD83Db\uDE00").endObject());

    assertThat(found.get("t").asText()).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void extras_take_the_place_of_members_with_their_names_at_the_top_alone() throws IOException {
    Map<String, Object> extras = Map.of("temperature", 9, "messages", List.of("mine"));
    JsonWriter json = JsonWriter.withExtras(extras).object().member("model", "m");
    json.array("messages").object().member("temperature", 1).endObject().endArray();
    json.member("temperature", 0.5).object("deep").member("temperature", 2).endObject();

    assertThat(read(json.endObject()))
        .isEqualTo(
            JACKSON.readTree(
                "{\"model\":\"m\",\"deep\":{\"temperature\":2},\"temperature\":9,"
                    + "\"messages\":[\"mine\"]}"));
  }

  @Test
  void text_that_is_no_json_is_refused_without_being_quoted() {
    JsonWriter json = JsonWriter.create().object();

    assertThatThrownBy(() -> json.raw("schema", "{secret"))
        .isInstanceOf(JsonException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void nothing_is_written_beyond_the_last_bracket() {
    byte[] bytes = JsonWriter.create().object().member("a", "b").endObject().toBytes();

    assertThat(new String(bytes, UTF_8)).isEqualTo("{\"a\":\"b\"}");
  }

  @Test
  void a_text_has_the_same_bytes_as_from_a_writer_of_renown() throws IOException {
    StringBuilder all = new StringBuilder("\u2028é/");
    for (char c = 0; c < 0x100; c++) {
      all.append(c);
    }
    byte[] bytes = JsonWriter.create().object().member("t", all.toString()).endObject().toBytes();

    assertThat(bytes).isEqualTo(JACKSON.writeValueAsBytes(Map.of("t", all.toString())));
  }

  @Test
  void a_missing_bracket_is_not_sent() {
    JsonWriter json = JsonWriter.create().object().array("a");

    assertThatThrownBy(json::toBuffer).isInstanceOf(IllegalStateException.class);
  }
}
