package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How long calls wait for a store that is slow, and what that is good for. {@code
 * -Dlaneway.full=true} tries fifty times as many histories.
 */
class FleetPaceTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMillis(4);
  private static final Duration LONGEST = Duration.ofMillis(400);
  private static final Duration LONGEST_IN_ALL = Duration.ofSeconds(2);
  private static final int LIMIT = 60;
  private static final int HISTORIES = Boolean.getBoolean("laneway.full") ? 300 : 6;
  private static final CallOptions PATIENT =
      World.within(Urgency.INTERACTIVE, MINUTE.multipliedBy(9));

  private static void lane(RouterBuilder builder, int limit) {
    builder.lane(
        "acme/a", l -> l.quota(q -> q.limit(Resource.REQUESTS, limit, Window.rolling(MINUTE))));
  }

  /** Answers of some members come after about so long, of the others within a millisecond. */
  @ParameterizedTest
  @CsvSource({"5,1", "10,1", "20,1", "50,1", "200,1", "5,3", "10,3", "20,3", "50,3", "200,3"})
  void a_store_that_answers_late_costs_no_limit(int millis, int slow) {
    for (int seed = 1; seed <= HISTORIES; seed++) {
      Random random = new Random(seed);
      try (FleetWorld world = new FleetWorld(3, b -> lane(b, LIMIT), s -> {})) {
        world.server.takes(() -> Duration.ofNanos(50_000 + random.nextInt(450_000)));
        for (FleetWorld.Member member : world.members.subList(0, slow)) {
          member.link().takes(() -> about(millis * 500_000L, random));
        }
        world.time.advance(Duration.ofSeconds(2)); // a few beats
        switch (seed % 3) {
          case 0 -> world.burst(50, PATIENT);
          case 1 -> sendAtRandom(world, random, Duration.ofSeconds(100));
          default -> {
            for (int clump = 0; clump < 5; clump++) {
              sendAtRandom(world, random, Duration.ofMillis(20));
              world.time.advance(Duration.ofSeconds(20));
            }
          }
        }
        world.time.advance(Duration.ofSeconds(50));
        if (seed % 3 == 0) {
          assertThat(world.acme.calls()).hasSize(LIMIT);
        }
        world.time.advanceUntil(world::allAreAnswered, MINUTE.multipliedBy(8));
        Duration onItsWay = Duration.ofMillis(3 + 3L * millis / 2);
        assertThat(world.busiest(MINUTE.minus(onItsWay))).as("seed %d", seed).isEqualTo(LIMIT);
      }
    }
  }

  private static Duration about(long nanos, Random random) {
    return Duration.ofNanos((long) (nanos * (0.5 + random.nextDouble())));
  }

  private static void sendAtRandom(FleetWorld world, Random random, Duration within) {
    int calls = within.compareTo(MINUTE) > 0 ? 150 : 30;
    for (int i = 0; i < calls; i++) {
      int member = random.nextInt(3);
      world.time.after(
          Duration.ofNanos((long) (within.toNanos() * random.nextDouble())),
          () -> world.send(member, ChatRequest.of("Hi"), PATIENT));
    }
  }

  private static FleetWorld roomy(Duration oneWay) {
    FleetWorld world = new FleetWorld(3, b -> lane(b, 100_000), s -> {});
    world.server.takes(() -> oneWay);
    world.time.advance(Duration.ofSeconds(2));
    int unused = world.becomeSure();
    return world;
  }

  /** How long each of so many calls, one after the other, waits for its turn. */
  private static List<Duration> waits(FleetWorld world, int calls) {
    return IntStream.range(0, calls)
        .mapToObj(
            i -> {
              int before = world.acme.calls().size();
              long from = world.time.nanos();
              world.send(0, ChatRequest.of("Hi"), PATIENT);
              world.time.advanceUntil(() -> world.acme.calls().size() > before, MINUTE);
              return Duration.ofNanos(world.acme.calls().get(before).startedNanos() - from);
            })
        .toList();
  }

  private static void firstWaits(FleetWorld world, Duration first) {
    List<Duration> waits = waits(world, 50);
    assertThat(waits.get(0)).isEqualTo(first);
    assertThat(waits.subList(1, 50)).containsOnly(Duration.ZERO);
  }

  @Test
  void a_store_that_stops_holds_up_one_call_for_its_patience() {
    try (FleetWorld world = roomy(Duration.ofNanos(200_000))) {
      assertThat(waits(world, 5)).containsOnly(Duration.ofNanos(400_000));
      world.server.freeze();
      firstWaits(world, PATIENCE);
      world.time.advance(Duration.ofSeconds(20));
      assertThat(waits(world, 50)).containsOnly(Duration.ZERO);
    }
  }

  /** So many calls at once, answered every two milliseconds: as a busy machine gets round to it. */
  private static void trickle(FleetWorld world, int calls) {
    world.time.advance(Duration.ofMillis(100)); // no beat is on its way
    AtomicInteger messages = new AtomicInteger();
    FakeServer.Link link = world.members.get(0).link();
    link.takes(
        () -> {
          int number = messages.getAndIncrement();
          boolean isQuestion = number % 2 == 0;
          return isQuestion ? Duration.ZERO : Duration.ofMillis(number + 1L);
        });
    for (int i = 0; i < calls; i++) {
      world.send(0, ChatRequest.of("Hi"), PATIENT);
    }
    link.takes(() -> Duration.ofNanos(200_000));
  }

  @Test
  void an_answer_that_stands_behind_others_is_waited_for_while_they_come() {
    try (FleetWorld world = roomy(Duration.ofNanos(200_000))) {
      int before = world.acme.calls().size();
      trickle(world, 1_200);
      world.time.advance(Duration.ofMillis(39));
      assertThat(world.acme.calls()).hasSize(before + 19);
      world.time.advance(LONGEST_IN_ALL.minusMillis(40));
      assertThat(world.acme.calls()).hasSize(before + 999);
      world.time.advance(Duration.ofMillis(2));
      assertThat(world.acme.calls()).hasSize(before + 1_200);
    }
  }

  @Test
  void an_answer_that_stood_behind_others_tells_nothing_of_the_pace() {
    try (FleetWorld world = roomy(Duration.ofNanos(200_000))) {
      int before = world.acme.calls().size();
      trickle(world, 100);
      world.time.advance(Duration.ofMillis(200));
      assertThat(world.acme.calls()).hasSize(before + 100);
      world.server.freeze();
      firstWaits(world, PATIENCE);
    }
  }

  @Test
  void a_slow_store_that_stops_holds_up_one_call_for_twice_what_it_took() {
    try (FleetWorld world = roomy(Duration.ofMillis(30))) {
      assertThat(waits(world, 5)).containsOnly(Duration.ofMillis(60));
      world.server.freeze();
      firstWaits(world, Duration.ofMillis(120));
    }
  }

  @Test
  void no_store_is_waited_for_longer_than_the_longest() {
    try (FleetWorld world = roomy(Duration.ofMillis(180))) {
      world.server.freeze();
      firstWaits(world, LONGEST);
    }
    try (FleetWorld world = roomy(Duration.ofMillis(210))) {
      firstWaits(world, PATIENCE);
    }
  }

  @Test
  void a_store_that_is_quick_again_is_waited_for_as_ever() {
    try (FleetWorld world = roomy(Duration.ofMillis(30))) {
      world.server.takes(() -> Duration.ofNanos(200_000));
      List<Duration> unused = waits(world, 30);
      world.server.freeze();
      firstWaits(world, PATIENCE);
    }
  }

  @Test
  void an_answer_after_a_silence_tells_nothing_of_the_pace() {
    try (FleetWorld world = roomy(Duration.ofNanos(200_000))) {
      world.server.freeze();
      firstWaits(world, PATIENCE);
      world.time.advance(Duration.ofSeconds(20));
      world.server.thaw();
      world.time.advanceUntil(world::nobodyIsAlone, MINUTE);
      world.server.freeze();
      firstWaits(world, PATIENCE);
    }
  }

  @Test
  void a_store_that_stops_again_before_all_is_told_holds_up_one_call_more() {
    try (FleetWorld world = roomy(Duration.ofNanos(200_000))) {
      world.server.freeze();
      firstWaits(world, PATIENCE);
      world.time.advance(Duration.ofSeconds(5));
      world.server.thaw();
      world.time.advance(Duration.ofSeconds(1));
      assertThat(world.nobodyIsAlone()).isFalse();
      world.server.freeze();
      firstWaits(world, PATIENCE);
      world.time.advance(Duration.ofSeconds(5));
      assertThat(waits(world, 50)).containsOnly(Duration.ZERO);
      world.server.thaw();
      world.time.advanceUntil(world::nobodyIsAlone, MINUTE);
    }
  }
}
