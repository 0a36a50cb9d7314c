package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three routers over one store that slows down, freezes, dies and forgets, in virtual time. */
class FleetOutageTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int LIMIT = 60;

  /** A call is counted by the store, and goes when its word has come. */
  private static final Duration WAY_BACK = Duration.ofMillis(5);

  private static final CallOptions PATIENT =
      World.within(Urgency.INTERACTIVE, MINUTE.multipliedBy(9));

  private static void lane(RouterBuilder builder) {
    builder.lane(
        "acme/a",
        l ->
            l.quota(
                q ->
                    q.limit(Resource.REQUESTS, LIMIT, Window.rolling(MINUTE))
                        .requestsPerDay(1_000_000)
                        .dayOf(ZoneOffset.UTC)));
  }

  private static void isRightAfterwards(FleetWorld world, int calls, Duration wayBack) {
    world.time.advanceUntil(world::allAreAnswered, MINUTE.multipliedBy(8));
    assertThat(world.acme.calls()).hasSize(calls);
    assertThat(world.busiest(MINUTE.minus(wayBack))).isLessThanOrEqualTo(LIMIT);
    world.time.advanceUntil(world::nobodyIsAlone, MINUTE);
    world.time.advance(MINUTE);
    assertThat(world.server.counts().ofTurns("CALENDAR_DAY")).isEqualTo(calls);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void a_frozen_store_costs_no_limit_and_its_counts_are_right_afterwards(long seed) {
    Random random = new Random(seed);
    try (FleetWorld world = new FleetWorld(3, FleetOutageTest::lane, s -> {})) {
      world.server.takes(() -> Duration.ofNanos(random.nextInt(1_900_000)));
      world.burst(50, PATIENT);
      world.time.advance(Duration.ofMillis(10 + random.nextInt(60_000)));
      world.server.freeze();
      world.time.advance(Duration.ofMillis(random.nextInt(70_000)));
      world.server.thaw();
      isRightAfterwards(world, 150, WAY_BACK);
    }
  }

  /** Nobody knows yet that it is slow: calls go by share before an answer comes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void a_store_that_slows_down_holds_nobody_up_and_costs_no_limit(long seed) {
    Random random = new Random(seed);
    try (FleetWorld world = new FleetWorld(3, FleetOutageTest::lane, s -> {})) {
      int before = world.becomeSure();
      world.server.takes(() -> Duration.ofMillis(20 + random.nextInt(80)));
      world.burst(50, PATIENT);
      world.time.advance(Duration.ofMillis(5));
      assertThat(world.acme.calls()).hasSize(before + LIMIT);
      isRightAfterwards(world, before + 150, Duration.ofMillis(100));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void a_store_that_died_and_forgot_is_told_again_before_it_is_asked(long seed) {
    Random random = new Random(seed);
    try (FleetWorld world = new FleetWorld(3, FleetOutageTest::lane, s -> {})) {
      world.server.takes(() -> Duration.ofNanos(random.nextInt(1_900_000)));
      world.burst(50, PATIENT);
      world.time.advance(Duration.ofSeconds(50 + random.nextInt(9)));
      world.server.kill();
      world.time.advance(Duration.ofMillis(random.nextInt(4_000)));
      world.server.restart();
      world.members.forEach(
          member -> member.link().connectsAfter(Duration.ofMillis(random.nextInt(4_000))));
      isRightAfterwards(world, 150, WAY_BACK);
    }
  }
}
