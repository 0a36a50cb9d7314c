package dev.laneway.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.provider.http.json.JsonWriter;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EchoTest {

  private static final String PROMPT =
      "My patient Erika Mustermann, born 1964,\nhas a \"rare\" allergy. What now?";

  private static String blotted(String words) {
    return Echo.of(
            JsonWriter.create()
                .object()
                .member("model", "a-model-with-a-very-long-name")
                .array("messages")
                .object()
                .member("content", PROMPT)
                .endObject()
                .endArray()
                .endObject()
                .toBuffer())
        .blotOutIn(words);
  }

  @Test
  void a_run_of_the_prompt_is_blotted_out_and_the_rest_stays() {
    assertThat(blotted("cannot read 'Erika Mustermann, born 1964' today"))
        .isEqualTo("cannot read '[request]' today");
    assertThat(blotted("bad: " + PROMPT + " (400)")).isEqualTo("bad: [request] (400)");
  }

  @Test
  void folding_white_space_quotes_or_case_hides_nothing() {
    String folded = "my PATIENT erika   mustermann, born 1964,\\nhas a \\\"rare\\\" allergy";
    assertThat(blotted("was: " + folded + "!")).isEqualTo("was: [request]!");
  }

  @Test
  void what_the_vendor_says_by_itself_stays() {
    String words = "the model a-model-with-a-very-long-name is overloaded, try again in 20 s";
    assertThat(blotted(words)).isEqualTo(words);
    assertThat(blotted("born 1964")).isEqualTo("born 1964");
  }

  @Test
  void no_run_of_twenty_characters_survives_wherever_it_stands() {
    Random random = new Random(5);
    String letters = "ab c";
    StringBuilder prompt = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      prompt.append(letters.charAt(random.nextInt(letters.length())));
    }
    byte[] body = ("{\"x\":\"" + prompt + "\"}").getBytes(UTF_8);
    for (int i = 0; i < 500; i++) {
      int from = random.nextInt(prompt.length() - 40);
      String quoted = prompt.substring(from, from + 20 + random.nextInt(20));
      String words = "#".repeat(random.nextInt(5)) + quoted + "#".repeat(random.nextInt(5));
      String safe = Echo.of(ByteBuffer.wrap(body)).blotOutIn(words);
      for (int at = 0; at + 20 <= safe.length(); at++) {
        assertThat(prompt.indexOf(safe.substring(at, at + 20))).isNegative();
      }
      assertThat(safe).contains("[request]");
    }
  }

  @Test
  void a_body_that_is_no_json_is_not_repeated_either() {
    Echo echo = Echo.of(ByteBuffer.wrap("plain words, long enough to count".getBytes(UTF_8)));
    assertThat(echo.blotOutIn("said: plain words, long enough")).isEqualTo("said: [request]");
  }
}
