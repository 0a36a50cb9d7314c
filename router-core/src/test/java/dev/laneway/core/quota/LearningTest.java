package dev.laneway.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.FailureDetails;
import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure.Throttled;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.time.Moment;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningTest {

  private static final Window MINUTE = Window.bucket(Duration.ofMinutes(1));
  private static final Window ROLLING_MINUTE = Window.rolling(Duration.ofMinutes(1));

  private final ManualTime time = new ManualTime();

  private Moment now() {
    return Moment.of(time);
  }

  private Pool pool(Limit... limits) {
    return new Pool("p", List.of(limits), now());
  }

  private Pool pool(long requests, Window window) {
    return pool(Limit.of(Resource.REQUESTS, requests, window));
  }

  private static RateLimitReading told(long limit, long remaining) {
    return told(Resource.REQUESTS, MINUTE, limit, remaining);
  }

  private static RateLimitReading told(
      Resource resource, Window window, long limit, long remaining) {
    return new RateLimitReading(
        resource, window, OptionalLong.of(limit), OptionalLong.of(remaining), Optional.empty());
  }

  private long limitOf(Pool pool) {
    return pool.readings(now()).get(0).limit().amount();
  }

  private long leftOf(Pool pool) {
    return pool.readings(now()).get(0).available();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void a_learned_limit_never_loosens_a_configured_one(long seed) {
    Pool pool = pool(30, MINUTE);
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      long amount = random.nextInt(100);
      if (random.nextBoolean()) {
        pool.learn(told(amount, random.nextInt(100)), now());
      } else {
        pool.learn(LimitRef.of(Resource.REQUESTS, MINUTE).withAmount(amount), now());
      }
      assertThat(limitOf(pool)).isLessThanOrEqualTo(30);
      assertThat(leftOf(pool)).isLessThanOrEqualTo(30);
      time.advance(Duration.ofMillis(random.nextInt(3_000)));
    }
    pool.learn(told(30, 30), now());
    assertThat(limitOf(pool)).isEqualTo(30);
  }

  @Test
  void what_was_itself_learned_may_be_relaxed() {
    Pool pool = pool();
    pool.learn(told(10, 9), now());
    assertThat(limitOf(pool)).isEqualTo(10);
    pool.learn(told(60, 59), now());
    assertThat(limitOf(pool)).isEqualTo(60);
  }

  @Test
  void a_smaller_remainder_counts_at_once() {
    Pool pool = pool(30, MINUTE);
    pool.learn(told(30, 2), now());
    assertThat(leftOf(pool)).isEqualTo(2);
  }

  @Test
  void requests_and_tokens_are_learned_apart_with_their_own_windows() {
    Pool pool = pool(30, MINUTE);
    pool.learn(told(Resource.TOKENS, MINUTE, 8_000, 100), now());
    assertThat(limitOf(pool)).isEqualTo(30);
    assertThat(pool.nanosUntil(new Demand(90, 5, 5), Urgency.INTERACTIVE, now())).isZero();
    assertThat(pool.nanosUntil(new Demand(190, 5, 5), Urgency.INTERACTIVE, now())).isPositive();
  }

  @Test
  void a_reading_of_a_day_does_not_touch_the_minute() {
    Pool pool = pool(30, MINUTE);
    pool.learn(told(Resource.REQUESTS, Window.bucket(Duration.ofDays(1)), 1_000, 5), now());
    assertThat(limitOf(pool)).isEqualTo(30);
    assertThat(leftOf(pool)).isEqualTo(30);
  }

  @Test
  void a_stated_rest_is_never_shortened() {
    Pool pool = pool();
    pool.rest(Duration.ofHours(5), false, "said so", now());
    pool.rest(Duration.ofSeconds(5), false, "said less", now());
    pool.rest(Duration.ofSeconds(1), false, "guess", now());
    time.advance(Duration.ofHours(5).minusNanos(1));
    assertThat(pool.isResting(now())).isTrue();
    time.advance(Duration.ofNanos(1));
    assertThat(pool.isResting(now())).isFalse();
  }

  @Test
  void after_a_long_rest_one_call_goes_first() {
    Pool pool = pool();
    Demand call = new Demand(1, 1, 1);
    pool.rest(Duration.ofHours(5), true, "day spent", now());
    time.advance(Duration.ofHours(5));
    assertThat(pool.nanosUntil(call, Urgency.BATCH, now())).isZero();
    Hold probe = pool.take(call, Urgency.BATCH, now());
    assertThat(pool.nanosUntil(call, Urgency.BATCH, now())).isEqualTo(Pool.UNTIL_RELEASE);
    pool.spent(probe, 1, 1, now());
    assertThat(pool.nanosUntil(call, Urgency.BATCH, now())).isZero();
    pool.take(call, Urgency.BATCH, now());
    assertThat(pool.nanosUntil(call, Urgency.BATCH, now())).isZero();
  }

  @Test
  void patient_work_leaves_room_for_the_interactive_calls_seen_lately() {
    Pool pool = pool(20, ROLLING_MINUTE);
    Demand call = new Demand(1, 1, 1);
    assertThat(batchCalls(pool, call)).as("nobody is interactive").isEqualTo(20);
    time.advance(Duration.ofMinutes(1));
    for (int i = 0; i < 10; i++) {
      pool.take(call, Urgency.INTERACTIVE, now());
    }
    assertThat(batchCalls(pool, call)).isBetween(3, 5);
    assertThat(pool.nanosUntil(call, Urgency.INTERACTIVE, now())).isZero();
  }

  /** How many pass until one would have to wait. */
  private int batchCalls(Pool pool, Demand call) {
    int passed = 0;
    while (pool.nanosUntil(call, Urgency.BATCH, now()) == 0) {
      pool.take(call, Urgency.BATCH, now());
      passed++;
    }
    return passed;
  }

  private static final Demand SMALL = new Demand(10, 10, 10);

  private Hold call(Pool pool) {
    assertThat(pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now())).isZero();
    return pool.take(SMALL, Urgency.INTERACTIVE, now());
  }

  private void answered(Pool pool, int calls) {
    for (int i = 0; i < calls; i++) {
      pool.spent(call(pool), 10, 10, now());
    }
  }

  private boolean refusedWithoutAWord(Pool pool) {
    return refused(pool, Optional.empty());
  }

  private boolean refused(Pool pool, Optional<Duration> retryIn) {
    Hold hold = call(pool);
    pool.refused(hold, now());
    return pool.suspect(hold, throttled(retryIn), time.nanos(), now());
  }

  static Throttled throttled(Optional<Duration> retryIn) {
    return new Throttled(FailureDetails.of(429, "slow down"), LimitRef.UNNAMED, retryIn);
  }

  @Test
  void two_refusals_without_a_word_at_the_same_level_show_the_limit() {
    Pool pool = pool(30, ROLLING_MINUTE);
    answered(pool, 20);
    assertThat(refusedWithoutAWord(pool)).isFalse();
    assertThat(limitOf(pool)).isEqualTo(30);
    time.advance(Duration.ofMinutes(1));
    answered(pool, 20);
    assertThat(refusedWithoutAWord(pool)).isTrue();
    assertThat(limitOf(pool)).isEqualTo(20);
  }

  @Test
  void a_limit_that_was_only_suspected_grows_again_as_calls_reach_it() {
    Pool pool = pool(30, ROLLING_MINUTE);
    answered(pool, 20);
    refusedWithoutAWord(pool);
    refusedWithoutAWord(pool);
    for (int minute = 0; minute < 20; minute++) {
      time.advance(Duration.ofMinutes(1));
      answered(pool, (int) limitOf(pool));
    }
    assertThat(limitOf(pool)).isEqualTo(30);
  }

  @Test
  void refusals_of_an_idle_vendor_tell_nothing_of_its_limits() {
    Pool pool = pool(30, MINUTE);
    for (int i = 0; i < 8; i++) {
      answered(pool, 1);
      assertThat(refusedWithoutAWord(pool)).isFalse();
      time.advance(Duration.ofSeconds(10));
    }
    assertThat(limitOf(pool)).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void a_limit_of_nothing_in_a_header_is_no_limit(long limit) {
    Pool pool = pool(5, MINUTE);
    assertThat(pool.learn(told(limit, limit), now())).isFalse();
    assertThat(pool.learn(told(Resource.TOKENS, MINUTE, limit, limit), now())).isFalse();
    assertThat(leftOf(pool)).isEqualTo(5);
    assertThat(pool.readings(now())).hasSize(1);
  }

  @Test
  void a_limit_that_proves_right_again_is_tried_beyond_ever_more_rarely() {
    Pool pool = pool(7, ROLLING_MINUTE);
    int refusals = 0;
    for (int minute = 0; minute < 240; minute++) {
      for (int i = 0; pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now()) == 0; i++) {
        if (i < 4) {
          answered(pool, 1);
        } else {
          refusedWithoutAWord(pool);
          refusals++;
          break; // and the pool rests until its window has turned
        }
      }
      time.advance(Duration.ofMinutes(1));
    }
    assertThat(refusals).isBetween(5, 25);
    for (int minute = 0; minute < 240; minute++) {
      answered(pool, (int) limitOf(pool));
      time.advance(Duration.ofMinutes(1));
    }
    assertThat(limitOf(pool)).as("once the vendor allows it").isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_short_wait_shows_by_how_much_our_bucket_is_ahead(boolean countsRefused) {
    Limit limit = Limit.of(Resource.REQUESTS, 10, MINUTE);
    Pool pool = pool(countsRefused ? limit.countingRefused() : limit);
    answered(pool, 10);
    time.advance(Duration.ofSeconds(6));
    refused(pool, Optional.of(Duration.ofMillis(48)));
    for (int i = countsRefused ? 1 : 0; i < 5; i++) {
      long wait = pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now());
      assertThat(wait)
          .isEqualTo(
              Duration.ofMillis(i == 0 ? 48 : 6_000 + (i == 1 && countsRefused ? 48 : 0))
                  .toNanos());
      time.advance(Duration.ofNanos(wait));
      answered(pool, 1);
    }
  }

  @Test
  void a_bucket_of_tokens_follows_by_what_the_vendor_lacks() {
    Pool pool =
        pool(Limit.of(Resource.TOKENS, 60_000, MINUTE), Limit.of(Resource.REQUESTS, 60, MINUTE));
    Demand large = new Demand(59_990, 10, 10);
    pool.spent(pool.take(large, Urgency.INTERACTIVE, now()), 59_990, 10, now());
    time.advance(Duration.ofMillis(20));
    refused(pool, Optional.of(Duration.ofMillis(5)));
    assertThat(pool.readings(now()).get(0).available()).isEqualTo(15);
    assertThat(pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now())).isEqualTo(5_000_000);
    assertThat(pool.readings(now()).get(1).available()).isEqualTo(59);
  }

  @Test
  void a_long_wait_says_nothing_of_where_a_bucket_is() {
    Pool pool = pool(10, MINUTE);
    answered(pool, 10);
    time.advance(Duration.ofSeconds(6));
    refused(pool, Optional.of(Duration.ofSeconds(30)));
    assertThat(pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now())).isZero();
  }

  @Test
  void where_our_copy_is_ahead_the_limit_is_not_suspected() {
    Pool pool = pool(10, MINUTE);
    for (int i = 0; i < 4; i++) {
      answered(pool, (int) leftOf(pool) - 1);
      assertThat(refused(pool, Optional.of(Duration.ofMillis(48)))).isFalse();
      time.advance(Duration.ofMinutes(1));
    }
    assertThat(limitOf(pool)).isEqualTo(10);
  }

  @Test
  void a_rolling_window_waits_longer_once_a_call_came_too_early() {
    Pool pool = pool(2, ROLLING_MINUTE);
    answered(pool, 2);
    for (int i = 0; i < 3; i++) {
      time.advance(Duration.ofNanos(pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now())));
      assertThat(refused(pool, Optional.of(Duration.ofMillis(30)))).isFalse();
      answered(pool, 2);
    }
    assertThat(pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now()))
        .isEqualTo(Duration.ofMillis(60_200).toNanos());
    assertThat(limitOf(pool)).isEqualTo(2);
  }

  @Test
  void a_window_that_turns_waits_longer_once_a_call_came_too_early() {
    Pool pool = pool(2, Window.fixed(Duration.ofMinutes(1)));
    answered(pool, 2);
    time.advance(Duration.ofNanos(pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now())));
    assertThat(refusedWithoutAWord(pool)).isFalse();
    answered(pool, 2);
    assertThat(pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now()))
        .isEqualTo(Duration.ofMillis(60_050).toNanos());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 61_000})
  void a_refusal_in_the_midst_of_a_window_makes_nothing_later(long retryMillis) {
    Pool pool =
        pool(
            Limit.of(Resource.REQUESTS, 10, ROLLING_MINUTE),
            Limit.of(Resource.REQUESTS, 500, Window.fixed(Duration.ofHours(1))));
    time.advance(Duration.ofMinutes(3));
    answered(pool, 3);
    refused(
        pool, retryMillis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(retryMillis)));
    answered(pool, 7);
    assertThat(pool.nanosUntil(SMALL, Urgency.INTERACTIVE, now()))
        .isEqualTo(Duration.ofMinutes(1).toNanos());
  }
}
