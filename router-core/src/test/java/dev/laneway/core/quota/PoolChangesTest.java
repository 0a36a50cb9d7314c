package dev.laneway.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.time.Moment;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pools whose limits change, that are checked while they rest, or that burst. */
class PoolChangesTest {

  private static final Demand CALL = new Demand(10, 20, 100);
  private static final Limit SMALL_BURST =
      Limit.of(Resource.REQUESTS, 60, Window.bucket(Duration.ofMinutes(1))).bursting(5);

  private final ManualTime time = new ManualTime();

  private Moment now() {
    return Moment.of(time);
  }

  private Pool poolOf(Limit... limits) {
    return new Pool("test", List.of(limits), now());
  }

  private long leftOf(Pool pool) {
    return pool.readings(now()).get(0).available();
  }

  @Test
  void a_bucket_with_a_small_burst_goes_on_as_full_as_it_was() {
    Pool before = poolOf(SMALL_BURST);
    before.take(CALL, Urgency.INTERACTIVE, now());
    Pool after = before.continued(List.of(SMALL_BURST.ofAmount(120)), now());
    assertThat(leftOf(after)).isEqualTo(4);
  }

  @Test
  void a_bucket_with_a_large_burst_goes_on_no_fuller_than_it_was() {
    Limit large = SMALL_BURST.bursting(100);
    Pool before = poolOf(large);
    for (int i = 0; i < 90; i++) {
      before.take(CALL, Urgency.INTERACTIVE, now());
    }
    Pool after = before.continued(List.of(large.ofAmount(120).bursting(100)), now());
    assertThat(leftOf(after)).isEqualTo(10);
  }

  @Test
  void refusals_without_a_word_at_a_bucket_that_is_nearly_full_shrink_no_limit() {
    Pool pool = poolOf(SMALL_BURST);
    for (int i = 0; i < 4; i++) {
      Hold hold = pool.take(CALL, Urgency.INTERACTIVE, now());
      pool.refused(hold, now());
      assertThat(pool.suspect(hold, LearningTest.throttled(Optional.empty()), time.nanos(), now()))
          .isFalse();
      time.advance(Duration.ofSeconds(5));
    }
    assertThat(pool.readings(now()).get(0).limit()).isEqualTo(SMALL_BURST);
  }

  @Test
  void a_check_that_fails_while_the_pool_rests_shortens_nothing() {
    Pool pool = poolOf(SMALL_BURST);
    pool.rest(Duration.ofMinutes(10), false, "throttled", now());
    Hold checking = pool.take(CALL, Urgency.NEAR_REAL_TIME, now());
    pool.lost(checking, 0, now());
    assertThat(pool.restingNanos(now())).isEqualTo(Duration.ofMinutes(10).toNanos());
  }

  @Test
  void a_check_that_fails_on_a_spent_day_leaves_the_probe_to_its_end() {
    Pool pool = poolOf(SMALL_BURST);
    pool.rest(Duration.ofHours(5), true, "quota spent", now());
    pool.unused(pool.take(CALL, Urgency.NEAR_REAL_TIME, now()), now());
    assertThat(pool.restingNanos(now())).isEqualTo(Duration.ofHours(5).toNanos());
    time.advance(Duration.ofHours(5));
    Hold probe = pool.take(CALL, Urgency.INTERACTIVE, now());
    assertThat(pool.nanosUntil(CALL, Urgency.INTERACTIVE, now())).isEqualTo(Pool.UNTIL_RELEASE);
    pool.spent(probe, 10, 10, now());
    assertThat(pool.nanosUntil(CALL, Urgency.INTERACTIVE, now())).isZero();
  }

  @Test
  void a_window_shorter_than_a_millisecond_is_counted() {
    Pool pool = poolOf(Limit.of(Resource.REQUESTS, 2, Window.fixed(Duration.ofNanos(500_000))));
    pool.take(CALL, Urgency.INTERACTIVE, now());
    pool.take(CALL, Urgency.INTERACTIVE, now());
    assertThat(pool.nanosUntil(CALL, Urgency.INTERACTIVE, now())).isPositive();
  }
}
