package dev.laneway.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.ChatEvent;
import dev.laneway.api.ChatReply;
import dev.laneway.api.Citation;
import dev.laneway.api.FinishReason;
import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ToolCall;
import dev.laneway.api.Usage;
import dev.laneway.api.Window;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.testkit.EventLog;
import dev.laneway.testkit.VendorReply;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  private final Talking openai = new Talking(new Vendors.OpenAi());
  private final Talking openrouter = new Talking(new Vendors.OpenRouter());
  private final Talking any = new Talking(new Vendors.AnyServer());

  private static String message(String members) {
    return "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",%s},\"finish_reason\":\"stop\"}]}"
        .formatted(members);
  }

  private static String deltas(String... deltas) {
    StringBuilder events = new StringBuilder();
    for (String delta : deltas) {
      events
          .append("data: {\"choices\":[{\"index\":0,\"delta\":{")
          .append(delta)
          .append("}}]}\n\n");
    }
    return events
        .append(
            "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n")
        .toString();
  }

  @Test
  void thoughts_between_tags_at_the_beginning_are_thoughts() {
    ChatReply reply =
        any.hears(message("\"content\":\"\\n<think>\\nhm\\n</think>\\n\\nThe <think> tag.\""));

    assertThat(reply.reasoning()).isEqualTo("\nhm\n");
    assertThat(reply.text()).isEqualTo("The <think> tag.");
    assertThat(any.hears(message("\"content\":\"a <think>b</think>\"")).text())
        .isEqualTo("a <think>b</think>");
    assertThat(any.hears(message("\"content\":\" <thin\"")).text()).isEqualTo(" <thin");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void tags_are_found_however_a_stream_is_cut(int length) {
    String content = " <think>one < two</th </think>  answer </think> end";
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < content.length(); i += length) {
      String piece = content.substring(i, Math.min(content.length(), i + length));
      pieces.add("\"content\":\"" + piece + '"');
    }
    EventLog log = any.streams(deltas(pieces.toArray(String[]::new)), 1 << 20);

    assertThat(log.reply().reasoning()).isEqualTo("one < two</th ");
    assertThat(log.reply().text()).isEqualTo("answer </think> end");
    assertThat(log.text()).isEqualTo("answer </think> end");
  }

  @Test
  void a_stream_that_ends_while_thinking_loses_nothing() {
    assertThat(any.streams(deltas("\"content\":\"<think>on and </\""), 100).reply().reasoning())
        .isEqualTo("on and </");
  }

  @Test
  void what_a_stream_shows_is_what_its_reply_holds() {
    EventLog log = any.streams(deltas("\"content\":\"<think>on and </\""), 100);
    StringBuilder shown = new StringBuilder();
    log.events().stream()
        .filter(ChatEvent.ReasoningDelta.class::isInstance)
        .forEach(event -> shown.append(((ChatEvent.ReasoningDelta) event).text()));

    assertThat(shown).hasToString("on and </");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tool_calls\":[{\"index\":1,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}|"
            + "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"{\\\"a\\\":\"}}]}|"
            + "{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":\"1}\"}}]}|"
            + "{\"tool_calls\":[{\"index\":2,\"id\":\"y\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}",
        "{\"tool_calls\":[{\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]}|"
            + "{\"tool_calls\":[{\"id\":\"x\",\"function\":{\"arguments\":\"1}\"}}]}|"
            + "{\"tool_calls\":[{\"id\":\"y\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}",
        "{\"tool_calls\":[{\"index\":0,\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":1}\"}}]}|"
            + "{\"tool_calls\":[{\"index\":0,\"id\":\"y\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}",
        "{\"tool_calls\":[{\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}},"
            + "{\"id\":\"y\",\"function\":{\"name\":\"g\",\"arguments\":\"{}\"}}]}",
      })
  void calls_come_together_however_a_vendor_counts_them(String deltas) {
    String[] pieces = deltas.split("\\|", -1);
    for (int i = 0; i < pieces.length; i++) {
      pieces[i] = pieces[i].substring(1, pieces[i].length() - 1);
    }
    ChatReply reply = openai.streams(deltas(pieces), 7).reply();

    assertThat(reply.toolCalls())
        .containsExactly(ToolCall.of("x", "f", "{\"a\":1}"), ToolCall.of("y", "g", "{}"));
    assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "eos, STOP",
    "length, LENGTH",
    "model_length, LENGTH",
    "content_filter, CONTENT_FILTER",
    "something_new, OTHER"
  })
  void each_word_for_the_end_is_understood(String word, FinishReason reason) {
    String body = message("\"content\":\"x\"").replace("\"stop\"", "\"" + word + "\"");

    assertThat(any.hears(body).finishReason()).isEqualTo(reason);
  }

  @Test
  void a_call_in_the_older_words_is_a_call() {
    String call = "\"content\":null,\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"}";
    ChatReply whole = any.hears(message(call));
    EventLog log =
        any.streams(
            deltas(
                "\"function_call\":{\"name\":\"f\",\"arguments\":\"\"}",
                "\"function_call\":{\"arguments\":\"{\\\"a\\\":\"}",
                "\"function_call\":{\"name\":\"f\",\"arguments\":\"1}\"}"),
            9);

    assertThat(whole.toolCalls()).containsExactly(ToolCall.of("", "f", "{}"));
    assertThat(whole.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    assertThat(log.reply().toolCalls()).containsExactly(ToolCall.of("", "f", "{\"a\":1}"));
    assertThat(log.reply().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
  }

  @Test
  void a_call_of_no_tool_is_unreadable() {
    String call = "\"tool_calls\":[{\"id\":\"x\",\"function\":{\"arguments\":\"{}\"}}]";

    assertThatThrownBy(() -> any.hears(message(call))).hasMessageContaining("has no name");
    assertThat(any.streams(deltas(call), 100).failure().detail()).contains("has no name");
  }

  @Test
  void a_call_in_older_and_newer_words_is_one_call() {
    String call =
        "\"function_call\":{\"name\":\"f\",\"arguments\":\"{}\"},\"tool_calls\":[{\"index\":0,"
            + "\"id\":\"x\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]";

    assertThat(any.hears(message(call)).toolCalls()).containsExactly(ToolCall.of("x", "f", "{}"));
    assertThat(any.streams(deltas(call), 100).reply().toolCalls())
        .containsExactly(ToolCall.of("x", "f", "{}"));
  }

  @Test
  void a_refusal_is_told_by_its_reason_and_goes_back_as_it_was() {
    ChatReply reply = openai.hears(message("\"content\":null,\"refusal\":\"I will not.\""));

    assertThat(reply.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(reply.text()).isEmpty();
  }

  @Test
  void each_vendors_arithmetic_of_usage_comes_to_the_same() {
    assertThat(
            usage(
                "\"prompt_tokens\":12,\"completion_tokens\":1,\"total_tokens\":303,\"completion_tokens_details\":{\"reasoning_tokens\":290}"))
        .isEqualTo(Usage.of(12, 291, 0, 290));
    assertThat(
            usage(
                "\"prompt_tokens\":9,\"completion_tokens\":2,\"total_tokens\":11,\"completion_tokens_details\":{\"reasoning_tokens\":25}"))
        .isEqualTo(Usage.of(9, 27, 0, 25));
    assertThat(
            usage(
                "\"prompt_tokens\":9,\"completion_tokens\":201,\"total_tokens\":585,\"prompt_tokens_details\":{\"audio_tokens\":375}"))
        .isEqualTo(Usage.of(384, 201));
    assertThat(
            usage(
                "\"prompt_tokens\":\"9\",\"completion_tokens\":null,\"prompt_cache_hit_tokens\":4"))
        .isEqualTo(Usage.of(9, 0, 4, 0));
  }

  private Usage usage(String members) {
    return any.hears(
            "{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":{" + members + "}}")
        .usage();
  }

  @Test
  void what_the_vendor_charges_is_read() {
    assertThat(cost("\"cost\":0.0125")).isEqualTo(Money.usd("0.0125"));
    assertThat(cost("\"cost\":{\"total_cost\":0.5}")).isEqualTo(Money.usd("0.5"));
    assertThat(cost("\"cost_in_usd_ticks\":731000")).isEqualTo(Money.usd("0.0000731"));
  }

  private Money cost(String member) {
    return any.hears("{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":{" + member + "}}")
        .vendorCost()
        .orElseThrow();
  }

  @Test
  void sources_are_read_in_all_their_places() {
    String annotated =
        message(
            "\"content\":\"x\",\"annotations\":[{\"type\":\"url_citation\",\"url_citation\":{\"url\":\"u\",\"title\":\"t\",\"content\":\"q\"}}]");

    assertThat(openrouter.hears(annotated).citations())
        .containsExactly(new Citation("u", "t", "q"));
    assertThat(
            any.hears("{\"citations\":[\"a\",\"b\"]," + message("\"content\":\"x\"").substring(1))
                .citations())
        .containsExactly(new Citation("a", "", ""), new Citation("b", "", ""));
  }

  @Test
  void details_of_reasoning_that_come_in_pieces_become_one() {
    EventLog log =
        openrouter.streams(
            deltas(
                "\"reasoning\":\"a\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"a\",\"index\":0,\"signature\":null}]",
                "\"reasoning\":\"b\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"b\",\"index\":0}]",
                "\"reasoning_details\":[{\"type\":\"reasoning.text\",\"index\":0,\"signature\":\"s\"}]",
                "\"content\":\"x\""),
            3);

    assertThat(log.reply().reasoning()).isEqualTo("ab");
    assertThat(
            openrouter
                .sends(
                    dev.laneway.api.ChatRequest.builder()
                        .user("hi")
                        .message(log.reply().message())
                        .build())
                .get("messages")
                .at(1)
                .get("reasoning_details")
                .raw())
        .isEqualTo(
            "[{\"type\":\"reasoning.text\",\"index\":0,\"signature\":\"s\",\"text\":\"ab\"}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\"error\":{\"code\":503,\"message\":\"overloaded\"}}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: {\"error\":{\"code\":503,\"message\":\"m\"},\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\ndata: [DONE]\n\n",
        "event: error\ndata: {\"message\":\"server busy\",\"code\":503}\n\n",
        "error: {\"code\":503,\"message\":\"m\"}\n\n",
        "data: {\"object\":\"error\",\"message\":\"m\",\"code\":503}\n\ndata: [DONE]\n\n",
        "{\"error\":{\"code\":503,\"message\":\"m\"}}",
      })
  void an_error_inside_a_stream_is_a_failure_of_its_own_kind(String events) {
    assertThat(any.streams(events, 5).failure().kind()).isEqualTo(ProviderFailure.Kind.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "data: [DONE]\n\n",
        ": nothing\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n",
        "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"error\"}]}\n\ndata: [DONE]\n\n",
        "data: {\"choices\":[\n\n",
        "<html>\n<body>no</body></html>",
      })
  void a_stream_that_is_no_answer_is_unreadable(String events) {
    assertThat(any.streams(events, 5).failure().kind()).isEqualTo(ProviderFailure.Kind.UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false", "\"\"", "{}", "[]"})
  void a_server_that_says_there_is_no_error_is_believed(String none) {
    String members = "{\"error\":" + none + ",";
    String events = deltas("\"content\":\"x\"").replace("{\"choices\"", members + "\"choices\"");

    assertThat(any.streams(events, 9).reply().text()).isEqualTo("x");
    assertThat(any.hears(message("\"content\":\"x\"").replaceFirst("\\{", members)).text())
        .isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"content\":\"\"",
        "\"content\":null",
        "\"content\":[]",
        "\"tool_calls\":[],\"content\":\"\"",
        "\"role\":\"assistant\""
      })
  void an_answer_of_nothing_is_unreadable(String members) {
    assertThatThrownBy(() -> any.hears(message(members)))
        .isInstanceOfSatisfying(
            ProviderException.class,
            failed ->
                assertThat(failed.failure().kind()).isEqualTo(ProviderFailure.Kind.UNREADABLE));
  }

  @Test
  void a_stream_that_has_nothing_to_add_is_an_answer() {
    assertThat(any.streams(deltas("\"content\":\"\""), 9).reply().text()).isEmpty();
  }

  @Test
  void an_answer_that_was_cut_or_withheld_before_its_first_word_is_no_failure() {
    for (String word : List.of("length", "content_filter")) {
      String nothing = message("\"content\":\"\"").replace("\"stop\"", '"' + word + '"');
      assertThat(any.hears(nothing).text()).isEmpty();
    }
  }

  @Test
  void a_second_choice_is_left_alone() {
    String other = "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"y\"}}]}\n\n";
    String events = other + deltas("\"content\":\"x\"");

    assertThat(any.streams(events, 9).reply().text()).isEqualTo("x");
  }

  @Test
  void figures_that_make_no_sense_are_bounded() {
    String usage =
        "\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":9223372036854775807,"
            + "\"completion_tokens\":9223372036854775807,\"total_tokens\":-5},\"y\":[{\"z\":{";

    assertThat(any.hears(message(usage)).usage()).isEqualTo(Usage.of(1L << 50, 1L << 50));
  }

  @Test
  void a_month_that_is_spent_is_told_by_its_header_alone() {
    VendorReply spent =
        VendorReply.json(429, "{\"message\":\"Requests rate limit exceeded\"}")
            .header("x-ratelimit-limit-tokens-month", "1000000000")
            .header("x-ratelimit-remaining-tokens-month", "0");

    assertThat(new Talking(new Vendors.Mistral()).failsWith(spent))
        .isInstanceOfSatisfying(
            ProviderFailure.QuotaSpent.class,
            month -> assertThat(month.limit().window()).contains(Window.monthOf(ZoneOffset.UTC)));
  }

  @Test
  void a_stream_without_its_mark_is_cut_unless_the_vendor_has_none() {
    String unmarked =
        "data: {\"choices\":[{\"delta\":{\"content\":\"x\"},\"finish_reason\":\"stop\"}]}\n\n";

    assertThat(any.streams(unmarked, 9).reply().text()).isEqualTo("x");
    assertThat(openai.streams(unmarked, 9).failure().detail()).contains("cut");
  }

  @Test
  void an_answer_that_came_whole_although_a_stream_was_asked_for_is_an_answer() {
    assertThat(any.streams(message("\"content\":\"x\""), 9).reply().text()).isEqualTo("x");
  }

  @Test
  void an_error_under_a_good_status_is_an_error() {
    try {
      openrouter.hears(
          "\n\n  {\"error\":{\"code\":429,\"message\":\"Rate limit exceeded: free-models-per-day\",\"metadata\":{\"headers\":{\"X-RateLimit-Limit\":\"50\"}}}}");
    } catch (ProviderException failed) {
      assertThat(failed.failure())
          .isInstanceOfSatisfying(
              ProviderFailure.QuotaSpent.class,
              spent -> {
                assertThat(spent.limit().pool()).isEqualTo("free models");
                assertThat(spent.limit().amount()).hasValue(50);
              });
      return;
    }
    throw new AssertionError("the call did not fail");
  }
}
