package dev.laneway.core;

import static dev.laneway.core.World.interactive;
import static dev.laneway.core.World.within;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Urgency;
import dev.laneway.core.event.RouterEvent.PoolResting;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What becomes of a lane with few places when its vendor goes on with calls that were given up. */
class LingeringTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final CallOptions PATIENT = within(Urgency.NEAR_REAL_TIME, Duration.ofMinutes(1));

  private final World world = new World();

  @Test
  void the_other_place_goes_on_working_while_one_lingers() {
    LingeringVendor local = new LingeringVendor(world.time, 2);
    try (Router router = routerOver(local, 2)) {
      local.lingers(Duration.ofSeconds(20));
      giveUp(router, local);
      world.send(router, within(Urgency.BATCH, Duration.ofMinutes(10)), 40);
      world.time.advance(Duration.ofSeconds(20));
      assertThat(local.answered()).isBetween(18, 20);
      assertThat(local.refused()).isBetween(1, 6);
      world.time.advance(Duration.ofSeconds(20));
      assertThat(local.answered()).isEqualTo(40);
      assertThat(world.told(PoolResting.class)).isEmpty();
    }
  }

  @Test
  void a_vendor_that_lets_go_is_asked_at_once() {
    LingeringVendor local = new LingeringVendor(world.time, 1);
    try (Router router = routerOver(local, 1)) {
      giveUp(router, local);
      giveUp(router, local);
      ChatReply reply = world.finish(router, interactive(10));
      assertThat(reply.receipt().waited()).isZero();
      assertThat(local.refused()).isZero();
    }
  }

  @Test
  void what_is_given_up_where_such_calls_linger_keeps_its_place_for_a_while() {
    LingeringVendor local = new LingeringVendor(world.time, 1);
    try (Router router = routerOver(local, 1)) {
      local.lingers(Duration.ofSeconds(10));
      giveUp(router, local);
      world.finish(router, PATIENT);
      int before = local.refused();
      assertThat(before).isBetween(3, 6);
      local.lingers(SECOND);
      giveUp(router, local);
      ChatReply reply = world.finish(router, PATIENT);
      assertThat(local.refused()).isEqualTo(before);
      assertThat(reply.receipt().waited()).isBetween(SECOND, Duration.ofSeconds(4));
    }
  }

  @Test
  void a_wait_that_the_vendor_states_is_kept() {
    LingeringVendor local = new LingeringVendor(world.time, 1);
    try (Router router = routerOver(local, 1)) {
      local.lingers(Duration.ofSeconds(3));
      local.states(Duration.ofSeconds(7));
      giveUp(router, local);
      ChatReply reply = world.finish(router, PATIENT);
      assertThat(local.refused()).isEqualTo(1);
      assertThat(reply.receipt().waited()).isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  void a_refusal_that_no_lingering_call_explains_rests_the_pool() {
    LingeringVendor local = new LingeringVendor(world.time, 1);
    try (Router router = routerOver(local, 3)) {
      local.lingers(Duration.ofSeconds(3));
      giveUp(router, local);
      world.finish(router, PATIENT);
      assertThat(world.told(PoolResting.class)).isNotEmpty();
    }
  }

  @Test
  void a_place_that_is_withheld_for_long_keeps_nobody_from_the_one_that_comes_free_before() {
    LingeringVendor local = new LingeringVendor(world.time, 2);
    try (Router router = routerOver(local, 2)) {
      local.lingers(Duration.ofSeconds(20));
      giveUp(router, local);
      local.states(Duration.ofMinutes(1));
      local.takes(Duration.ofSeconds(3));
      world.send(router, interactive(30), 1);
      local.takes(SECOND);
      ChatReply reply = world.finish(router, interactive(10));
      assertThat(local.refused()).isEqualTo(1);
      assertThat(reply.receipt().waited()).isEqualTo(Duration.ofSeconds(3));
    }
  }

  @Test
  void a_place_that_is_withheld_is_taken_when_its_time_has_come_though_the_other_is_busy() {
    LingeringVendor local = new LingeringVendor(world.time, 2);
    try (Router router = routerOver(local, 2)) {
      local.lingers(Duration.ofSeconds(5));
      giveUp(router, local);
      local.states(Duration.ofSeconds(6));
      local.takes(Duration.ofSeconds(50));
      world.send(router, PATIENT, 1);
      local.takes(SECOND);
      ChatReply reply = world.finish(router, interactive(10));
      assertThat(reply.receipt().waited()).isEqualTo(Duration.ofSeconds(6));
    }
  }

  private Router routerOver(LingeringVendor local, int places) {
    return world
        .builder()
        .provider(ScriptedProvider.factory("local", settings -> local))
        .lane("local/model", lane -> lane.maxConcurrency(places))
        .route("default", route -> route.adaptive("local/model"))
        .build();
  }

  /** A call that is never answered, and that nobody waits for after a second. */
  private void giveUp(Router router, LingeringVendor local) {
    local.takes(Duration.ofHours(1));
    CompletableFuture<ChatReply> unanswered =
        router.chatAsync(ChatRequest.of("Go on"), interactive(1));
    world.time.advance(SECOND);
    assertThat(unanswered).isCompletedExceptionally();
    local.takes(SECOND);
  }
}
