package com.example.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.Message;
import dev.laneway.api.Reasoning;
import dev.laneway.api.Tool;
import dev.laneway.api.ToolCall;
import dev.laneway.core.Router;
import dev.laneway.core.RouterBuilder;
import dev.laneway.testkit.ScriptedProvider;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the pages do not show, said as an application of its own says it. */
class FrontDoorTest {

  /** What the model answers, and what it is told by a tool. */
  record Weather(String town, int degrees) {}

  private final ScriptedProvider acme = ScriptedProvider.create();

  private Router router(UnaryOperator<RouterBuilder> settings) {
    return settings
        .apply(
            Router.builder()
                .provider(acme.asFactory("acme"))
                .lane("acme/big", l -> l.price("10", "10").weight(3))
                .lane("acme/small", l -> l.price("1", "1"))
                .executor(Runnable::run))
        .build();
  }

  @Test
  void each_strategy_has_a_word_on_the_route() {
    String[] lanes = {"acme/big", "acme/small"};
    try (Router router =
        router(
            b ->
                b.route("weighted", r -> r.weighted(lanes))
                    .route("cheapest", r -> r.cheapest(lanes))
                    .route("fastest", r -> r.fastest(lanes))
                    .route("least-loaded", r -> r.leastLoaded(lanes)))) {
      assertThat(first(router, "weighted")).isEqualTo("big");
      assertThat(first(router, "cheapest")).isEqualTo("small");
      assertThat(first(router, "fastest")).isIn("big", "small");
      assertThat(first(router, "least-loaded")).isIn("big", "small");
    }
  }

  private static String first(Router router, String route) {
    CallOptions options = CallOptions.builder().route(route).build();
    return router.explain(ChatRequest.of("Hi"), options).next().orElseThrow().model();
  }

  @Test
  void a_budget_is_for_what_it_names_and_for_nothing_else() {
    acme.anyModel().answers("Fine").using(1_000_000, 0);
    CallOptions big = CallOptions.builder().lane("acme/big").tenant("ours").build();
    try (Router router =
        router(
            b ->
                b.route("default", r -> r.fallback("acme/big", "acme/small"))
                    .budget(Budget.perDay("100").forProvider("acme"))
                    .budget(Budget.perDay("101").forAccount("acme"))
                    .budget(Budget.perDay("102").forLane("acme/small"))
                    .budget(Budget.perDay("103").forRoute("default"))
                    .budget(Budget.perDay("104").forTenant("theirs"))
                    .budget(Budget.perDay("105").in(ZoneId.of("Europe/Berlin"))))) {
      router.chat(ChatRequest.of("Hi"), big);

      assertThat(router.status().budgets())
          .extracting(of -> of.budget().amount() + " spent " + of.spent())
          .containsExactlyInAnyOrder(
              "$100.00 spent $10.00",
              "$101.00 spent $10.00",
              "$102.00 spent $0.00",
              "$103.00 spent $10.00",
              "$104.00 spent $0.00",
              "$105.00 spent $10.00");
    }
  }

  @Test
  void records_describe_tools_and_answers_and_hold_what_comes() {
    acme.anyModel().callsTool("c1", "weather", "{\"town\":\"Bern\",\"degrees\":0}");
    Tool weather = Tool.of("weather", "Tells the weather", Weather.class);
    assertThat(weather.parameters()).contains("\"town\"", "\"degrees\"");
    ChatRequest request =
        ChatRequest.builder()
            .user("How warm is it in Bern?")
            .tool(weather)
            .responseSchema(Weather.class)
            .reasoning(Reasoning.Effort.LOW)
            .build();
    try (Router router = router(b -> b)) {
      ChatReply asking = router.chat(request);
      ToolCall call = asking.toolCalls().get(0);
      assertThat(call.argumentsAs(Weather.class)).isEqualTo(new Weather("Bern", 0));

      acme.anyModel().fromNowOn().answers("{\"town\":\"Bern\",\"degrees\":17}");
      ChatReply reply =
          router.chat(
              request.toBuilder()
                  .message(asking.message())
                  .message(Message.toolResult(call, new Weather("Bern", 17)))
                  .build());
      assertThat(reply.as(Weather.class)).isEqualTo(new Weather("Bern", 17));
    }
  }

  @Test
  void vectors_come_later_as_answers_do() {
    acme.model("tiny-embed").embedsBy(text -> new float[] {text.length()});
    try (Router router = router(b -> b.lane("acme/tiny-embed"))) {
      EmbeddingReply reply =
          router.embedAsync(EmbeddingRequest.of("four", "seven"), CallOptions.DEFAULT).join();
      assertThat(reply.vectors()).extracting(vector -> vector[0]).containsExactly(4f, 5f);
      assertThat(acme.calls("tiny-embed").get(0).embedding().texts()).hasSize(2);
      assertThat(reply.receipt().lane().orElseThrow().model()).isEqualTo("tiny-embed");
    }
  }
}
