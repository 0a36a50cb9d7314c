package dev.laneway.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.LimitRef;
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

  private static final Limit MINUTE =
      Limit.of(Resource.REQUESTS, 30, Window.rolling(Duration.ofMinutes(1)));
  private static final Limit TOKENS =
      Limit.of(Resource.TOKENS, 10_000, Window.rolling(Duration.ofMinutes(1)));

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
  void what_a_vendor_tightened_stays_tight_when_other_limits_change() {
    Pool before = poolOf(MINUTE, TOKENS);
    before.learn(LimitRef.of(Resource.REQUESTS, MINUTE.window()).withAmount(15), now());
    Pool after = before.continued(List.of(MINUTE, TOKENS.ofAmount(500)), now());
    assertThat(after.readings(now()))
        .extracting(reading -> reading.limit().amount())
        .containsExactly(15L, 500L);
    Pool raised = after.continued(List.of(MINUTE.ofAmount(60), TOKENS), now());
    assertThat(raised.readings(now()).get(0).limit().amount()).isEqualTo(60);
  }

  @Test
  void a_limit_that_was_only_suspected_grows_again_when_other_limits_change() {
    Pool before = poolOf(MINUTE);
    for (int i = 0; i < 20; i++) {
      before.take(CALL, Urgency.INTERACTIVE, now());
    }
    for (int i = 0; i < 2; i++) {
      Hold refused = before.take(CALL, Urgency.INTERACTIVE, now());
      before.suspect(refused, LearningTest.throttled(Optional.empty()), time.nanos(), now());
      before.refused(refused, now());
    }
    assertThat(before.readings(now()).get(0).limit().amount()).isEqualTo(20);
    Pool after = before.continued(List.of(MINUTE, TOKENS), now());
    time.advance(Duration.ofMinutes(2));
    Hold last = after.take(CALL, Urgency.INTERACTIVE, now());
    for (int i = 1; i < 20; i++) {
      last = after.take(CALL, Urgency.INTERACTIVE, now());
    }
    after.spent(last, 10, 10, now());
    assertThat(after.readings(now()).get(0).limit().amount()).isEqualTo(21);
  }

  @Test
  void who_draws_on_a_pool_of_before_takes_from_the_same_window() {
    Pool before = poolOf(MINUTE);
    Pool after = before.continued(List.of(MINUTE.ofAmount(40)), now());
    Hold early = before.take(CALL, Urgency.INTERACTIVE, now());
    after.take(CALL, Urgency.INTERACTIVE, now());
    assertThat(leftOf(after)).isEqualTo(38);
    assertThat(leftOf(before)).isEqualTo(38);
    before.unused(early, now());
    assertThat(leftOf(after)).isEqualTo(39);
  }

  @Test
  void two_limits_of_one_window_are_counted_once_each() {
    Pool before = poolOf(MINUTE, MINUTE.ofAmount(50));
    before.take(CALL, Urgency.INTERACTIVE, now());
    Pool after = before.continued(List.of(MINUTE, MINUTE.ofAmount(50), TOKENS), now());
    after.take(CALL, Urgency.INTERACTIVE, now());
    assertThat(after.readings(now())).extracting(LimitState::available).startsWith(28L, 48L);
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
