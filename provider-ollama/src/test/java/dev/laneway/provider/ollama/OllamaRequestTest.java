package dev.laneway.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.Part;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Reasoning;
import dev.laneway.api.Reasoning.Effort;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Role;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolCall;
import dev.laneway.api.ToolChoice;
import dev.laneway.api.VendorState;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.provider.http.json.Json;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.VendorReply;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OllamaRequestTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_local_server_is_asked_without_a_key() {
    bench.written(ChatRequest.of("Hello"));

    assertThat(bench.vendor.lastRequest().target()).isEqualTo("/api/chat");
    assertThat(bench.vendor.lastRequest().header("authorization")).isEmpty();
    assertThat(new OllamaFactory().keyless()).isTrue();
  }

  @Test
  void streaming_and_cutting_are_never_left_to_the_defaults() {
    Json body = bench.written(ChatRequest.of("Hello"));

    assertThat(body.raw())
        .isEqualTo(
            "{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}],"
                + "\"stream\":false,\"truncate\":false}");
  }

  @Test
  void settings_are_options_and_extras_join_them() {
    Json body =
        bench.written(
            ChatRequest.builder()
                .user("Hi")
                .temperature(0.5)
                .topP(0.9)
                .topK(40)
                .seed(7)
                .stop("END")
                .maxOutputTokens(100)
                .extra("ollama", "options", Map.of("num_ctx", 8192))
                .extra("ollama", "keep_alive", "10m")
                .build());

    assertThat(body.get("options").raw())
        .isEqualTo(
            "{\"temperature\":0.5,\"top_p\":0.9,\"top_k\":40,\"seed\":7,\"num_predict\":100,"
                + "\"stop\":[\"END\"],\"num_ctx\":8192}");
    assertThat(body.get("keep_alive").text()).isEqualTo("10m");
  }

  @ParameterizedTest
  @CsvSource({
    "qwen3, NONE, false",
    "qwen3, HIGH, true",
    "gpt-oss:20b, HIGH, \"high\"",
    "gpt-oss:20b, MINIMAL, \"low\"",
    "gpt-oss:20b, NONE, false"
  })
  void thinking_is_a_switch_and_a_level_where_the_model_knows_levels(
      String model, Effort effort, String expected) {
    ChatRequest request = ChatRequest.builder().user("Hi").reasoning(effort).build();

    assertThat(bench.asking(model).written(request).get("think").raw()).isEqualTo(expected);
  }

  @Test
  void thoughts_that_shall_be_shown_are_switched_on() {
    ChatRequest request =
        ChatRequest.builder()
            .user("Hi")
            .reasoning(Reasoning.of(Effort.DEFAULT).withThoughts())
            .build();

    assertThat(bench.written(request).get("think").isTrue()).isTrue();
  }

  @Test
  void a_schema_is_the_format() {
    String schema = "{\"type\":\"object\"}";

    assertThat(
            bench
                .written(ChatRequest.builder().user("Hi").responseSchema(schema).build())
                .get("format")
                .raw())
        .isEqualTo(schema);
    assertThat(
            bench
                .written(
                    ChatRequest.builder()
                        .user("Hi")
                        .responseSchema(ResponseSchema.ANY_OBJECT)
                        .build())
                .get("format")
                .text())
        .isEqualTo("json");
  }

  @Test
  void a_broken_schema_is_rejected_before_anything_is_sent() {
    ChatRequest request = ChatRequest.builder().user("Hi").responseSchema("{oops").build();

    ProviderFailure failure = Bench.failureOf(bench.provider.chat(request, bench.control()));

    assertThat(failure).isInstanceOf(ProviderFailure.Rejected.class);
    assertThat(bench.vendor.requests()).isEmpty();
  }

  @Test
  void images_go_by_their_bytes_and_nothing_else_goes() {
    ChatRequest request =
        ChatRequest.builder()
            .user(
                "Look",
                Media.of("image/png", new byte[] {1, 2, 3}),
                Media.at("image/png", URI.create("https://example.org/i")),
                Media.of("application/pdf", new byte[] {4}))
            .build();

    assertThat(bench.written(request).get("messages").at(0).get("images").raw())
        .isEqualTo("[\"AQID\"]");
    assertThat(bench.notes).hasSize(2).allMatch(note -> note.contains("was dropped"));
    assertThat(Bench.failureOf(bench.strictly().provider.chat(request, bench.control())))
        .isInstanceOf(ProviderFailure.Rejected.class);
  }

  @Test
  void a_tool_loop_goes_back_with_objects_and_names() {
    ToolCall first = ToolCall.of("c1", "add", "{\"a\":1}");
    ToolCall second = ToolCall.of("", "now", "not json");
    Message asking =
        new Message(
            Role.ASSISTANT,
            List.of(
                new Part.Reasoning("Hm.", VendorState.NONE),
                new Part.ToolUse(first),
                new Part.ToolUse(second)));

    Json messages =
        bench
            .written(
                ChatRequest.builder()
                    .user("Go")
                    .message(asking)
                    .toolResult(first, "3")
                    .toolResult(second, "noon")
                    .build())
            .get("messages");

    assertThat(messages.at(1).raw())
        .isEqualTo(
            "{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"Hm.\",\"tool_calls\":["
                + "{\"id\":\"c1\",\"function\":{\"name\":\"add\",\"arguments\":{\"a\":1}}},"
                + "{\"function\":{\"name\":\"now\",\"arguments\":{\"arguments\":\"not json\"}}}]}");
    assertThat(messages.at(2).raw())
        .isEqualTo(
            "{\"role\":\"tool\",\"content\":\"3\",\"tool_name\":\"add\",\"tool_call_id\":\"c1\"}");
    assertThat(messages.at(3).raw())
        .isEqualTo("{\"role\":\"tool\",\"content\":\"noon\",\"tool_name\":\"now\"}");
  }

  @Test
  void a_choice_of_no_tool_declares_none_and_any_other_is_noted() {
    ChatRequest.Builder request = ChatRequest.builder().user("Hi").tool(Tool.of("now", "The time"));

    assertThat(bench.written(request.toolChoice(ToolChoice.NONE).build()).get("tools").isMissing())
        .isTrue();
    assertThat(bench.notes).isEmpty();
    assertThat(bench.written(request.toolChoice(ToolChoice.REQUIRED).build()).get("tools").raw())
        .startsWith("[{\"type\":\"function\",\"function\":{\"name\":\"now\"");
    assertThat(bench.notes).singleElement().asString().contains("toolChoice was dropped");
  }

  @Test
  void texts_to_be_embedded_are_not_cut_either() {
    bench.vendor.nowReplies(VendorReply.json(200, "{\"embedding\":[1,2]}"));
    Bench.await(
        bench.provider.embed(EmbeddingRequest.of("one").withDimensions(2), bench.control()));

    assertThat(bench.vendor.lastRequest().bodyText())
        .isEqualTo(
            "{\"model\":\"llama3.2\",\"input\":[\"one\"],\"truncate\":false,\"dimensions\":2}");
  }

  @Test
  void a_base_url_with_a_path_stays_as_it_is() {
    bench.vendor.nowReplies(VendorReply.json(200, "{\"models\":[]}"));
    try (var proxied =
        new OllamaFactory()
            .create(
                ProviderSettings.of("ollama", ApiKey.of("k")).at(bench.vendor.url("/proxy/api")),
                new ProviderContext(new ManualTime(), HttpClient.newHttpClient()))) {
      assertThat(Bench.await(proxied.models(bench.control()))).isEmpty();
    }

    assertThat(bench.vendor.lastRequest().target()).isEqualTo("/proxy/api/tags");
    assertThat(bench.vendor.lastRequest().header("authorization")).contains("Bearer k");
  }
}
