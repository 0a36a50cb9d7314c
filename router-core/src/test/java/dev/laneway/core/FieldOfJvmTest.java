package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Budget;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.EmbeddingReply;
import dev.laneway.api.EmbeddingRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LaneId;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Resource;
import dev.laneway.api.Usage;
import dev.laneway.api.Window;
import dev.laneway.testkit.EventLog;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What users of the JVM's libraries have asked for, and of other gateways in passing. */
class FieldOfJvmTest {

  private static final ChatRequest LONG =
      ChatRequest.builder().user("word ".repeat(400)).maxOutputTokens(200).build();

  private final World world = new World();

  @Test
  void jvm_row_10_a_prompt_that_is_too_long_is_sent_once_and_then_where_it_fits() {
    FailureDetails details = FailureDetails.of(400, "too long");
    world
        .model("small")
        .failsWith(
            new ProviderFailure.TooLarge(details, OptionalLong.of(8_192), OptionalLong.of(9_000)));
    world.model("large").answers("ok");
    try (Router router = world.fallback("small", "large")) {
      assertThat(world.finish(router, interactive(30)).receipt().lane())
          .contains(LaneId.of("acme/large"));
      assertThat(world.acme.calls("small")).hasSize(1);
      assertThat(router.status().lanes().get(0).ready()).as("the lane is not to blame").isTrue();
    }
  }

  private Router counted() {
    return world
        .builder()
        .lane("acme/a", l -> l.price("1", "1").quota(q -> q.tokensPerMinute(1_000)))
        .budget(Budget.perDay("5"))
        .build();
  }

  private static void requireEstimated(Usage usage) {
    assertThat(usage.estimated()).isTrue();
    assertThat(usage.inputTokens()).isGreaterThan(400);
    assertThat(usage.outputTokens()).isGreaterThan(100);
  }

  private void requireCharged(Router router) {
    assertThat(router.status().budgets().get(0).spent()).isGreaterThan(Money.ZERO);
    CompletableFuture<ChatReply> second = router.chatAsync(LONG, interactive(30));
    assertThat(world.acme.calls("a")).as("the minute has no tokens for another").hasSize(1);
    second.cancel(true);
  }

  @Test
  void jvm_row_16_usage_that_is_not_told_is_estimated_marked_and_charged() {
    world.model("a").answers("word ".repeat(100)).using(0, 0);
    try (Router router = counted()) {
      requireEstimated(router.chat(LONG, interactive(30)).usage());
      requireCharged(router);
    }
  }

  @Test
  void jvm_row_16_so_it_is_for_streams() {
    world.model("a").answers("word ".repeat(100)).using(0, 0);
    try (Router router = counted();
        ChatStream stream = router.stream(LONG, interactive(30))) {
      EventLog log = EventLog.askingForAll();
      stream.publisher().subscribe(log);
      requireEstimated(log.reply().usage());
      requireCharged(router);
    }
  }

  @Test
  void jvm_row_16_and_for_vectors() {
    world.model("text-embed").embedsBy(text -> new float[] {1}).using(0, 0);
    try (Router router =
        world
            .builder()
            .lane("acme/text-embed", l -> l.price("1", "1"))
            .budget(Budget.perDay("5"))
            .build()) {
      EmbeddingReply reply = router.embed(EmbeddingRequest.of("word ".repeat(400)));
      assertThat(reply.usage().estimated()).isTrue();
      assertThat(reply.usage().inputTokens()).isGreaterThan(400);
      assertThat(router.status().budgets().get(0).spent()).isGreaterThan(Money.ZERO);
    }
  }

  @Test
  void a_long_stated_wait_costs_no_time_where_another_lane_is_free() {
    world.model("a").throttlesFor(Duration.ofHours(1));
    world.model("b").answers("ok");
    try (Router router = world.fallback("a", "b")) {
      assertThat(router.chatAsync(ChatRequest.of("Hi"), interactive(30))).isDone();
      assertThat(world.time.nanos()).isZero();
    }
  }

  @Test
  void a_month_that_is_spent_is_not_asked_again_before_it_is_over() {
    LimitRef month =
        new LimitRef(
            Optional.of(Resource.REQUESTS),
            Optional.of(Window.monthOf(ZoneOffset.UTC)),
            OptionalLong.empty(),
            "");
    world.model("a").hasSpent(month);
    world.model("b").answers("ok");
    try (Router router = world.fallback("a", "b")) {
      for (int day = 0; day < 20; day++) {
        world.finish(router, interactive(30));
        world.time.advance(Duration.ofDays(1));
      }
      assertThat(world.acme.calls("a").size()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void a_lane_that_answers_in_no_time_is_ranked_by_it() {
    world.model("slow").answers("ok").after(Duration.ofSeconds(2));
    world.model("instant").answers("").using(1, 0);
    try (Router router =
        world
            .builder()
            .lane("acme/slow")
            .lane("acme/instant")
            .route("default", route -> route.fastest("acme/slow", "acme/instant"))
            .build()) {
      for (int i = 0; i < 30; i++) {
        world.finish(router, interactive(30));
      }
      assertThat(world.acme.calls("instant").size()).isGreaterThan(20);
    }
  }
}
