package dev.laneway.provider.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatEvent.ReasoningDelta;
import dev.laneway.api.ChatEvent.TextDelta;
import dev.laneway.api.ChatEvent.ToolCallDelta;
import dev.laneway.api.ChatReply;
import dev.laneway.api.FinishReason;
import dev.laneway.api.ModelInfo;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.ToolCall;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.testkit.EventLog;
import dev.laneway.testkit.VendorReply;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OllamaAnswerTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void a_stream_shows_thoughts_text_and_whole_calls() {
    EventLog log =
        bench.stream(
            VendorReply.ndjson(
                """
                {"message":{"role":"assistant","content":"","thinking":"Hm"},"done":false}
                {"message":{"role":"assistant","content":"","thinking":"."},"done":false}
                {"message":{"role":"assistant","content":"Two:"},"done":false}
                {"message":{"content":"","tool_calls":[{"function":{"name":"a","arguments":{"x":1}}}]},"done":false}
                {"message":{"content":"","tool_calls":[{"id":"c2","function":{"index":1,"name":"b","arguments":{}}}]},"done":false}
                {"model":"m","message":{"content":""},"done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":4}
                """));

    ChatReply reply = log.reply();
    assertThat(log.events())
        .startsWith(
            new ReasoningDelta("Hm"),
            new ReasoningDelta("."),
            new TextDelta("Two:"),
            new ToolCallDelta(0, "", "a", "{\"x\":1}"),
            new ToolCallDelta(1, "c2", "b", "{}"))
        .hasSize(6);
    assertThat(reply.reasoning()).isEqualTo("Hm.");
    assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(reply.usage()).isEqualTo(Usage.of(3, 4));
    assertThat(reply.model()).isEqualTo("m");
  }

  @Test
  void a_cached_prompt_has_no_count_and_that_is_no_failure() {
    ChatReply reply =
        bench.chat(
            "{\"message\":{\"content\":\"x\"},\"done\":true,\"done_reason\":\"length\","
                + "\"eval_count\":4}");

    assertThat(reply.usage()).isEqualTo(Usage.of(0, 4));
    assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"arguments\":null", ",\"arguments\":{}", ",\"arguments\":\"{}\""})
  void a_call_without_arguments_has_none(String arguments) {
    ChatReply reply =
        bench.chat(
            "{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"f\""
                + arguments
                + "}}]},\"done\":true}");

    assertThat(reply.toolCalls()).containsExactly(ToolCall.of("", "f", "{}"));
  }

  @Test
  void a_count_below_nothing_costs_no_answer() {
    ChatReply reply =
        bench.chat("{\"message\":{\"content\":\"x\"},\"done\":true,\"eval_count\":-1}");

    assertThat(reply.usage()).isEqualTo(Usage.NONE);
  }

  @Test
  void a_call_of_no_tool_is_unreadable() {
    VendorReply nameless =
        VendorReply.json(
            200,
            "{\"message\":{\"tool_calls\":[{\"function\":{\"arguments\":{}}}]},\"done\":true}");

    assertThat(bench.failure(nameless).detail()).isEqualTo("a tool call has no name");
  }

  @Test
  void nothing_is_no_answer_but_may_be_the_rest_of_one() {
    String nothing = "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"%s\"}\n";
    VendorReply stopped = VendorReply.ndjson(nothing.formatted("stop"));
    VendorReply unloaded = VendorReply.ndjson(nothing.formatted("unload"));

    assertThat(bench.failure(stopped).kind()).isEqualTo(ProviderFailure.Kind.UNREADABLE);
    assertThat(bench.stream(stopped).reply().text()).isEmpty();
    assertThat(bench.stream(unloaded).failure().kind()).isEqualTo(ProviderFailure.Kind.UNREADABLE);
  }

  @Test
  void the_older_call_is_read_as_well() {
    assertThat(bench.chat("{\"response\":\"Hello\",\"thinking\":\"Hm\",\"done\":true}").text())
        .isEqualTo("Hello");
  }

  @Test
  void an_error_line_ends_a_stream() {
    EventLog log =
        bench.stream(
            VendorReply.ndjson(
                """
                {"message":{"content":"One "},"done":false}
                {"error":"llama runner process has terminated"}
                """));

    assertThat(log.text()).isEqualTo("One ");
    assertThat(log.failure()).isInstanceOf(Unavailable.class);
    assertThat(log.failure().detail()).contains("terminated");
  }

  @Test
  void a_model_that_was_loaded_or_unloaded_has_not_answered() {
    ProviderFailure loading = bench.failure(done("load"));

    assertThat(loading)
        .isInstanceOfSatisfying(
            Unavailable.class,
            unavailable -> assertThat(unavailable.cause()).isEqualTo(Unavailable.Cause.LOADING));
    assertThat(bench.failure(done("unload"))).isInstanceOf(ProviderFailure.Unreadable.class);
    assertThat(bench.failure(done("stop"))).isInstanceOf(ProviderFailure.Unreadable.class);
  }

  private static VendorReply done(String reason) {
    return VendorReply.json(
        200, "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"" + reason + "\"}");
  }

  @Test
  void a_session_and_a_week_are_told_apart() {
    assertThat(limitOf("you (me) have reached your session usage limit, upgrade"))
        .isEqualTo(Duration.ofHours(5));
    assertThat(limitOf("you (me) have reached your weekly usage limit, upgrade"))
        .isEqualTo(Duration.ofDays(7));
  }

  private Duration limitOf(String words) {
    ProviderFailure failure = bench.failure(VendorReply.json(429, "{\"error\":\"" + words + "\"}"));
    return ((ProviderFailure.QuotaSpent) failure).limit().window().orElseThrow().length();
  }

  @Test
  void a_missing_ability_is_named() {
    assertThat(
            bench.failure(
                VendorReply.json(400, "{\"error\":\"\\\"m\\\" does not support thinking\"}")))
        .isInstanceOfSatisfying(
            ProviderFailure.Rejected.class,
            rejected -> assertThat(rejected.parameter()).isEqualTo("thinking"));
  }

  @Test
  void each_model_of_the_list_is_looked_at() {
    bench.vendor.replies(
        VendorReply.json(200, "{\"models\":[{\"name\":\"a:1b\"},{\"model\":\"b\"}]}"));
    bench.vendor.replies(
        VendorReply.json(
            200,
            "{\"capabilities\":[\"completion\",\"tools\",\"vision\",\"insert\"],"
                + "\"model_info\":{\"general.architecture\":\"llama\","
                + "\"llama.context_length\":131072}}"));
    bench.vendor.replies(VendorReply.json(500, "{\"error\":\"oops\"}"));

    List<ModelInfo> models = Bench.await(bench.provider.models(bench.control()));

    assertThat(models).extracting(ModelInfo::id).containsExactly("a:1b", "b");
    assertThat(models.get(0).contextWindow()).hasValue(131_072);
    assertThat(models.get(0).capabilities())
        .containsExactlyInAnyOrder(
            Capability.CHAT,
            Capability.STREAM,
            Capability.SCHEMA,
            Capability.TOOLS,
            Capability.IMAGES);
    assertThat(models.get(1).capabilities()).isEmpty();
    assertThat(bench.notes).singleElement().asString().contains("b can do is unknown");
  }

  @Test
  void a_model_that_loads_has_minutes_unless_somebody_asked_for_less() {
    Duration minute = Duration.ofMinutes(1);
    Timeouts inHaste = new Timeouts(Duration.ofSeconds(3), minute, Duration.ofMinutes(20));
    Timeouts shortInAll = new Timeouts(minute, minute, Duration.ofMinutes(2));

    assertThat(patienceOf(Timeouts.DEFAULT)).isEqualTo(Duration.ofMinutes(5));
    assertThat(patienceOf(inHaste)).isEqualTo(Duration.ofSeconds(3));
    assertThat(patienceOf(shortInAll)).isEqualTo(Duration.ofMinutes(2));
  }

  private static Duration patienceOf(Timeouts given) {
    return new Patient(new Timed("m", given)).timeouts().firstContent();
  }

  private record Timed(String model, Timeouts timeouts) implements CallControl {}
}
