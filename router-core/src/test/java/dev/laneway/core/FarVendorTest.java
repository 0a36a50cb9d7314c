package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.FarVendor.Clock;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a limit is worth that is counted elsewhere: ways differ, and nobody's clock is ours. */
class FarVendorTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final World world = new World();

  @ParameterizedTest
  @CsvSource({
    "ROLLING_AND_TELLS, 1",
    "ROLLING_AND_TELLS, 2",
    "TURNING_AND_SILENT, 1",
    "TURNING_AND_SILENT, 2"
  })
  void a_limit_that_is_always_used_up_is_seldom_run_into(Clock clock, long seed) {
    Window window =
        clock == Clock.ROLLING_AND_TELLS ? Window.rolling(MINUTE) : Window.fixed(MINUTE);
    FarVendor far = new FarVendor(world.time, clock, 10, seed);
    try (Router router =
        world
            .builder()
            .provider(ScriptedProvider.factory("far", settings -> far))
            .lane("far/model", lane -> lane.quota(q -> q.limit(Resource.REQUESTS, 10, window)))
            .build()) {
      world.send(router, World.within(Urgency.BATCH, Duration.ofHours(4)), 1_500);
      world.time.advance(Duration.ofHours(2));
      assertThat(far.answered()).isBetween(1_150, 1_200);
      assertThat(far.refused()).isLessThan(20);
    }
  }
}
