package dev.laneway.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.VendorRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.model.tool.DefaultStructuredOutputChatOptions;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What ChatClient loses on its way to a model, it does not lose on its way to this one. */
@ExtendWith(OutputCaptureExtension.class)
@NullUnmarked // Spring AI says of nearly everything that it may be absent
class ChatClientTest {

  private final TwoVendors vendors = new TwoVendors();
  private final ChatClient client = ChatClient.create(RouterChatModel.of(vendors.router));
  private final Weather weather = new Weather();

  /** A tool as Spring AI's users write it. */
  static class Weather {

    final List<String> asked = new ArrayList<>();

    @Tool(description = "The weather in a city")
    String weather(String city) {
      asked.add(city);
      return "sunny in " + city;
    }
  }

  /** An answer as Spring AI's users want it. */
  record Verdict(String label, int score) {}

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void a_tool_loop_is_one_turn_on_one_lane_and_brings_signatures_back() {
    vendors.reply(
        ChatCompletions.signedToolCall("call-1", "weather", "{\"city\": \"Oslo\"}", "sig-1"),
        ChatCompletions.text("It is sunny."));
    ChatResponse response =
        client.prompt().user("Weather in Oslo?").tools(weather).call().chatResponse();
    assertThat(response.getResult().getOutput().getText()).isEqualTo("It is sunny.");
    assertThat(weather.asked).containsExactly("Oslo");
    assertLoop(vendors.asOne().requests());
    assertThat(response.getMetadata().getUsage().getPromptTokens()).isEqualTo(24);
  }

  @Test
  void a_streamed_tool_loop_is_one_turn_on_one_lane_and_brings_signatures_back() {
    vendors.reply(
        ChatCompletions.streamedToolCall("call-1", "weather", "{\"city\": \"Oslo\"}", "sig-1"),
        ChatCompletions.stream("It is ", "sunny."));
    List<String> pieces =
        client.prompt().user("Weather in Oslo?").tools(weather).stream()
            .content()
            .collectList()
            .block();
    assertThat(pieces).contains("It is ", "sunny.");
    assertThat(String.join("", pieces)).isEqualTo("It is sunny.");
    assertThat(weather.asked).containsExactly("Oslo");
    assertLoop(vendors.asOne().requests());
  }

  private static void assertLoop(List<VendorRequest> requests) {
    assertThat(requests).hasSize(2);
    assertThat(requests.get(0).bodyText())
        .contains("\"tools\":[", "\"name\":\"weather\"", "\"city\"");
    assertThat(requests.get(1).bodyText())
        .contains("\"role\":\"tool\"", "sunny in Oslo", "call-1")
        .contains("\"thought_signature\"", "sig-1");
  }

  @Test
  void turns_of_their_own_are_spread_over_the_lanes() {
    vendors.reply(ChatCompletions.text("one"));
    client.prompt().user("Hi").tools(weather).call().content();
    client.prompt().user("Hi").tools(weather).call().content();
    assertThat(vendors.one.requests()).hasSize(1);
    assertThat(vendors.other.requests()).hasSize(1);
  }

  @Test
  void a_native_schema_reaches_the_vendor_as_a_schema() {
    vendors.reply(ChatCompletions.text("{\"label\": \"refund\", \"score\": 3}"));
    Verdict verdict =
        client
            .prompt()
            .user("Classify")
            .call()
            .entity(Verdict.class, spec -> spec.useProviderStructuredOutput());
    assertThat(verdict).isEqualTo(new Verdict("refund", 3));
    assertThat(vendors.asOne().requests().get(0).bodyText())
        .contains("\"response_format\"", "\"json_schema\"", "\"score\"");
  }

  @Test
  void options_of_a_prompt_are_sent_and_its_model_is_a_route_or_a_lane() {
    vendors.reply(ChatCompletions.text("fine"));
    client
        .prompt()
        .options(RouterChatOptions.builder().model("second").temperature(0.25).maxTokens(77))
        .user("Hi")
        .call()
        .content();
    assertThat(vendors.other.lastRequest().bodyText()).contains("0.25", "77");
    client
        .prompt()
        .options(RouterChatOptions.builder().model("openai@one/small"))
        .user("Hi")
        .call()
        .content();
    assertThat(vendors.one.requests()).hasSize(1);
  }

  /** As those of Spring AI's own vendors are. */
  static final class OddOptions {

    static final class Builder extends DefaultStructuredOutputChatOptions.Builder<Builder> {}
  }

  static final class OtherOptions {

    static final class Builder extends DefaultStructuredOutputChatOptions.Builder<Builder> {}
  }

  @Test
  void a_schema_in_options_of_another_class_reaches_the_vendor() {
    vendors.reply(ChatCompletions.text("{}"));
    String schema = "{\"type\":\"object\",\"properties\":{\"mood\":{\"type\":\"string\"}}}";
    client
        .prompt()
        .user("How is it?")
        .options(new OddOptions.Builder().outputSchema(schema).temperature(0.5))
        .call()
        .content();
    assertThat(vendors.asOne().lastRequest().bodyText())
        .contains("\"temperature\":0.5", "json_schema", "mood");
  }

  @Test
  void that_a_vendors_own_options_are_left_out_is_told_once(CapturedOutput output) {
    vendors.reply(ChatCompletions.text("fine"));
    for (int i = 0; i < 2; i++) {
      client.prompt().user("Hi " + i).options(new OtherOptions.Builder()).call().content();
    }
    assertThat(output).containsOnlyOnce("Of OtherOptions only what ChatOptions has");
  }
}
