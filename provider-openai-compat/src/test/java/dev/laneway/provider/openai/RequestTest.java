package dev.laneway.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.BuiltInTool;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Reasoning;
import dev.laneway.api.Reasoning.Effort;
import dev.laneway.api.ResponseSchema;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolCall;
import dev.laneway.api.ToolChoice;
import dev.laneway.provider.http.json.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestTest {

  private final Talking openai = new Talking(new Vendors.OpenAi());
  private final Talking mistral = new Talking(new Vendors.Mistral());
  private final Talking openrouter = new Talking(new Vendors.OpenRouter());
  private final Talking deepseek = new Talking(new Vendors.DeepSeek());
  private final Talking any = new Talking(new Vendors.AnyServer());

  private static ChatRequest.Builder asking() {
    return ChatRequest.builder().user("hi");
  }

  @Test
  void a_plain_question_is_a_plain_request() {
    assertThat(openai.sends(ChatRequest.of("hi")).raw())
        .isEqualTo("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}");
  }

  @Test
  void each_setting_goes_by_the_vendors_word_for_it() {
    ChatRequest request = asking().maxOutputTokens(9).seed(7).temperature(0).build();

    assertThat(openai.sends(request).get("max_completion_tokens").number()).hasValue(9);
    assertThat(openai.sent.get("seed").number()).hasValue(7);
    assertThat(mistral.sends(request).get("max_tokens").number()).hasValue(9);
    assertThat(mistral.sent.get("random_seed").number()).hasValue(7);
    assertThat(mistral.sent.get("temperature").decimal()).isPresent();
  }

  @Test
  void what_a_vendor_has_no_word_for_is_dropped_and_said() {
    ChatRequest request = asking().topK(5).seed(7).build();

    assertThat(deepseek.sends(request).get("seed").isMissing()).isTrue();
    assertThat(deepseek.notes).hasSize(2).allMatch(note -> note.startsWith("deepseek "));
    assertThat(openrouter.sends(request).get("top_k").number()).hasValue(5);
    assertThat(openrouter.notes).isEmpty();
  }

  @Test
  void what_a_vendor_has_no_word_for_is_refused_when_strict() {
    deepseek.strict = true;

    assertThat(deepseek.failsFor(asking().seed(7).build()))
        .isInstanceOfSatisfying(
            ProviderFailure.Rejected.class,
            rejected -> assertThat(rejected.parameter()).isEqualTo("seed"));
  }

  @Test
  void tools_choice_and_schema_are_written_as_they_are() {
    Json sent =
        openai.sends(
            asking()
                .tool(new Tool("f", "does", "{\"type\":\"object\"}"))
                .toolChoice(ToolChoice.tool("f"))
                .responseSchema(new ResponseSchema("an answer", "{\"type\":\"object\"}", true))
                .build());

    assertThat(sent.get("tools").raw())
        .isEqualTo(
            "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"description\":\"does\","
                + "\"parameters\":{\"type\":\"object\"}}}]");
    assertThat(sent.get("tool_choice", "function", "name").text()).isEqualTo("f");
    assertThat(sent.get("response_format", "json_schema", "name").text()).isEqualTo("an_answer");
    assertThat(sent.get("response_format", "json_schema", "strict").isTrue()).isTrue();
    Json mistrals =
        mistral.sends(asking().tool(Tool.of("f", "")).toolChoice(ToolChoice.REQUIRED).build());
    assertThat(mistrals.get("tool_choice").text()).isEqualTo("any");
  }

  @Test
  void a_vendor_without_schemas_is_asked_for_some_object() {
    Json sent = deepseek.sends(asking().responseSchema("{\"type\":\"object\"}").build());

    assertThat(sent.get("response_format").raw()).isEqualTo("{\"type\":\"json_object\"}");
    assertThat(deepseek.notes).singleElement().asString().contains("responseSchema");
  }

  @Test
  void a_schema_that_is_no_json_is_told_and_not_sent() {
    ProviderFailure failure =
        openai.failsFor(asking().responseSchema(new ResponseSchema("a", "{secret", true)).build());

    assertThat(failure).isInstanceOf(ProviderFailure.Rejected.class);
    assertThat(failure.detail()).doesNotContain("secret");
  }

  @Test
  void media_stand_beside_the_text() {
    Message message =
        Message.user(
            "see",
            Media.of("image/png", new byte[] {1, 2}),
            Media.at("image/jpeg", URI.create("https://x.test/a.jpg")),
            Media.of("audio/mpeg", new byte[] {3}),
            Media.of("application/pdf", new byte[] {4}).named("a.pdf"),
            Media.of("text/plain", "plain".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    Json content =
        openai
            .sends(ChatRequest.builder().message(message).build())
            .get("messages")
            .at(0)
            .get("content");

    assertThat(content.at(0).get("text").text()).isEqualTo("see");
    assertThat(content.at(1).get("image_url", "url").text())
        .isEqualTo("data:image/png;base64,AQI=");
    assertThat(content.at(2).get("image_url", "url").text()).isEqualTo("https://x.test/a.jpg");
    assertThat(content.at(3).get("input_audio", "format").text()).isEqualTo("mp3");
    assertThat(content.at(4).get("file", "filename").text()).isEqualTo("a.pdf");
    assertThat(content.at(5).get("text").text()).isEqualTo("plain");
  }

  @Test
  void media_that_a_vendor_does_not_take_are_told_and_not_sent() {
    ChatRequest request =
        ChatRequest.builder().user("see", Media.of("video/mp4", new byte[] {1})).build();

    assertThat(openai.failsFor(request).detail()).isEqualTo("openai takes no video");
  }

  @Test
  void documents_go_to_mistral_by_address() {
    ChatRequest request =
        ChatRequest.builder()
            .user("read", Media.at("application/pdf", URI.create("https://x.test/a.pdf")))
            .build();

    assertThat(mistral.sends(request).get("messages").at(0).get("content").at(1).raw())
        .isEqualTo("{\"type\":\"document_url\",\"document_url\":\"https://x.test/a.pdf\"}");
  }

  @Test
  void thinking_is_asked_for_in_each_vendors_words() {
    ChatRequest much = asking().reasoning(Effort.MAX).build();
    ChatRequest none = asking().reasoning(Effort.NONE).build();
    ChatRequest counted = asking().reasoning(Reasoning.ofTokens(2000)).build();

    assertThat(openai.sends(much).get("reasoning_effort").text()).isEqualTo("xhigh");
    assertThat(mistral.sends(much).get("reasoning_effort").text()).isEqualTo("high");
    assertThat(mistral.sends(none).get("reasoning_effort").text()).isEqualTo("none");
    assertThat(deepseek.sends(none).get("thinking", "type").text()).isEqualTo("disabled");
    assertThat(deepseek.sends(much).get("reasoning_effort").text()).isEqualTo("max");
    assertThat(openrouter.sends(counted).get("reasoning", "max_tokens").number()).hasValue(2000);
    assertThat(openai.sends(counted).get("reasoning_effort").isMissing()).isTrue();
    assertThat(openai.notes).singleElement().asString().contains("budgetTokens");
  }

  @Test
  void web_search_is_switched_on_where_there_is_one() {
    ChatRequest request = asking().builtIn(BuiltInTool.WEB_SEARCH).build();

    assertThat(openai.sends(request).get("web_search_options").isObject()).isTrue();
    assertThat(openrouter.sends(request).get("plugins").at(0).get("id").text()).isEqualTo("web");
    mistral.sends(request);
    assertThat(mistral.notes).singleElement().asString().contains("web_search");
  }

  @Test
  void extras_go_to_their_vendor_alone_and_win() {
    ChatRequest request =
        asking()
            .temperature(0.5)
            .extra("openai", "temperature", 1)
            .extra("openai", "store", false)
            .extra("openrouter", "provider", Map.of("only", List.of("a")))
            .build();

    assertThat(openai.sends(request).get("temperature").raw()).isEqualTo("1");
    assertThat(openai.sent.get("store").raw()).isEqualTo("false");
    assertThat(openai.sent.get("provider").isMissing()).isTrue();
    assertThat(openrouter.sends(request).get("provider", "only").at(0).text()).isEqualTo("a");
  }

  @Test
  void a_tool_loop_carries_ids_there_and_back() {
    ToolCall call = ToolCall.of("call_abc", "f", "{\"a\":1}");
    ChatRequest request =
        asking()
            .tool(Tool.of("f", ""))
            .message(openai.hears(Samples.TOOL_CALL).message())
            .toolResult(call, "done")
            .build();

    Json messages = openai.sends(request).get("messages");
    assertThat(messages.at(1).get("content").isPresent()).isFalse();
    assertThat(messages.at(1).get("tool_calls").at(0).get("id").text()).isEqualTo("call_7");
    assertThat(messages.at(2).raw())
        .isEqualTo("{\"role\":\"tool\",\"tool_call_id\":\"call_abc\",\"content\":\"done\"}");
    String shortId = mistral.sends(request).get("messages").at(2).get("tool_call_id").text();
    assertThat(shortId).matches("[A-Za-z0-9]{9}");
    assertThat(mistral.sends(request).get("messages").at(2).get("tool_call_id").text())
        .isEqualTo(shortId);
  }

  @Test
  void calls_without_ids_get_one_and_their_results_find_it() {
    ToolCall first = ToolCall.of("", "f", "{}");
    ToolCall second = ToolCall.of("", "f", "{}");
    Message turn =
        new Message(
            dev.laneway.api.Role.ASSISTANT,
            List.of(
                new dev.laneway.api.Part.ToolUse(first), new dev.laneway.api.Part.ToolUse(second)));
    Json messages =
        any.sends(asking().message(turn).toolResult(first, "1").toolResult(second, "2").build())
            .get("messages");

    String one = messages.at(1).get("tool_calls").at(0).get("id").text();
    String two = messages.at(1).get("tool_calls").at(1).get("id").text();
    assertThat(one).isNotEmpty().isNotEqualTo(two);
    assertThat(messages.at(2).get("tool_call_id").text()).isEqualTo(one);
    assertThat(messages.at(3).get("tool_call_id").text()).isEqualTo(two);
  }

  @Test
  void vendor_state_goes_back_to_its_vendor_and_to_no_other() {
    String details = "[{\"type\":\"reasoning.text\",\"text\":\"hm\",\"signature\":\"s==\"}]";
    ChatReply reply =
        openrouter.hears(
            "{\"choices\":[{\"message\":{\"content\":\"a\",\"reasoning\":\"hm\",\"reasoning_details\":%s},\"finish_reason\":\"stop\"}]}"
                .formatted(details));
    ChatRequest next = asking().message(reply.message()).user("on").build();

    Json back = openrouter.sends(next).get("messages").at(1);
    assertThat(back.get("reasoning_details").at(0).get("signature").text()).isEqualTo("s==");
    assertThat(any.sends(next).get("messages").at(1).raw())
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"a\"}");
  }

  @Test
  void thoughts_go_back_to_mistral_as_pieces_of_the_content() {
    ChatReply reply =
        mistral.hears(
            "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},{\"type\":\"text\",\"text\":\"a\"}]},\"finish_reason\":\"stop\"}]}");

    assertThat(reply.text()).isEqualTo("a");
    assertThat(reply.reasoning()).isEqualTo("hm");
    assertThat(
            mistral
                .sends(asking().message(reply.message()).user("on").build())
                .get("messages")
                .at(1)
                .get("content")
                .raw())
        .isEqualTo(
            "[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"hm\"}]},"
                + "{\"type\":\"text\",\"text\":\"a\"}]");
  }

  @Test
  void signatures_on_calls_go_back_on_their_calls() {
    ChatReply reply =
        any.hears(
            "{\"choices\":[{\"message\":{\"tool_calls\":[{\"id\":\"1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"},\"extra_content\":{\"google\":{\"thought_signature\":\"s\"}}}]},\"finish_reason\":\"tool_calls\"}]}");

    assertThat(
            any.sends(asking().message(reply.message()).build())
                .get("messages")
                .at(1)
                .get("tool_calls")
                .at(0)
                .get("extra_content")
                .raw())
        .isEqualTo("{\"google\":{\"thought_signature\":\"s\"}}");
  }
}
