package dev.laneway.spring.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.core.Router;
import dev.laneway.fixtures.TwoVendors;
import dev.laneway.testkit.ChatCompletions;
import dev.laneway.testkit.Fault;
import dev.laneway.testkit.FaultyVendor;
import dev.laneway.testkit.VendorReply;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.MimeTypeUtils;
import reactor.core.publisher.Flux;

@NullUnmarked // Spring AI says of nearly everything that it may be absent
class RouterChatModelTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TwoVendors vendors = new TwoVendors();
  private final RouterChatModel model = RouterChatModel.of(vendors.router);

  @AfterEach
  void close() {
    vendors.close();
  }

  @Test
  void a_reply_tells_model_usage_lane_and_receipt() {
    vendors.reply(ChatCompletions.text("Hello"));
    ChatResponse response = model.call(new Prompt("Hi"));
    assertThat(response.getResult().getOutput().getText()).isEqualTo("Hello");
    assertThat(response.getResult().getMetadata().getFinishReason()).isEqualTo("STOP");
    assertThat(response.getMetadata().getModel()).isEqualTo("small-2026-01-01");
    assertThat(response.getMetadata().getUsage().getTotalTokens()).isEqualTo(15);
    assertThat(response.getMetadata().<String>get("laneway.lane")).startsWith("openai@");
    assertThat(response.getMetadata().<Receipt>get("laneway.receipt").attempts()).hasSize(1);
  }

  @Test
  void usage_stands_on_the_last_piece_of_a_stream_and_nowhere_else() {
    vendors.reply(ChatCompletions.stream("one ", "two"));
    List<ChatResponse> pieces = model.stream(new Prompt("Hi")).collectList().block(PATIENCE);
    ChatResponse last = pieces.get(pieces.size() - 1);
    assertThat(last.getMetadata().getUsage().getTotalTokens()).isEqualTo(15);
    assertThat(last.getResult().getMetadata().getFinishReason()).isEqualTo("STOP");
    assertThat(pieces.subList(0, pieces.size() - 1))
        .extracting(piece -> piece.getResult().getOutput().getText())
        .containsExactly("one ", "two");
    assertThat(pieces.subList(0, pieces.size() - 1))
        .allMatch(piece -> piece.getMetadata().getUsage().getTotalTokens() == 0);
  }

  @Test
  void nothing_is_asked_before_the_subscription_and_each_asks_anew() {
    vendors.reply(ChatCompletions.stream("one"));
    Flux<ChatResponse> stream = model.stream(new Prompt("Hi"));
    assertThat(vendors.one.requests()).isEmpty();
    stream.blockLast(PATIENCE);
    stream.blockLast(PATIENCE);
    assertThat(vendors.one.requests().size() + vendors.other.requests().size()).isEqualTo(2);
  }

  @Test
  void cancelling_the_flux_closes_the_exchange_with_the_vendor() {
    VendorReply reply = ChatCompletions.stream("one ", "two");
    int first = reply.bodyText().indexOf("\n\n") + 2;
    try (FaultyVendor stalling = FaultyVendor.that(Fault.stallAfter(reply.inChunksOf(64), first));
        Router router = routerOver(stalling)) {
      String text =
          RouterChatModel.of(router).stream(new Prompt("Hi"))
              .map(piece -> piece.getResult().getOutput().getText())
              .blockFirst(PATIENCE); // takes one piece and cancels
      assertThat(text).isEqualTo("one ");
      stalling.awaitVisit(0, PATIENCE).awaitClosedByClient(PATIENCE);
    }
  }

  private static Router routerOver(FaultyVendor vendor) {
    return Router.builder()
        .account("openai", a -> a.apiKey("k").baseUrl(vendor.url().resolve("/v1")))
        .lane("openai/small")
        .build();
  }

  @Test
  void a_system_text_and_an_image_reach_the_vendor() {
    vendors.reply(ChatCompletions.text("a cat"));
    Media image = new Media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(new byte[] {1, 2, 3}));
    model.call(
        new Prompt(
            List.of(
                new SystemMessage("Be brief."),
                UserMessage.builder().text("What is this?").media(image).build())));
    assertThat(vendors.asOne().requests().get(0).bodyText())
        .contains("Be brief.", "What is this?", "data:image/png;base64,AQID");
  }

  @Test
  void options_of_another_class_and_defaults_of_the_model_are_put_together() {
    vendors.reply(ChatCompletions.text("fine"));
    RouterChatModel second =
        RouterChatModel.of(
            vendors.router, RouterChatOptions.builder().model("second").maxTokens(55).build());
    second.call(new Prompt("Hi", ChatOptions.builder().temperature(0.5).build()));
    assertThat(vendors.other.lastRequest().bodyText()).contains("0.5", "55");
  }

  @Test
  void an_error_is_the_routers_own_and_says_what_to_do() {
    assertThatThrownBy(
            () ->
                model.call(new Prompt("Hi", RouterChatOptions.builder().model("nowhere").build())))
        .isInstanceOf(RouterException.class)
        .hasMessageContaining("'nowhere' is unknown");
    assertThatThrownBy(
            () ->
                model.stream(new Prompt("Hi", RouterChatOptions.builder().model("nowhere").build()))
                    .blockLast(PATIENCE))
        .hasMessageContaining("'nowhere' is unknown");
  }

  @Test
  void options_can_be_changed_and_compared_without_losing_anything() {
    RouterChatOptions options =
        RouterChatOptions.builder()
            .model("second")
            .topK(3)
            .outputSchema("{}")
            .callOptions(CallOptions.builder().tenant("acme").build())
            .build();
    assertThat(options.mutate().build()).isEqualTo(options).hasSameHashCodeAs(options);
    assertThat(RouterChatOptions.builder().outputSchema("[]").combineWith(options.mutate()).build())
        .isEqualTo(options);
    assertThat(options.mutate().outputSchema("[]").build()).isNotEqualTo(options);
  }

  @Test
  void a_medium_without_a_name_is_the_same_question_each_time() {
    Media named =
        Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(new byte[] {1}).name("cat").build();
    assertThat(question(named)).isEqualTo(question(named)).isNotEqualTo(question(picture()));
    assertThat(question(picture())).isEqualTo(question(picture()));
  }

  private static Media picture() {
    return new Media(MimeTypeUtils.IMAGE_PNG, new ByteArrayResource(new byte[] {1}));
  }

  private ChatRequest question(Media media) {
    Prompt prompt = new Prompt(UserMessage.builder().text("What?").media(media).build());
    return Question.of(prompt, model.getOptions(), vendors.router).request();
  }

  @Test
  void a_medium_that_is_neither_bytes_nor_an_address_is_refused_without_quoting_it() {
    for (String text : List.of("my secret", "AQID")) {
      Media media = Media.builder().mimeType(MimeTypeUtils.IMAGE_PNG).data(text).build();
      assertThatThrownBy(() -> question(media))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("data of a medium must be bytes or an address, was a String");
    }
  }

  @Test
  void calls_that_a_memory_kept_without_id_or_arguments_go_on() {
    vendors.reply(ChatCompletions.text("fine"));
    AssistantMessage asks =
        AssistantMessage.builder()
            .content("")
            .toolCalls(List.of(new AssistantMessage.ToolCall(null, "function", "now", null)))
            .build();
    ToolResponseMessage answer =
        ToolResponseMessage.builder()
            .responses(List.of(new ToolResponseMessage.ToolResponse(null, "now", null)))
            .build();
    model.call(new Prompt(List.of(new UserMessage("When?"), asks, answer)));
    assertThat(vendors.asOne().lastRequest().bodyText()).contains("\"now\"");
  }
}
