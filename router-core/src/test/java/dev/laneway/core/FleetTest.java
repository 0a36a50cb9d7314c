package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.OnStoreLoss;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.api.spi.store.Notice;
import dev.laneway.core.event.RouterEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What routers of a fleet promise each other, and what each mode does without the store. */
class FleetTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final CallOptions NOW_OR_NEVER =
      World.within(Urgency.OPTIONAL, Duration.ofSeconds(10));

  private static Consumer<RouterBuilder> lane(Consumer<QuotaSettings> quota) {
    return builder -> builder.lane("acme/a", l -> l.quota(quota));
  }

  private static Consumer<RouterBuilder> perMinute(int requests) {
    return lane(q -> q.limit(Resource.REQUESTS, requests, Window.rolling(MINUTE)));
  }

  /** How many of so many calls of each router pass at once. */
  private static int passing(FleetWorld world, int each) {
    int before = world.acme.calls().size();
    world.burst(each, NOW_OR_NEVER);
    world.time.advance(Duration.ofMillis(100));
    return world.acme.calls().size() - before;
  }

  private static RouterException errorOf(CompletableFuture<ChatReply> call) {
    try {
      throw new AssertionError("answered: " + call.join());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RouterException error) {
        return error;
      }
      throw failed;
    }
  }

  private static void isAway(FleetWorld world, OnStoreLoss mode) {
    world.server.freeze();
    world.time.advance(Duration.ofSeconds(3));
    String word = mode.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    for (FleetWorld.Member member : world.members) {
      assertThat(member.told(RouterEvent.StoreLost.class))
          .singleElement()
          .satisfies(lost -> assertThat(lost.mode()).isEqualTo(word));
    }
  }

  private static void comesBack(FleetWorld world) {
    world.server.thaw();
    world.time.advance(Duration.ofSeconds(5));
    for (FleetWorld.Member member : world.members) {
      assertThat(member.told(RouterEvent.StoreReturned.class)).hasSize(1);
    }
  }

  @Test
  void all_members_together_pass_exactly_the_limit() {
    try (FleetWorld world = new FleetWorld(3, perMinute(60), s -> {})) {
      world.server.takes(() -> Duration.ofMillis(1));
      assertThat(passing(world, 40)).isEqualTo(60);
      assertThat(passing(world, 1)).isZero();
      world.time.advance(MINUTE);
      assertThat(passing(world, 40)).isEqualTo(60);
    }
  }

  @Test
  void with_local_share_each_member_takes_its_part_while_the_store_is_away() {
    try (FleetWorld world = new FleetWorld(3, perMinute(60), s -> {})) {
      isAway(world, OnStoreLoss.LOCAL_SHARE);
      assertThat(passing(world, 40)).isEqualTo(60);
      comesBack(world);
      assertThat(passing(world, 40)).isZero();
    }
  }

  @Test
  void with_fail_open_each_member_passes_what_it_would_alone() {
    try (FleetWorld world =
        new FleetWorld(3, perMinute(60), s -> s.onLoss(OnStoreLoss.FAIL_OPEN))) {
      isAway(world, OnStoreLoss.FAIL_OPEN);
      assertThat(passing(world, 80)).isEqualTo(180);
      comesBack(world);
      // what passed meanwhile counts
      assertThat(passing(world, 40)).isZero();
      world.time.advance(MINUTE);
      assertThat(passing(world, 40)).isEqualTo(60);
    }
  }

  @Test
  void with_fail_closed_nothing_that_is_shared_is_sent_and_the_refusal_says_so() {
    try (FleetWorld world =
        new FleetWorld(3, perMinute(60), s -> s.onLoss(OnStoreLoss.FAIL_CLOSED))) {
      isAway(world, OnStoreLoss.FAIL_CLOSED);
      assertThat(passing(world, 5)).isZero();
      assertThat(world.sent)
          .allSatisfy(call -> assertThat(errorOf(call).reason()).isEqualTo(Reason.DROPPED));
      CompletableFuture<ChatReply> patient =
          world.router(0).chatAsync(ChatRequest.of("Hi"), World.interactive(20));
      world.time.advance(Duration.ofSeconds(5));
      assertThat(patient).isNotDone();
      comesBack(world);
      assertThat(patient).isCompleted();
      assertThat(world.acme.calls()).hasSize(1);
    }
  }

  @Test
  void with_fail_closed_a_call_that_waits_ends_at_its_deadline() {
    try (FleetWorld world =
        new FleetWorld(1, perMinute(60), s -> s.onLoss(OnStoreLoss.FAIL_CLOSED))) {
      isAway(world, OnStoreLoss.FAIL_CLOSED);
      CompletableFuture<ChatReply> patient =
          world.router(0).chatAsync(ChatRequest.of("Hi"), World.interactive(20));
      world.time.advance(Duration.ofSeconds(21));
      assertThat(errorOf(patient).reason()).isEqualTo(Reason.LIMITED);
      assertThat(world.acme.calls()).isEmpty();
    }
  }

  @Test
  void what_one_member_is_refused_rests_for_all_at_once() {
    try (FleetWorld world = new FleetWorld(3, perMinute(60), s -> {})) {
      world.server.takes(() -> Duration.ofMillis(1));
      world.acme.model("a").throttlesFor(Duration.ofSeconds(30)).answers("ok");
      world.send(0, ChatRequest.of("Hi"), NOW_OR_NEVER);
      world.time.advance(Duration.ofMillis(10));
      assertThat(world.acme.calls()).hasSize(1);
      assertThat(passing(world, 5)).isZero();
      assertThat(world.members.get(1).told(RouterEvent.PoolResting.class))
          .singleElement()
          .satisfies(rest -> assertThat(rest.because()).contains("another router was told"));
      world.time.advance(Duration.ofSeconds(30));
      assertThat(passing(world, 5)).isPositive();
    }
  }

  @Test
  void a_member_that_joins_later_knows_what_rests() {
    try (FleetWorld world = new FleetWorld(2, perMinute(60), s -> {})) {
      world.acme.model("a").throttlesFor(Duration.ofSeconds(30)).answers("ok");
      world.send(0, ChatRequest.of("Hi"), NOW_OR_NEVER);
      world.time.advance(Duration.ofMillis(10));
      Router late = world.join(perMinute(60), s -> {}).router();
      assertThat(late.status().pools().get(0).restingUntil()).isPresent();
    }
  }

  /** As of a later release, which knows more kinds of windows, or of somebody else. */
  @Test
  void a_notice_that_cannot_be_read_hides_no_other() {
    try (FleetWorld world = new FleetWorld(2, perMinute(60), s -> {})) {
      long later = world.time.now().plus(MINUTE).toEpochMilli();
      String odd = "limit\tacme/a\tREQUESTS\tLUNAR_MONTH\tPT1H\tPT0S\tUTC\t7";
      world.members.get(1).link().publish(new Notice("limit|odd", odd, later)).join();
      world.acme.model("a").throttlesFor(Duration.ofSeconds(30)).answers("ok");
      world.send(0, ChatRequest.of("Hi"), NOW_OR_NEVER);
      world.time.advance(Duration.ofMillis(10));
      Router late = world.join(perMinute(60), s -> {}).router();
      assertThat(late.status().pools().get(0).restingUntil()).isPresent();
    }
  }

  @Test
  void why_a_store_fails_is_told_in_its_own_words() {
    try (FleetWorld world = new FleetWorld(1, perMinute(60), s -> {})) {
      world.server.kill();
      world.time.advance(Duration.ofSeconds(3));
      FleetWorld.Member late = world.join(perMinute(60), s -> {});
      for (FleetWorld.Member member : List.of(world.members.get(0), late)) {
        assertThat(member.told(RouterEvent.StoreLost.class))
            .singleElement()
            .satisfies(lost -> assertThat(lost.because()).isEqualTo("not connected"));
      }
    }
  }

  @Test
  void a_limit_that_one_member_learned_holds_for_all_at_once() {
    try (FleetWorld world = new FleetWorld(3, perMinute(60), s -> {})) {
      world.server.takes(() -> Duration.ofMillis(1));
      world
          .acme
          .model("a")
          .answers("ok")
          .telling(
              new RateLimitReading(
                  Resource.TOKENS,
                  Window.rolling(MINUTE),
                  OptionalLong.of(2_000),
                  OptionalLong.empty(),
                  Optional.empty()));
      world.send(0, ChatRequest.of("Hi"), NOW_OR_NEVER);
      world.time.advance(Duration.ofMillis(10));
      for (FleetWorld.Member member : world.members) {
        assertThat(member.router().status().pools().get(0).limits())
            .anySatisfy(
                limit -> {
                  assertThat(limit.limit()).contains("tokens");
                  assertThat(limit.amount()).isEqualTo(2_000);
                });
      }
      assertThat(world.members.get(2).told(RouterEvent.LimitLearned.class)).isNotEmpty();
    }
  }

  @Test
  void other_stores_are_refused_while_the_router_runs() {
    try (FleetWorld world = new FleetWorld(1, perMinute(60), s -> s.namespace("shop"))) {
      Router router = world.router(0);
      router.reconfigure(world.builder(perMinute(30)));
      router.reconfigure(
          world.builder(perMinute(20)).store(world.server.link(), s -> s.namespace("shop")));
      assertThat(leftAt(world)).containsExactly(20L);
      assertThatThrownBy(
              () -> router.reconfigure(world.builder(perMinute(10)).store(world.server.link())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("stores must stay those of the start")
          .hasMessageContaining("namespace laneway");
      assertThat(leftAt(world)).containsExactly(20L);
    }
  }

  @Test
  void what_a_call_used_in_the_end_is_what_counts_for_all() {
    Consumer<RouterBuilder> tokens =
        lane(q -> q.limit(Resource.TOKENS, 10_000, Window.rolling(MINUTE)));
    try (FleetWorld world = new FleetWorld(2, tokens, s -> {})) {
      world.server.takes(() -> Duration.ofMillis(1));
      world.acme.model("a").answers("ok").using(1_000, 3_000).after(Duration.ofSeconds(1));
      ChatRequest large = ChatRequest.builder().user("Hi").maxOutputTokens(9_000).build();
      world.send(0, large, NOW_OR_NEVER);
      world.time.advance(Duration.ofMillis(500));
      assertThat(leftAt(world)).allSatisfy(left -> assertThat(left).isBetween(6_001L, 9_999L));
      world.time.advance(Duration.ofSeconds(1));
      assertThat(leftAt(world)).containsExactly(6_000L, 6_000L);
    }
  }

  private static List<Long> leftAt(FleetWorld world) {
    return world.members.stream()
        .map(member -> member.router().status().pools().get(0).limits().get(0).left())
        .toList();
  }

  @Test
  void a_bucket_is_exact_over_all_members() {
    Consumer<RouterBuilder> bucket =
        lane(q -> q.limit(Resource.REQUESTS, 60, Window.bucket(MINUTE)));
    try (FleetWorld world = new FleetWorld(3, bucket, s -> {})) {
      world.server.takes(() -> Duration.ofMillis(1));
      assertThat(passing(world, 40)).isEqualTo(60);
      world.time.advance(Duration.ofSeconds(10));
      assertThat(passing(world, 40)).isEqualTo(10);
      world.burst(40, World.within(Urgency.INTERACTIVE, Duration.ofMinutes(5)));
      int before = world.acme.calls().size();
      world.time.advance(MINUTE);
      assertThat(world.acme.calls().size() - before).isBetween(59, 61);
    }
  }
}
