package dev.laneway.provider.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.ChatEvent.ReasoningDelta;
import dev.laneway.api.ChatEvent.TextDelta;
import dev.laneway.api.ChatEvent.ToolCallDelta;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Citation;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.Part;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.ApiKey;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderContext;
import dev.laneway.api.spi.ProviderSettings;
import dev.laneway.testkit.EventLog;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.ManualTime;
import dev.laneway.testkit.VendorReply;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeminiAnswerTest {

  private static final String STOP = ",\"finishReason\":\"STOP\"";

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void thoughts_are_output_and_server_tools_are_input() {
    ChatReply reply =
        bench.chat(
            """
            {"candidates": [{"content": {"parts": [{"text": "Yes"}]}, "finishReason": "STOP"}],
             "usageMetadata": {"promptTokenCount": 85, "candidatesTokenCount": 122,
               "totalTokenCount": 443, "toolUsePromptTokenCount": 149, "thoughtsTokenCount": 87}}
            """);

    assertThat(reply.usage()).isEqualTo(Usage.of(234, 209, 0, 87));
    assertThat(reply.usage().totalTokens()).isEqualTo(443);
  }

  @Test
  void counts_that_make_no_sense_cost_no_answer() {
    ChatReply reply =
        bench.chat(
            """
            {"candidates": [{"content": {"parts": [{"text": "Yes"}]}, "finishReason": "STOP"}],
             "usageMetadata": {"promptTokenCount": -5, "candidatesTokenCount": 9223372036854775807,
               "thoughtsTokenCount": 9223372036854775807}}
            """);

    assertThat(reply.usage()).isEqualTo(Usage.of(0, 1L << 51, 0, 1L << 50));
  }

  @Test
  void the_last_count_of_a_stream_holds_as_a_whole() {
    String early = "{\"promptTokenCount\":9,\"candidatesTokenCount\":21,\"totalTokenCount\":30}";
    String last = "{\"promptTokenCount\":87,\"thoughtsTokenCount\":78,\"totalTokenCount\":165}";
    String text = "\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}";

    EventLog log =
        bench.stream(
            VendorReply.sse(
                "data: {"
                    + text
                    + "}],\"usageMetadata\":"
                    + early
                    + "}\n\n"
                    + "data: {"
                    + text
                    + STOP
                    + "}],\"usageMetadata\":"
                    + last
                    + "}\n\n"));

    assertThat(log.reply().usage()).isEqualTo(Usage.of(87, 78, 0, 78));
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP",
    "MAX_TOKENS, LENGTH",
    "SAFETY, CONTENT_FILTER",
    "RECITATION, CONTENT_FILTER",
    "PROHIBITED_CONTENT, CONTENT_FILTER",
    "1, STOP",
    "2, LENGTH",
    "UNEXPECTED_TOOL_CALL, OTHER",
    "BRAND_NEW, OTHER"
  })
  void reasons_are_told_apart(String word, FinishReason expected) {
    ChatReply reply =
        bench.chat(
            "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\"}]},\"finishReason\":\"%s\"}]}"
                .formatted(word));

    assertThat(reply.finishReason()).isEqualTo(expected);
  }

  @Test
  void an_answer_that_went_into_thoughts_alone_is_too_short_and_no_failure() {
    ChatReply reply =
        bench.chat("{\"candidates\":[{\"content\":{},\"finishReason\":\"MAX_TOKENS\"}]}");

    assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(reply.text()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOP", "MALFORMED_FUNCTION_CALL", "NO_IMAGE"})
  void an_answer_of_nothing_is_unreadable(String word) {
    ProviderFailure failure =
        bench.failure(
            VendorReply.json(
                200, "{\"candidates\":[{\"content\":{},\"finishReason\":\"" + word + "\"}]}"));

    assertThat(failure).isInstanceOf(ProviderFailure.Unreadable.class);
    assertThat(failure.detail()).contains(word);
  }

  @Test
  void a_stream_of_nothing_is_left_to_who_asked_unless_it_went_wrong() {
    EventLog log = bench.stream(VendorReply.sse(GeminiSamples.chunk("", STOP)));
    String wrong = STOP.replace("STOP", "MALFORMED_FUNCTION_CALL");

    assertThat(log.reply().text()).isEmpty();
    assertThat(log.reply().finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(bench.stream(VendorReply.sse(GeminiSamples.chunk("", wrong))).failure().kind())
        .isEqualTo(ProviderFailure.Kind.UNREADABLE);
  }

  @Test
  void a_refused_prompt_tells_why() {
    VendorReply refusal =
        VendorReply.json(200, "{\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}");

    assertThat(bench.failure(refusal))
        .isInstanceOfSatisfying(
            ProviderFailure.Refused.class,
            refused -> assertThat(refused.reasons()).containsExactly("PROHIBITED_CONTENT"));
    EventLog log =
        bench.stream(VendorReply.sse("data: {\"promptFeedback\":{\"blockReason\":\"OTHER\"}}\n\n"));
    assertThat(log.failure()).isInstanceOf(ProviderFailure.Refused.class);
  }

  @Test
  void a_stream_keeps_signatures_on_their_parts() {
    EventLog log =
        bench.stream(
            VendorReply.sse(
                GeminiSamples.chunk("{\"text\":\"Hm, \",\"thought\":true}", "")
                    + GeminiSamples.chunk("{\"text\":\"yes.\",\"thought\":true}", "")
                    + GeminiSamples.chunk("{\"text\":\"One \"}", "")
                    + GeminiSamples.chunk("{\"text\":\"two \"}", "")
                    + GeminiSamples.chunk("{\"text\":\"three\",\"thoughtSignature\":\"c2ln\"}", "")
                    + GeminiSamples.chunk("{\"text\":\"\"}", STOP)));

    List<Part> parts = log.reply().message().parts();
    assertThat(parts).hasSize(3);
    assertThat(parts.get(0)).isEqualTo(new Part.Reasoning("Hm, yes.", Gemini.UNSIGNED));
    assertThat(parts.get(1)).isEqualTo(Part.text("One two "));
    assertThat(((Part.Text) parts.get(2)).state().json())
        .isEqualTo("{\"thoughtSignature\":\"c2ln\"}");
    assertThat(log.events())
        .startsWith(
            new ReasoningDelta("Hm, "),
            new ReasoningDelta("yes."),
            new TextDelta("One "),
            new TextDelta("two "),
            new TextDelta("three"))
        .hasSize(6);
  }

  @Test
  void parallel_calls_come_in_chunks_of_their_own() {
    EventLog log =
        bench.stream(
            VendorReply.sse(
                GeminiSamples.chunk(
                        "{\"functionCall\":{\"name\":\"a\",\"args\":{}},\"thoughtSignature\":\"c2ln\"}",
                        "")
                    + GeminiSamples.chunk("{\"functionCall\":{\"name\":\"b\"}}", STOP)));

    assertThat(log.reply().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(log.events())
        .startsWith(new ToolCallDelta(0, "", "a", "{}"), new ToolCallDelta(1, "", "b", "{}"));
    assertThat(log.reply().toolCalls().get(0).state().vendor()).isEqualTo("gemini");
    assertThat(log.reply().toolCalls().get(1).state().vendor()).isEmpty();
  }

  @Test
  void arguments_that_come_in_pieces_are_put_together() {
    EventLog log =
        bench.stream(
            VendorReply.sse(
                GeminiSamples.chunk(
                        "{\"functionCall\":{\"name\":\"go\",\"willContinue\":true},"
                            + "\"thoughtSignature\":\"c2ln\"}",
                        "")
                    + partial("{\"jsonPath\":\"$.to.city\",\"stringValue\":\"Os\"}")
                    + partial("{\"jsonPath\":\"$.to.city\",\"stringValue\":\"lo\"}")
                    + partial("{\"jsonPath\":\"$.days[1].n\",\"numberValue\":2}")
                    + partial("{\"jsonPath\":\"$['by train']\",\"boolValue\":true}")
                    + partial("{\"jsonPath\":\"$.via\",\"nullValue\":null}")
                    + GeminiSamples.chunk("{\"functionCall\":{}}", STOP)));

    assertThat(log.reply().toolCalls().get(0).arguments())
        .isEqualTo(
            "{\"to\":{\"city\":\"Oslo\"},\"days\":[null,{\"n\":2}],\"by train\":true,\"via\":null}");
    assertThat(log.reply().toolCalls().get(0).state().vendor()).isEqualTo("gemini");
  }

  private static String partial(String piece) {
    return GeminiSamples.chunk(
        "{\"functionCall\":{\"partialArgs\":[" + piece + "],\"willContinue\":true}}", "");
  }

  @Test
  void a_closing_part_that_is_missing_closes_at_the_end() {
    EventLog log =
        bench.stream(
            VendorReply.sse(
                GeminiSamples.chunk(
                        "{\"functionCall\":{\"name\":\"go\",\"willContinue\":true}}", "")
                    + partial("{\"jsonPath\":\"$.a\",\"stringValue\":\"b\"}")
                    + GeminiSamples.chunk("{\"text\":\"\"}", STOP)));

    assertThat(log.reply().toolCalls().get(0).arguments()).isEqualTo("{\"a\":\"b\"}");
    assertThat(log.events()).startsWith(new ToolCallDelta(0, "", "go", "{\"a\":\"b\"}"));
  }

  @Test
  void code_and_its_result_stay_in_place_and_go_back_unread() {
    ChatReply reply =
        bench.chat(
            """
            {"candidates": [{"content": {"parts": [
              {"executableCode": {"language": "PYTHON", "code": "1+1"}, "thoughtSignature": "c2ln"},
              {"codeExecutionResult": {"outcome": "OUTCOME_OK", "output": "2"}},
              {"text": "Two."}]}, "finishReason": "STOP"}]}
            """);

    assertThat(reply.text()).isEqualTo("Two.");
    assertThat(reply.message().parts().get(0)).isInstanceOf(Part.Opaque.class);
    ChatRequest next = ChatRequest.builder().user("Go").message(reply.message()).user("?").build();
    assertThat(bench.written(next).get("contents").at(1).get("parts").at(0).raw())
        .isEqualTo(
            "{\"executableCode\":{\"language\": \"PYTHON\", \"code\": \"1+1\"},"
                + "\"thoughtSignature\":\"c2ln\"}");
  }

  @Test
  void sources_come_from_grounding_and_from_citations() {
    ChatReply reply =
        bench.chat(
            """
            {"candidates": [{"content": {"parts": [{"text": "Oslo."}]}, "finishReason": "STOP",
              "groundingMetadata": {
                "groundingChunks": [{"web": {"uri": "https://a", "title": "A"}},
                                    {"web": {"uri": "https://b", "title": "B"}}],
                "groundingSupports": [
                  {"segment": {"text": "Oslo."}, "groundingChunkIndices": [0, 7]}]},
              "citationMetadata": {"citationSources": [{"uri": "https://c"}]}}]}
            """);

    assertThat(reply.citations())
        .containsExactly(
            new Citation("https://a", "A", "Oslo."),
            new Citation("https://b", "B", ""),
            new Citation("https://c", "", ""));
  }

  @Test
  void an_error_outside_the_framing_ends_a_stream() {
    String good = GeminiSamples.chunk("{\"text\":\"First \"}", STOP);

    EventLog log =
        bench.stream(
            VendorReply.sse(
                good
                    + "{\n  \"error\": {\n    \"code\": 499,\n    \"message\": \"Gone"
                    + ".\",\n    \"status\": \"CANCELLED\"\n  }\n}\n"));

    assertThat(log.text()).isEqualTo("First ");
    assertThat(log.failure()).isInstanceOf(ProviderFailure.Unavailable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}\n\n",
        "data: [{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}]\n\n",
        "data: {\"error\":\"upstream went away\",\"code\":503}\n\n",
        "event: error\ndata: {\"message\":\"busy\",\"code\":503}\n\n",
      })
  void an_error_inside_the_framing_ends_a_stream(String error) {
    EventLog log =
        bench.stream(VendorReply.sse(GeminiSamples.chunk("{\"text\":\"First \"}", "") + error));

    assertThat(log.failure().status()).isEqualTo(503);
  }

  @Test
  void an_error_under_a_good_status_is_an_error_also_in_a_list() {
    VendorReply listed =
        VendorReply.json(200, "[{\"error\":{\"code\":503,\"status\":\"UNAVAILABLE\"}}]");

    assertThat(bench.failure(listed).status()).isEqualTo(503);
  }

  @Test
  void an_answer_that_is_whole_stays_so_when_its_connection_breaks() {
    VendorReply whole = VendorReply.sse(GeminiSamples.STREAM).inChunksOf(50);
    VendorReply half = VendorReply.sse(GeminiSamples.chunk("{\"text\":\"x\"}", "")).inChunksOf(50);
    assertThat(brokenAfter(whole).reply().text()).isEqualTo("Grüße aus Köln");
    assertThat(brokenAfter(half).failure().kind()).isEqualTo(ProviderFailure.Kind.UNAVAILABLE);
  }

  /** A stream whose bytes all come, and whose end does not. */
  private static EventLog brokenAfter(VendorReply reply) {
    try (FaultyVendor vendor = FaultyVendor.that(Fault.cutAfter(reply, reply.length()));
        Provider provider =
            new GeminiFactory()
                .create(
                    ProviderSettings.of("gemini", ApiKey.of("AIza-not-a-key")).at(vendor.url()),
                    new ProviderContext(new ManualTime(), HttpClient.newHttpClient()))) {
      EventLog log = EventLog.askingForAll();
      provider.stream(ChatRequest.of("Hello"), CallControl.of("gemini-9")).subscribe(log);
      return log.awaitEnd(Bench.SOON);
    }
  }

  @Test
  void another_vendors_mark_of_the_end_does_no_harm() {
    String events = GeminiSamples.chunk("{\"text\":\"x\"}", STOP) + "data: [DONE]\n\n";

    assertThat(bench.stream(VendorReply.sse(events)).reply().text()).isEqualTo("x");
  }

  @Test
  void a_list_of_chunks_in_place_of_events_is_read_as_well() {
    String chunks =
        "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"One \"}]}}]},\n"
            + "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"two\"}]}"
            + STOP
            + "}]}]";

    EventLog log = bench.stream(VendorReply.json(200, chunks));

    assertThat(log.text()).isEqualTo("One two");
    assertThat(log.reply().text()).isEqualTo("One two");
    assertThat(bench.chat(chunks).text()).isEqualTo("One two");
  }

  @Test
  void a_second_candidate_is_left_alone() {
    ChatReply reply =
        bench.chat(
            """
            {"candidates": [
              {"index": 0, "content": {"parts": [{"text": "A"}]}, "finishReason": "STOP"},
              {"index": 1, "content": {"parts": [{"text": "B"}]}, "finishReason": "MAX_TOKENS"}]}
            """);

    assertThat(reply.text()).isEqualTo("A");
    assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void models_are_listed_page_by_page() {
    bench.vendor.replies(
        VendorReply.json(200, "{\"models\":[{\"name\":\"models/a\"}],\"nextPageToken\":\"p+2\"}"));
    bench.vendor.replies(
        VendorReply.json(200, "{\"models\":[{\"name\":\"models/b\",\"inputTokenLimit\":9}]}"));

    List<ModelInfo> models = Bench.await(bench.provider.models(bench.control()));

    assertThat(models).extracting(ModelInfo::id).containsExactly("a", "b");
    assertThat(models.get(1).contextWindow()).hasValue(9);
    assertThat(bench.vendor.lastRequest().target()).endsWith("pageToken=p%2B2");
  }
}
