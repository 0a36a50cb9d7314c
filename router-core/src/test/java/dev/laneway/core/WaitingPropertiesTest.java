package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.LaneId;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of waiting over seeded histories of hours, in virtual time. */
class WaitingPropertiesTest {

  private final World world = new World();

  /** Lanes that answer, throttle, fail, cut and stall at random, with small quotas. */
  private Router troubled(Random random) {
    RouterBuilder builder = world.builder().random(new Random(random.nextLong()));
    List<String> lanes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      String model = "m" + i;
      for (int step = 0; step < 200; step++) {
        script(model, random);
      }
      world.model(model).answers("end");
      int perMinute = 3 + random.nextInt(20);
      int atOnce = 1 + random.nextInt(4);
      builder.lane(
          "acme/" + model,
          l ->
              l.quota(
                  q -> q.requestsPerMinute(perMinute).tokensPerMinute(20_000).concurrency(atOnce)));
      lanes.add("acme/" + model);
    }
    String[] all = lanes.toArray(new String[0]);
    return builder
        .route("default", r -> r.fallback(all))
        .route("spread", r -> r.roundRobin(all))
        .route("adaptive", r -> r.adaptive(all))
        .build();
  }

  private void script(String model, Random random) {
    Duration took = Duration.ofMillis(50 + random.nextInt(4_000));
    switch (random.nextInt(10)) {
      case 0 -> world.model(model).throttlesFor(Duration.ofSeconds(random.nextInt(90)));
      case 1 -> world.model(model).isOverloaded().after(took);
      case 2 -> world.model(model).neverAnswers();
      case 3 -> world.model(model).isUnreachable().after(took);
      default -> world.model(model).answers("ok").using(30, 100).after(took);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void nobody_waits_beyond_a_deadline_and_all_permits_come_back(long seed) {
    Random random = new Random(seed);
    try (Router router = troubled(random)) {
      List<CompletableFuture<ChatReply>> all = new ArrayList<>();
      List<Long> lateBy = new ArrayList<>();
      String[] routes = {"default", "spread", "adaptive"};
      for (int i = 0; i < 400; i++) {
        Duration deadline = Duration.ofMillis(500 + random.nextInt(60_000));
        CallOptions options =
            CallOptions.builder()
                .route(routes[random.nextInt(3)])
                .urgency(List.of(Urgency.values()).get(random.nextInt(4)))
                .deadline(deadline)
                .build();
        long latest = world.time.nanos() + deadline.toNanos();
        CompletableFuture<ChatReply> reply = router.chatAsync(ChatRequest.of("x"), options);
        var unused = reply.whenComplete((r, t) -> lateBy.add(world.time.nanos() - latest));
        all.add(reply);
        if (random.nextInt(20) == 0) {
          all.get(random.nextInt(all.size())).cancel(true);
        }
        world.time.advance(Duration.ofMillis(random.nextInt(3_000)));
      }
      world.time.advance(Duration.ofMinutes(10));
      assertThat(all).allMatch(CompletableFuture::isDone);
      assertThat(lateBy).hasSize(400).allMatch(late -> late <= 0);
      assertThat(all)
          .filteredOn(CompletableFuture::isCompletedExceptionally)
          .filteredOn(reply -> !reply.isCancelled())
          .map(World::errorOf)
          .filteredOn(error -> error.reason() == RouterException.Reason.LIMITED)
          .isNotEmpty()
          .allMatch(error -> String.valueOf(error.getMessage()).contains("(pool acme/"));
      assertThat(router.status().waiting()).isZero();
      assertThat(world.acme.running()).isZero();
      assertThat(router.status().lanes()).allMatch(lane -> lane.underWay() == 0);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void explain_and_the_real_decision_agree(long seed) {
    Random random = new Random(seed);
    try (Router router = troubled(random)) {
      int sent = 0;
      for (int i = 0; i < 300; i++) {
        CallOptions options =
            CallOptions.builder()
                .route(random.nextBoolean() ? "default" : "adaptive")
                .urgency(random.nextBoolean() ? Urgency.BATCH : Urgency.OPTIONAL)
                .deadline(Duration.ofSeconds(20))
                .build();
        ChatRequest request = ChatRequest.of("x");
        if (router.status().waiting() == 0) {
          Optional<LaneId> expected = router.explain(request, options).next();
          int before = world.acme.calls().size();
          world.sent.add(router.chatAsync(request, options));
          Optional<LaneId> real =
              world.acme.calls().size() > before
                  ? Optional.of(LaneId.of("acme/" + world.acme.calls().get(before).model()))
                  : Optional.empty();
          assertThat(real).isEqualTo(expected);
          sent += real.isPresent() ? 1 : 0;
        }
        world.time.advance(Duration.ofMillis(random.nextInt(5_000)));
      }
      assertThat(sent).isGreaterThan(50);
    }
  }

  @Test
  void batch_that_has_aged_is_served_under_a_flood_of_interactive_calls() {
    world.model("a").answers("ok").after(Duration.ofMillis(100));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      CompletableFuture<ChatReply> batch =
          router.chatAsync(ChatRequest.of("batch"), CallOptions.of(Urgency.BATCH));
      world.time.advance(Duration.ofMillis(100));
      assertThat(batch).isDone();
      world.send(router, World.interactive(30), 5);
      CompletableFuture<ChatReply> starving =
          router.chatAsync(ChatRequest.of("batch"), CallOptions.of(Urgency.BATCH));
      for (int second = 0; second < 1_200 && !starving.isDone(); second++) {
        world.send(router, World.interactive(30), 12);
        world.time.advance(Duration.ofSeconds(1));
      }
      assertThat(starving).isDone();
      assertThat(starving.join().receipt().waited())
          .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(12));
    }
  }

  @Test
  void among_equals_the_earlier_deadline_goes_first() {
    world.model("a").answers("ok").after(Duration.ofSeconds(1));
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      world.send(router, World.interactive(30), 1);
      List<String> order = new ArrayList<>();
      for (int deadline : new int[] {25, 10, 20, 15}) {
        var unused =
            router
                .chatAsync(ChatRequest.of("x"), World.interactive(deadline))
                .thenRun(() -> order.add(deadline + " s"));
      }
      world.time.advance(Duration.ofSeconds(6));
      assertThat(order).containsExactly("10 s", "15 s", "20 s", "25 s");
    }
  }

  @Test
  void a_change_of_state_wakes_the_one_it_helps_at_once() {
    world.model("a").answers("ok").after(Duration.ofSeconds(5));
    world.model("b").answers("ok").after(Duration.ofSeconds(50));
    try (Router router =
        world
            .builder()
            .lane("acme/a", l -> l.maxConcurrency(1))
            .lane("acme/b", l -> l.maxConcurrency(1))
            .route("default", r -> r.roundRobin("acme/a", "acme/b"))
            .build()) {
      world.send(router, CallOptions.of(Urgency.NEAR_REAL_TIME), 3);
      world.time.advance(Duration.ofSeconds(5));
      assertThat(world.acme.calls("a")).hasSize(2);
    }
  }

  @Test
  void fifty_thousand_requests_wait_without_a_thread_and_all_are_refused_in_time() {
    ScriptedProvider acme = world.acme;
    acme.model("a").neverAnswers();
    try (Router router = world.builder().lane("acme/a", l -> l.maxConcurrency(1)).build()) {
      int threads = Thread.activeCount();
      world.send(router, World.within(Urgency.NEAR_REAL_TIME, Duration.ofSeconds(60)), 50_000);
      assertThat(router.status().waiting()).isEqualTo(49_999);
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads + 2);
      world.time.advance(Duration.ofSeconds(61));
      assertThat(world.sent).allMatch(CompletableFuture::isCompletedExceptionally);
      assertThat(router.status().waiting()).isZero();
    }
  }

  @Test
  void an_error_that_names_a_time_is_right_about_it() {
    world.model("a").answers("ok");
    try (Router router =
        world.builder().lane("acme/a", l -> l.quota(q -> q.requestsPerMinute(2))).build()) {
      world.finish(router, World.interactive(1));
      world.time.advance(Duration.ofSeconds(13));
      world.finish(router, World.interactive(1));
      RouterException error = world.refusal(router, World.interactive(1));
      world.time.advanceTo(error.retryAt().orElseThrow());
      assertThat(world.finish(router, World.interactive(1)).text()).isEqualTo("ok");
    }
  }
}
