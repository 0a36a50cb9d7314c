package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Budget;
import dev.laneway.api.CallOptions;
import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Media;
import dev.laneway.api.Message;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RouterException;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.core.strategy.Lane;
import dev.laneway.core.strategy.RouteContext;
import dev.laneway.core.strategy.RoutingStrategy;
import dev.laneway.testkit.ScriptedProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/**
 * Providers and strategies with bugs: what they are asked for ends, with a receipt that says so.
 */
@NullUnmarked
class BuggyCallsTest {

  private final World world = new World();

  /** A vendor that does this when it is asked. */
  private record Odd(Supplier<CompletableFuture<ChatReply>> answer) implements Provider {

    @Override
    public ProviderCapabilities capabilities() {
      return ProviderCapabilities.of(Capability.CHAT, Capability.IMAGES);
    }

    @Override
    public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
      return answer.get();
    }
  }

  private Router over(Supplier<CompletableFuture<ChatReply>> answer) {
    return world
        .builder()
        .provider(ScriptedProvider.factory("odd", settings -> new Odd(answer)))
        .lane("odd/a", lane -> lane.maxConcurrency(1))
        .route("default", route -> route.fallback("odd/a"))
        .build();
  }

  private void fails(Router router, String words) {
    RouterException error = world.refusal(router, World.interactive(5));
    assertThat(error.receipt().attempts()).isNotEmpty();
    assertThat(error.receipt().attempts().get(0).failure().map(ProviderFailure::detail))
        .hasValueSatisfying(detail -> assertThat(detail).contains(words));
    world.time.advance(Duration.ofSeconds(30));
    assertThat(router.status().lanes().get(0).underWay()).isZero();
  }

  @Test
  void an_answer_that_is_null_is_a_failure_of_its_lane() {
    try (Router router = over(() -> CompletableFuture.completedFuture(null))) {
      fails(router, "answered with null");
    }
  }

  @Test
  void an_error_that_is_thrown_is_a_failure_of_its_lane() {
    try (Router router =
        over(
            () -> {
              throw new NoClassDefFoundError("gone");
            })) {
      fails(router, "NoClassDefFoundError");
    }
  }

  @Test
  void a_call_that_cannot_be_cancelled_gives_its_place_back() {
    CompletableFuture<ChatReply> clinging =
        new CompletableFuture<>() {
          @Override
          public boolean cancel(boolean mayInterrupt) {
            throw new IllegalStateException("never");
          }
        };
    try (Router router = over(() -> clinging)) {
      fails(router, "no answer within the deadline");
    }
  }

  @Test
  void a_check_ends_although_the_provider_never_answers() {
    try (Router router = over(CompletableFuture::new)) {
      CompletableFuture<List<LaneCheck>> checks = CompletableFuture.supplyAsync(router::check);
      while (!checks.isDone()) {
        world.time.advance(Duration.ofSeconds(1));
        Thread.onSpinWait();
      }
      assertThat(checks.join().get(0).toString()).contains("never answered");
    }
  }

  /** Breaks wherever it is asked. */
  private static final class Broken implements RoutingStrategy {

    @Override
    public List<Lane> rank(List<Lane> eligible, RouteContext context) {
      throw new IllegalStateException("a bug");
    }

    @Override
    public void chosen(Lane lane) {
      throw new IllegalStateException("another");
    }
  }

  @Test
  void under_a_strategy_that_breaks_lanes_go_in_their_order() {
    world.model("a").breaks();
    world.model("b").answers("ok");
    try (Router router =
        world
            .builder()
            .route("default", route -> route.strategy(new Broken(), "acme/a", "acme/b"))
            .lane("acme/a")
            .lane("acme/b")
            .build()) {
      assertThat(world.finish(router, World.interactive(5)).receipt().lane())
          .hasToString("Optional[acme/b]");
      assertThat(router.explain(ChatRequest.of("Hi"), CallOptions.DEFAULT).lanes()).hasSize(2);
    }
  }

  @Test
  void an_image_by_address_goes_only_where_addresses_are_taken() {
    world.model("a").answers("a cat");
    try (Router router =
        world
            .builder()
            .provider(ScriptedProvider.factory("odd", s -> new Odd(CompletableFuture::new)))
            .lane("odd/a")
            .lane("acme/a")
            .route("default", route -> route.fallback("odd/a", "acme/a"))
            .build()) {
      ChatRequest request =
          ChatRequest.builder()
              .message(
                  Message.user(
                      "What is it?",
                      Media.at("image/png", URI.create("https://example.com/c.png"))))
              .build();
      assertThat(router.explain(request, CallOptions.DEFAULT).toString())
          .contains("cannot do media_by_address");
      CompletableFuture<ChatReply> reply = router.chatAsync(request);
      world.time.advance(Duration.ofSeconds(1));
      assertThat(reply.join().text()).isEqualTo("a cat");
    }
  }

  @Test
  void a_plan_names_the_budget_that_keeps_a_lane() {
    try (Router router =
        world
            .builder()
            .lane("acme/a")
            .route("default", route -> route.fallback("acme/a"))
            .budget(Budget.perDay("1.00"))
            .build()) {
      assertThat(router.explain(ChatRequest.of("Hi"), CallOptions.DEFAULT).toString())
          .contains("price is unknown");
    }
  }
}
