package dev.laneway.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.BuiltInTool;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Media;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolCall;
import dev.laneway.api.ToolChoice;
import dev.laneway.provider.http.json.Json;
import dev.laneway.testkit.VendorReply;
import dev.laneway.testkit.VendorRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeminiRequestTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void the_key_stands_in_its_header_and_the_model_in_the_path() {
    bench.asking("models/gemini-9 flash").written(ChatRequest.of("Hello"));

    VendorRequest sent = bench.vendor.lastRequest();
    assertThat(sent.header("x-goog-api-key")).contains("AIza-not-a-key");
    assertThat(sent.target()).isEqualTo("/v1beta/models/gemini-9%20flash:generateContent");
  }

  @Test
  void system_words_stand_apart_and_roles_are_the_vendors() {
    Json body =
        bench.written(
            ChatRequest.builder().system("Be terse.").user("Hi").assistant("Ho").user("?").build());

    assertThat(body.get("systemInstruction").raw())
        .isEqualTo("{\"parts\":[{\"text\":\"Be terse.\"}]}");
    assertThat(body.get("contents").elements())
        .extracting(content -> content.get("role").text())
        .containsExactly("user", "model", "user");
  }

  @Test
  void settings_stand_in_the_generation_config() {
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
                .presencePenalty(0.1)
                .frequencyPenalty(0.2)
                .build());

    assertThat(body.get("generationConfig").raw())
        .isEqualTo(
            "{\"temperature\":0.5,\"topP\":0.9,\"topK\":40,\"maxOutputTokens\":100,"
                + "\"stopSequences\":[\"END\"],\"seed\":7,\"presencePenalty\":0.1,"
                + "\"frequencyPenalty\":0.2}");
  }

  @Test
  void what_a_model_refuses_is_dropped_with_a_note_or_rejected_when_strict() {
    ChatRequest request = ChatRequest.builder().user("Hi").temperature(0.5).seed(7).build();
    bench.asking("gemini-3.8-flash");

    assertThat(bench.written(request).get("generationConfig").raw()).isEqualTo("{\"seed\":7}");
    assertThat(bench.notes).singleElement().asString().contains("temperature was dropped");

    bench.strictly();
    ProviderFailure failure = Bench.failureOf(bench.provider.chat(request, bench.control()));
    assertThat(failure)
        .isInstanceOfSatisfying(
            ProviderFailure.Rejected.class,
            rejected -> assertThat(rejected.parameter()).isEqualTo("temperature"));
  }

  @Test
  void a_schema_goes_as_json_schema_and_any_object_without_one() {
    String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";

    assertThat(
            bench
                .written(ChatRequest.builder().user("Hi").responseSchema(schema).build())
                .get("generationConfig")
                .raw())
        .isEqualTo(
            "{\"responseMimeType\":\"application/json\",\"responseJsonSchema\":" + schema + "}");
    assertThat(
            bench
                .written(
                    ChatRequest.builder()
                        .user("Hi")
                        .responseSchema(ResponseSchema.ANY_OBJECT)
                        .build())
                .get("generationConfig")
                .raw())
        .isEqualTo("{\"responseMimeType\":\"application/json\"}");
  }

  @Test
  void a_broken_schema_is_rejected_before_anything_is_sent() {
    ChatRequest request = ChatRequest.builder().user("Hi").responseSchema("{oops").build();

    ProviderFailure failure = Bench.failureOf(bench.provider.chat(request, bench.control()));

    assertThat(failure).isInstanceOf(ProviderFailure.Rejected.class);
    assertThat(failure.detail()).contains("responseSchema").doesNotContain("oops");
    assertThat(bench.vendor.requests()).isEmpty();
  }

  @Test
  void tools_are_declared_with_their_schemas_and_chosen_by_mode() {
    Tool plain = Tool.of("now", "Tells the time");
    Tool lookup =
        new Tool(
            "lookup", "", "{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}}}");
    ChatRequest request =
        ChatRequest.builder()
            .user("Hi")
            .tool(plain)
            .tool(lookup)
            .toolChoice(ToolChoice.tool("now"))
            .build();

    Json body = bench.written(request);

    assertThat(body.get("tools").raw())
        .isEqualTo(
            "[{\"functionDeclarations\":[{\"name\":\"now\",\"description\":\"Tells the time\"},"
                + "{\"name\":\"lookup\",\"parametersJsonSchema\":"
                + lookup.parameters()
                + "}]}]");
    assertThat(body.get("toolConfig").raw())
        .isEqualTo(
            "{\"functionCallingConfig\":{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"now\"]}}");
  }

  @Test
  void built_in_tools_are_switched_on_beside_functions() {
    Json body =
        bench.written(
            ChatRequest.builder()
                .user("Hi")
                .tool(Tool.of("now", "Tells the time"))
                .builtIn(BuiltInTool.WEB_SEARCH)
                .builtIn(BuiltInTool.CODE_EXECUTION)
                .builtIn(BuiltInTool.URL_CONTEXT)
                .build());

    assertThat(body.get("tools").elements().stream().skip(1).map(Json::raw))
        .containsExactly("{\"googleSearch\":{}}", "{\"codeExecution\":{}}", "{\"urlContext\":{}}");
    assertThat(body.get("toolConfig", "includeServerSideToolInvocations").isTrue()).isTrue();
  }

  @Test
  void media_go_by_bytes_or_by_address() {
    Json body =
        bench.written(
            ChatRequest.builder()
                .user(
                    "Compare",
                    Media.of("image/png", new byte[] {1, 2, 3}),
                    Media.at("video/mp4", URI.create("https://example.org/v")))
                .build());

    assertThat(body.get("contents").at(0).get("parts").elements().stream().skip(1).map(Json::raw))
        .containsExactly(
            "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}}",
            "{\"fileData\":{\"mimeType\":\"video/mp4\",\"fileUri\":\"https://example.org/v\"}}");
  }

  @Test
  void extras_reach_the_top_and_merge_into_what_the_adapter_says() {
    Json body =
        bench.written(
            ChatRequest.builder()
                .user("Hi")
                .maxOutputTokens(5)
                .extra("gemini", "safetySettings", List.of(Map.of("threshold", "BLOCK_NONE")))
                .extra("gemini", "generationConfig", Map.of("candidateCount", 1))
                .extra("gemini", "tools", List.of(Map.of("googleMaps", Map.of())))
                .extra("groq", "service_tier", "flex")
                .build());

    assertThat(body.get("safetySettings").raw()).isEqualTo("[{\"threshold\":\"BLOCK_NONE\"}]");
    assertThat(body.get("generationConfig").raw())
        .isEqualTo("{\"maxOutputTokens\":5,\"candidateCount\":1}");
    assertThat(body.get("tools").raw()).isEqualTo("[{\"googleMaps\":{}}]");
    assertThat(body.get("service_tier").isMissing()).isTrue();
  }

  @Test
  void a_tool_loop_sends_back_what_came_and_all_results_in_one_content() {
    ChatReply reply =
        bench.chat(
            """
            {"candidates": [{"content": {"role": "model", "parts": [
              {"text": "Let me see.", "thought": true},
              {"text": "Two lookups."},
              {"functionCall": {"name": "a", "args": {"x": 1}}, "thoughtSignature": "c2ln+/=="},
              {"functionCall": {"id": "c2", "name": "b"}},
              {"text": "", "thoughtSignature": "dGFpbA=="}]}, "finishReason": "STOP"}]}
            """);
    List<ToolCall> calls = reply.toolCalls();
    Json body =
        bench.written(
            ChatRequest.builder()
                .user("Go")
                .message(reply.message())
                .toolResult(calls.get(0), "{\"sum\":3}")
                .toolResult(calls.get(1), "plain words")
                .user("And now?")
                .build());

    assertThat(body.get("contents").at(1).get("parts").elements().stream().map(Json::raw))
        .containsExactly(
            "{\"text\":\"Let me see.\",\"thought\":true}",
            "{\"text\":\"Two lookups.\"}",
            "{\"functionCall\":{\"name\":\"a\",\"args\":{\"x\": 1}},"
                + "\"thoughtSignature\":\"c2ln+/==\"}",
            "{\"functionCall\":{\"id\":\"c2\",\"name\":\"b\",\"args\":{}}}",
            "{\"text\":\"\",\"thoughtSignature\":\"dGFpbA==\"}");
    assertThat(body.get("contents").at(2).raw())
        .isEqualTo(
            "{\"role\":\"user\",\"parts\":["
                + "{\"functionResponse\":{\"name\":\"a\",\"response\":{\"sum\":3}}},"
                + "{\"functionResponse\":{\"id\":\"c2\",\"name\":\"b\","
                + "\"response\":{\"output\":\"plain words\"}}}]}");
    assertThat(body.get("contents").elements()).hasSize(4);
  }

  @Test
  void a_call_that_another_vendors_model_made_is_marked_as_such() {
    ToolCall foreign = ToolCall.of("call_1", "a", "{}");
    ChatRequest request =
        ChatRequest.builder()
            .user("Go")
            .message(GeminiTurns.asking(foreign))
            .toolResult(foreign, "{}")
            .build();

    assertThat(signatureOf(bench.written(request))).isEqualTo("skip_thought_signature_validator");
    assertThat(signatureOf(bench.asking("gemini-2.5-flash").written(request))).isEmpty();
  }

  private static String signatureOf(Json body) {
    return body.get("contents").at(1).get("parts").at(0).get("thoughtSignature").text();
  }

  @Test
  void texts_are_embedded_alone_or_in_a_batch() {
    bench.vendor.nowReplies(VendorReply.json(200, "{\"embedding\":{\"values\":[1,2]}}"));
    Bench.await(
        bench.provider.embed(
            EmbeddingRequest.of("one").withDimensions(2), bench.asking("vec").control()));

    assertThat(bench.vendor.lastRequest().path()).isEqualTo("/v1beta/models/vec:embedContent");
    assertThat(bench.vendor.lastRequest().bodyText())
        .isEqualTo(
            "{\"model\":\"models/vec\",\"content\":{\"parts\":[{\"text\":\"one\"}]},"
                + "\"outputDimensionality\":2}");
  }

  @Test
  void tokens_are_counted_of_the_whole_request() {
    bench.vendor.nowReplies(VendorReply.json(200, "{\"totalTokens\":11}"));
    ChatRequest request = ChatRequest.builder().system("S").user("U").build();

    Long tokens = Bench.await(bench.provider.countTokens(request, bench.control()));

    assertThat(tokens).isEqualTo(11);
    assertThat(bench.vendor.lastRequest().path()).endsWith(":countTokens");
    Json body = Json.parse(bench.vendor.lastRequest().bodyText()).get("generateContentRequest");
    assertThat(body.get("model").text()).isEqualTo("models/gemini-3.5-flash");
    assertThat(body.get("systemInstruction").isPresent()).isTrue();
  }
}
