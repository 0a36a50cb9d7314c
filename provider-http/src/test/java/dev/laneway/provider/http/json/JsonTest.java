package dev.laneway.provider.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final JsonMapper PLAIN =
      JACKSON.rebuild().disable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21})
  void it_reads_what_jackson_reads(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 400; i++) {
      String text = RandomJson.value(random, 4);
      requireSame(JACKSON.readTree(text), Json.parse(text));
    }
  }

  private static void requireSame(JsonNode expected, Json found) throws IOException {
    assertThat(found.isObject()).isEqualTo(expected.isObject());
    assertThat(found.isArray()).isEqualTo(expected.isArray());
    assertThat(found.isText()).isEqualTo(expected.isTextual());
    assertThat(found.isNumber()).isEqualTo(expected.isNumber());
    assertThat(JACKSON.readTree(found.raw())).isEqualTo(expected);
    if (expected.isTextual()) {
      assertThat(found.text()).isEqualTo(expected.asText());
      assertThat(found.is(expected.asText())).isTrue();
      assertThat(found.is(expected.asText() + "x")).isFalse();
    } else if (expected.isNumber()) {
      assertThat(found.decimal()).hasValue(expected.decimalValue());
    }
    for (int i = 0; i < expected.size(); i++) {
      if (expected.isArray()) {
        requireSame(expected.get(i), found.at(i));
        requireSame(expected.get(i), found.elements().get(i));
      }
    }
    for (var member : expected.properties()) {
      requireSame(member.getValue(), found.get(member.getKey()));
    }
    assertThat(found.elements()).hasSize(expected.isArray() ? expected.size() : 0);
    assertThat(found.at(expected.size()).isMissing()).isTrue();
    assertThat(found.get("no such member").isMissing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21})
  void it_refuses_what_jackson_refuses(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      String text = RandomJson.broken(random);
      boolean readable = isReadable(text);
      refused += readable ? 0 : 1;
      assertThat(isReadableToUs(text)).describedAs(text).isEqualTo(readable);
    }
    assertThat(refused).isBetween(1000, 2999);
  }

  private static boolean isReadableToUs(String text) {
    try {
      return !Json.parse(text).isMissing();
    } catch (JsonException broken) {
      return false;
    }
  }

  private static boolean isReadable(String text) {
    try {
      return !PLAIN.readTree(text.getBytes(UTF_8)).isMissingNode();
    } catch (IOException broken) {
      // Jackson takes half a pair of surrogates in a text, and not in a name; we take both.
      return String.valueOf(broken.getMessage()).contains("surrogate");
    }
  }

  @Test
  void white_space_and_a_byte_order_mark_may_come_first() {
    assertThat(Json.parse("\uFEFF\n \t\r\n{\"a\":1} \n").get("a").number(0)).isEqualTo(1);
  }

  @Test
  void what_is_not_there_answers_every_question_with_nothing() {
    Json missing = Json.parse("{\"a\":null,\"b\":[1]}").get("b", "c", "d").at(3).get("e");

    assertThat(missing.isMissing()).isTrue();
    assertThat(missing.isPresent()).isFalse();
    assertThat(missing.text()).isEmpty();
    assertThat(missing.raw()).isEmpty();
    assertThat(missing.number()).isEmpty();
    assertThat(missing.decimal()).isEmpty();
    assertThat(missing.elements()).isEmpty();
    assertThat(missing.isTrue()).isFalse();
    assertThat(missing.isEmpty()).isFalse();
  }

  @Test
  void null_is_there_but_says_nothing() {
    Json none = Json.parse("{\"a\":null}").get("a");

    assertThat(none.isMissing()).isFalse();
    assertThat(none.isPresent()).isFalse();
    assertThat(none.text()).isEmpty();
  }

  @Test
  void numbers_may_come_as_text_and_texts_as_numbers() {
    Json json = Json.parse("{\"a\":\"42\",\"b\":429,\"c\":1.9e3,\"d\":\"x\",\"e\":1e999}");

    assertThat(json.get("a").number()).hasValue(42);
    assertThat(json.get("b").text()).isEqualTo("429");
    assertThat(json.get("c").number()).hasValue(1900);
    assertThat(json.get("d").number()).isEmpty();
    assertThat(json.get("e").number()).isEmpty();
  }

  @Test
  void vendor_state_comes_out_exactly_as_it_came_in() {
    String state =
        "{ \"n\": 1.50, \"big\": 123456789012345678901234567890, \"s\": \"\\u00e9\\/\" }";

    assertThat(Json.parse("{\"x\":[" + state + "]}").get("x").at(0).raw()).isEqualTo(state);
  }

  @Test
  void halves_of_a_pair_of_surrogates_meet_again() {
    String first = Json.parse("\"\\ud83d\"").text();
    String second = Json.parse("\"\\ude00\"").text();

    assertThat(first + second).isEqualTo("😀");
  }

  @Test
  void a_slice_of_bytes_is_read_without_its_surroundings() {
    byte[] bytes = "xx[1,2]yy".getBytes(UTF_8);

    assertThat(Json.parse(bytes, 2, 7).floats()).containsExactly(1f, 2f);
  }

  @Test
  void neither_failure_nor_value_quotes_what_it_read() {
    String secret = "{\"prompt\":\"my secret\" nonsense";

    assertThatThrownBy(() -> Json.parse(secret)).hasMessageNotContaining("secret");
    assertThat(Json.parse("{\"a\":\"my secret\"}")).asString().doesNotContain("secret");
  }

  @Test
  void bytes_that_are_no_utf_8_become_replacement_characters() {
    byte[] bytes = "xx{\"a\":\"b?c\", \"?\": 1}yy".getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = bytes[i] == '?' ? (byte) 0xE2 : bytes[i];
    }
    Json json = Json.parse(bytes, 2, bytes.length - 2);

    assertThat(json.get("a").text()).isEqualTo("b\uFFFDc");
    assertThat(json.get("\uFFFD").number()).hasValue(1);
  }

  @Test
  void nesting_and_numbers_have_an_end() {
    assertThat(Json.parse("[".repeat(500) + "]".repeat(500)).isArray()).isTrue();
    assertThat(Json.parse("1".repeat(500)).raw()).hasSize(500);
    for (String endless : new String[] {"[".repeat(100_000), "1".repeat(100_000)}) {
      assertThatThrownBy(() -> Json.parse(endless))
          .isInstanceOf(JsonException.class)
          .hasMessageContaining("512 deep");
    }
  }

  @Test
  void a_slice_never_reaches_beyond_its_value() {
    Json json = Json.parse(" { \"a\" : \"x, \" , \"b\" : -1.5e3 \n, \"c\":[ true , null ] } ");

    assertThat(json.raw()).startsWith("{ \"a\"").endsWith("null ] }");
    assertThat(json.get("a").raw()).isEqualTo("\"x, \"");
    assertThat(json.get("b").raw()).isEqualTo("-1.5e3");
    assertThat(json.get("c").raw()).isEqualTo("[ true , null ]");
    assertThat(json.get("c").at(0).raw()).isEqualTo("true");
    assertThat(json.get("c").at(1).raw()).isEqualTo("null");
    assertThat(Json.parse(" 12 ").raw()).isEqualTo("12");
  }

  @Test
  void numbers_are_numbers_alone() {
    assertThat(Json.parse("[1, -2.5, 1e2]").floats()).containsExactly(1f, -2.5f, 100f);
    for (String mixed : new String[] {"[]", "{}", "1", "[1,\"2\"]", "[1,[2]]", "[null]"}) {
      assertThatThrownBy(() -> Json.parse(mixed).floats()).isInstanceOf(JsonException.class);
    }
  }
}
