package dev.laneway.langchain4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.RouterException;
import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouterChatModelTest {

  static final ToolSpecification WEATHER =
      ToolSpecification.builder()
          .name("weather")
          .description("The weather in a city")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
          .build();

  private final TwoVendors vendors = new TwoVendors();
  private final RouterChatModel model = RouterChatModel.of(vendors.router);

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void a_reply_tells_model_usage_and_why_it_ended() {
    vendors.reply(ChatCompletions.text("Hello"));
    ChatResponse response = model.chat(UserMessage.from("Hi"));
    assertThat(response.aiMessage().text()).isEqualTo("Hello");
    assertThat(response.modelName()).isEqualTo("small-2026-01-01");
    assertThat(response.tokenUsage().totalTokenCount()).isEqualTo(15);
    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void a_tool_loop_stays_on_one_lane_and_brings_signatures_back_from_a_stored_memory() {
    vendors.reply(
        ChatCompletions.signedToolCall("call-1", "weather", "{\"city\": \"Oslo\"}", "sig-1"),
        ChatCompletions.text("Sunny."));
    List<ChatMessage> messages = new ArrayList<>(List.of(UserMessage.from("Weather in Oslo?")));
    AiMessage asks = model.chat(request(messages)).aiMessage();
    assertThat(asks.toolExecutionRequests().get(0).arguments()).isEqualTo("{\"city\": \"Oslo\"}");
    messages.add(asks);
    messages.add(ToolExecutionResultMessage.from(asks.toolExecutionRequests().get(0), "sunny"));
    List<ChatMessage> stored =
        ChatMessageDeserializer.messagesFromJson(ChatMessageSerializer.messagesToJson(messages));
    assertThat(model.chat(request(stored)).aiMessage().text()).isEqualTo("Sunny.");
    assertThat(vendors.asked()).isEqualTo(2);
    assertThat(vendors.asOne().requests()).hasSize(2);
    assertThat(vendors.asOne().lastRequest().bodyText())
        .contains("\"tool_call_id\":\"call-1\"", "\"thought_signature\"", "sig-1");
  }

  private static ChatRequest request(List<ChatMessage> messages) {
    return ChatRequest.builder()
        .messages(messages)
        .toolSpecifications(WEATHER)
        .toolChoice(ToolChoice.AUTO)
        .build();
  }

  @Test
  void parameters_media_and_the_name_of_a_route_or_lane_are_understood() {
    vendors.reply(ChatCompletions.text("a cat"));
    model.chat(
        ChatRequest.builder()
            .messages(
                SystemMessage.from("Be brief."),
                UserMessage.from(
                    TextContent.from("What is this?"), ImageContent.from("AQID", "image/png")))
            .modelName("second")
            .temperature(0.25)
            .maxOutputTokens(77)
            .stopSequences(List.of("END"))
            .build());
    assertThat(vendors.other.lastRequest().bodyText())
        .contains("Be brief.", "What is this?", "data:image/png;base64,AQID")
        .contains("0.25", "77", "END");
    model.chat(
        ChatRequest.builder()
            .messages(UserMessage.from("Hi"))
            .modelName("openai@one/small")
            .build());
    assertThat(vendors.one.requests()).hasSize(1);
  }

  @Test
  void what_the_model_was_made_with_holds_where_a_request_says_nothing() {
    vendors.reply(ChatCompletions.text("fine"));
    ChatRequestParameters usual =
        ChatRequestParameters.builder().modelName("second").temperature(0.5).build();
    RouterChatModel.of(vendors.router, vendors.router.defaults(), usual).chat("Hi");
    assertThat(vendors.other.lastRequest().bodyText()).contains("0.5");
  }

  @Test
  void an_error_is_of_their_family_and_ours_is_its_cause() {
    ChatRequest nowhere =
        ChatRequest.builder().messages(UserMessage.from("Hi")).modelName("nowhere").build();
    assertThatThrownBy(() -> model.chat(nowhere))
        .isInstanceOf(ModelNotFoundException.class)
        .hasMessageContaining("'nowhere' is unknown")
        .hasCauseInstanceOf(RouterException.class);
  }

  @Test
  void a_result_of_a_tool_may_have_several_texts_and_nothing_else() {
    vendors.reply(ChatCompletions.text("fine"));
    ToolExecutionRequest call =
        ToolExecutionRequest.builder().id("c1").name("weather").arguments("{}").build();
    model.chat(UserMessage.from("Weather?"), AiMessage.from(call), result("sunny", "warm"));
    assertThat(vendors.asOne().lastRequest().bodyText()).contains("sunny\\nwarm");
    ToolExecutionResultMessage picture =
        ToolExecutionResultMessage.builder()
            .id("c1")
            .toolName("weather")
            .contents(List.of(ImageContent.from("AQID", "image/png")))
            .build();
    assertThatThrownBy(
            () -> model.chat(UserMessage.from("Weather?"), AiMessage.from(call), picture))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("a tool's result must be text, was IMAGE");
  }

  @Test
  void that_a_tool_failed_is_told_with_its_result() {
    vendors.reply(ChatCompletions.text("fine"));
    ToolExecutionRequest call =
        ToolExecutionRequest.builder().id("c1").name("weather").arguments("{}").build();
    ToolExecutionResultMessage failed =
        ToolExecutionResultMessage.builder()
            .id("c1")
            .toolName("weather")
            .text("no \"Oslo\"")
            .isError(true)
            .build();
    model.chat(UserMessage.from("Weather?"), AiMessage.from(call), failed);
    assertThat(vendors.asOne().lastRequest().bodyText())
        .contains("\"{\\\"error\\\":\\\"no \\\\\\\"Oslo\\\\\\\"\\\"}\"");
  }

  /** As those of LangChain4j's own vendors are. */
  private static final class VendorParameters extends DefaultChatRequestParameters {

    private VendorParameters(VendorBuilder builder) {
      super(builder);
    }

    @Override
    public ChatRequestParameters defaultedBy(ChatRequestParameters usual) {
      return new VendorBuilder().overrideWith(usual).overrideWith(this).build();
    }
  }

  private static final class VendorBuilder
      extends DefaultChatRequestParameters.Builder<VendorBuilder> {

    @Override
    public VendorParameters build() {
      return new VendorParameters(this);
    }
  }

  @Test
  void that_a_vendors_own_parameters_are_left_out_is_told_once() {
    vendors.reply(ChatCompletions.text("fine"));
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, UTF_8));
    try {
      for (int i = 0; i < 2; i++) {
        model.chat(
            ChatRequest.builder()
                .messages(UserMessage.from("Hi " + i))
                .parameters(new VendorBuilder().temperature(0.5).build())
                .build());
      }
    } finally {
      System.setErr(before);
    }
    assertThat(printed.toString(UTF_8)).containsOnlyOnce("Of VendorParameters only what");
    assertThat(vendors.asked()).isEqualTo(2);
  }

  private static ToolExecutionResultMessage result(String... texts) {
    return ToolExecutionResultMessage.builder()
        .id("c1")
        .toolName("weather")
        .contents(Stream.of(texts).<Content>map(TextContent::from).toList())
        .build();
  }

  /** A request that no vendor is asked. */
  static final ChatRequest WRONG =
      ChatRequest.builder().messages(UserMessage.from("Hi")).maxOutputTokens(0).build();

  @Test
  void a_request_that_cannot_be_right_is_an_error_of_their_family() {
    assertThatThrownBy(() -> model.chat(WRONG))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage("maxOutputTokens must be positive, was 0");
  }
}
