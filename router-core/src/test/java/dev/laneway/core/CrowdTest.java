package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Who goes first where many wait for a lane that takes one call at a time, while another lane has
 * spent its tokens: a long prompt would take most of a minute there, a short one six seconds.
 */
class CrowdTest {

  private static final ChatRequest SHORT =
      ChatRequest.builder().user("Hi").maxOutputTokens(20).build();
  private static final ChatRequest LONG =
      ChatRequest.builder().user("lorem ipsum ".repeat(3_000)).maxOutputTokens(20).build();

  private final World world = new World();

  @Test
  void among_few_the_long_goes_where_it_is_cheaper_than_elsewhere() {
    try (Router router = busyRouter()) {
      List<CompletableFuture<ChatReply>> small = send(router, SHORT, 2);
      CompletableFuture<ChatReply> large = send(router, LONG, 1).get(0);
      world.time.advance(Duration.ofSeconds(2));
      assertThat(large).isCompleted();
      assertThat(small).noneMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void in_a_crowd_the_small_go_first() {
    try (Router router = busyRouter()) {
      List<CompletableFuture<ChatReply>> small = send(router, SHORT, 80);
      CompletableFuture<ChatReply> large = send(router, LONG, 1).get(0);
      world.time.advance(Duration.ofSeconds(10));
      assertThat(small.stream().filter(CompletableFuture::isDone)).hasSizeBetween(8, 10);
      assertThat(large).isNotDone();
    }
  }

  @Test
  void who_may_have_a_place_in_time_is_not_refused_for_a_limit_that_frees_later() {
    try (Router router = busyRouter()) {
      CompletableFuture<ChatReply> waiting = send(router, LONG, 1).get(0);
      assertThat(waiting).isNotDone();
      world.time.advance(Duration.ofSeconds(2));
      assertThat(waiting).isCompleted();
    }
  }

  /** One limit, five times as many calls, and answers that take from one second to six. */
  @Test
  void in_a_crowd_nothing_is_spent_on_who_has_hardly_time_left() {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      int seconds = 1 + (random.nextInt(4) == 0 ? 5 : random.nextInt(2));
      world.model("a").answers("ok").using(10, 50L * seconds).after(Duration.ofSeconds(seconds));
      world.model("a").times(1);
    }
    List<CompletableFuture<ChatReply>> all = new ArrayList<>();
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(12))).build()) {
      for (int second = 0; second < 1_200; second++) {
        all.add(router.chatAsync(ChatRequest.of("Hi"), interactive(10)));
        world.time.advance(Duration.ofSeconds(1));
      }
    }
    long answered = all.stream().filter(reply -> !reply.isCompletedExceptionally()).count();
    assertThat(answered / (double) world.acme.calls().size()).isBetween(0.5, 1.0);
  }

  private static List<CompletableFuture<ChatReply>> send(
      Router router, ChatRequest request, int calls) {
    List<CompletableFuture<ChatReply>> sent = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      sent.add(router.chatAsync(request, interactive(40)));
    }
    return sent;
  }

  /** The place is taken for a second, and the tokens of the minute are spent. */
  private Router busyRouter() {
    world.model("place").answers("ok").after(Duration.ofSeconds(1)).using(10, 2);
    world.model("minute").answers("ok").using(10_000, 2);
    Router router =
        world
            .builder()
            .lane(
                "acme/place",
                l -> l.quota(q -> q.concurrency(1)).pace(Duration.ofMillis(900), 20_000, 200))
            .lane(
                "acme/minute",
                l ->
                    l.quota(q -> q.requestsPerMinute(10).tokensPerMinute(10_000))
                        .pace(Duration.ofMillis(900), 20_000, 200))
            .route("default", r -> r.adaptive("acme/place", "acme/minute"))
            .build();
    var first = router.chatAsync(SHORT, CallOptions.builder().lane("acme/minute").build());
    var second = router.chatAsync(SHORT, CallOptions.builder().lane("acme/place").build());
    world.time.advance(Duration.ofMillis(1));
    assertThat(first).isCompleted();
    assertThat(second).isNotDone();
    return router;
  }
}
