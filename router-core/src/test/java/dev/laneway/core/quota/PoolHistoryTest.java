package dev.laneway.core.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.time.Moment;
import dev.laneway.core.time.Turn;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeded histories: never more than a limit in any window of its kind, never fewer when asked. */
class PoolHistoryTest {

  private static final Demand CALL = new Demand(10, 20, 100);
  private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

  private final ManualTime time = new ManualTime(Instant.parse("2026-03-07T20:00:00Z"));

  private Moment now() {
    return Moment.of(time);
  }

  private boolean tryTake(Pool pool, Demand demand) {
    if (pool.nanosUntil(demand, Urgency.INTERACTIVE, now()) > 0) {
      return false;
    }
    pool.take(demand, Urgency.INTERACTIVE, now());
    return true;
  }

  /** Random bursts and pauses over three hours; the moments at which a call was admitted. */
  private List<Long> admissions(Pool pool, Random random, Duration span) {
    List<Long> admitted = new ArrayList<>();
    Instant end = time.now().plus(span);
    while (time.now().isBefore(end)) {
      int burst = random.nextInt(12);
      for (int i = 0; i < burst; i++) {
        if (tryTake(pool, CALL)) {
          admitted.add(time.now().toEpochMilli());
        }
      }
      time.advance(Duration.ofMillis(random.nextInt(20_000)));
    }
    return admitted;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void no_rolling_minute_holds_more_than_the_limit(long seed) {
    Pool pool = poolOf(Limit.of(Resource.REQUESTS, 7, Window.rolling(Duration.ofMinutes(1))));
    List<Long> admitted = admissions(pool, new Random(seed), Duration.ofHours(3));
    assertThat(busiest(admitted, 60_000)).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8})
  void a_rolling_minute_is_filled_to_the_last_call_when_there_is_demand(long seed) {
    Pool pool = poolOf(Limit.of(Resource.REQUESTS, 7, Window.rolling(Duration.ofMinutes(1))));
    Random random = new Random(seed);
    int admitted = 0;
    for (int step = 0; step < 10_000; step++) {
      while (tryTake(pool, CALL)) {
        admitted++;
      }
      long wait = pool.nanosUntil(CALL, Urgency.INTERACTIVE, now());
      time.advance(Duration.ofNanos(Math.max(1, wait)));
      if (random.nextInt(50) == 0) {
        time.advance(Duration.ofMinutes(1));
      }
    }
    // whoever waits exactly as long as it is told gets its call each time
    assertThat(admitted).isGreaterThanOrEqualTo(10_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void no_full_minute_holds_more_than_a_fixed_limit_and_each_may_be_filled(long seed) {
    Window minute = Window.fixed(Duration.ofMinutes(1));
    Pool pool = poolOf(Limit.of(Resource.REQUESTS, 7, minute));
    List<Long> admitted = admissions(pool, new Random(seed), Duration.ofHours(3));
    long most =
        admitted.stream()
            .collect(Collectors.groupingBy(t -> t / 60_000, Collectors.counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElse(0);
    assertThat(most).isEqualTo(7);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void a_bucket_gives_its_burst_and_then_its_rate_and_no_more(long seed) {
    Pool pool = poolOf(Limit.of(Resource.REQUESTS, 6, Window.bucket(Duration.ofMinutes(1))));
    List<Long> admitted = admissions(pool, new Random(seed), Duration.ofHours(3));
    for (int from = 0; from < admitted.size(); from++) {
      for (int to = from; to < Math.min(from + 60, admitted.size()); to++) {
        double allowed = 6 + (admitted.get(to) - admitted.get(from)) / 10_000.0;
        assertThat((double) to - from + 1).isLessThanOrEqualTo(allowed + 1e-6);
      }
    }
    assertThat(admitted).hasSizeGreaterThan(900);
  }

  @Test
  void a_bucket_that_is_waited_for_as_told_gives_each_call_at_that_moment() {
    Pool pool = poolOf(Limit.of(Resource.REQUESTS, 6, Window.bucket(Duration.ofMinutes(1))));
    for (int i = 0; i < 6; i++) {
      assertThat(tryTake(pool, CALL)).isTrue();
    }
    for (int i = 0; i < 100; i++) {
      long wait = pool.nanosUntil(CALL, Urgency.INTERACTIVE, now());
      assertThat(wait).isEqualTo(Duration.ofSeconds(10).toNanos());
      time.advance(Duration.ofNanos(wait - 1));
      assertThat(tryTake(pool, CALL)).isFalse();
      time.advance(Duration.ofNanos(1));
      assertThat(tryTake(pool, CALL)).isTrue();
    }
  }

  @Test
  void a_day_ends_at_pacific_midnight_also_when_the_clocks_change() {
    Window day = Window.dayOf(PACIFIC);
    Pool pool = poolOf(Limit.of(Resource.REQUESTS, 20, day));
    // 2026-03-08 has 23 hours in Los Angeles, 2026-11-01 has 25
    assertThat(fillDay(pool)).isEqualTo(20);
    time.advanceTo(Instant.parse("2026-03-08T07:59:59.999Z"));
    assertThat(tryTake(pool, CALL)).isFalse();
    time.advanceTo(Instant.parse("2026-03-08T08:00:00Z"));
    assertThat(fillDay(pool)).isEqualTo(20);
    time.advanceTo(Instant.parse("2026-03-09T06:59:59.999Z"));
    assertThat(tryTake(pool, CALL)).isFalse();
    time.advanceTo(Instant.parse("2026-03-09T07:00:00Z"));
    assertThat(fillDay(pool)).isEqualTo(20);
    Turn long25 = Turn.of(day, Instant.parse("2026-11-01T12:00:00Z").toEpochMilli());
    assertThat(Duration.ofMillis(long25.endMillis() - long25.startMillis()))
        .isEqualTo(Duration.ofHours(25));
  }

  private int fillDay(Pool pool) {
    int taken = 0;
    while (tryTake(pool, CALL)) {
      taken++;
    }
    return taken;
  }

  @Test
  void a_calendar_that_is_set_back_opens_no_day_anew() {
    Pool pool = poolOf(Limit.of(Resource.REQUESTS, 3, Window.dayOf(PACIFIC)));
    assertThat(fillDay(pool)).isEqualTo(3);
    time.jumpWallClock(Duration.ofDays(-2));
    assertThat(tryTake(pool, CALL)).isFalse();
  }

  @Test
  void all_limits_of_a_pool_are_taken_together_or_not_at_all() {
    Pool pool =
        poolOf(
            Limit.of(Resource.REQUESTS, 100, Window.rolling(Duration.ofMinutes(1))),
            Limit.of(Resource.TOKENS, 70, Window.rolling(Duration.ofMinutes(1))));
    assertThat(tryTake(pool, CALL)).isTrue();
    assertThat(tryTake(pool, CALL)).isTrue();
    assertThat(tryTake(pool, CALL)).isFalse();
    assertThat(pool.readings(now()).get(0).available()).isEqualTo(98);
  }

  @Test
  void real_usage_beyond_the_estimate_is_a_debt_and_what_was_not_used_comes_back() {
    Pool pool = poolOf(Limit.of(Resource.TOKENS, 100, Window.bucket(Duration.ofMinutes(1))));
    Hold hold = pool.take(CALL, Urgency.INTERACTIVE, now());
    pool.spent(hold, 10, 5, now());
    assertThat(pool.readings(now()).get(0).available()).isEqualTo(85);
    Hold other = pool.take(CALL, Urgency.INTERACTIVE, now());
    pool.spent(other, 10, 190, now());
    assertThat(pool.readings(now()).get(0).available()).isEqualTo(-115);
  }

  @Test
  void a_bucket_may_be_larger_than_anybody_can_drink() {
    Pool pool =
        poolOf(Limit.of(Resource.TOKENS, Long.MAX_VALUE / 2, Window.bucket(Duration.ofSeconds(1))));
    assertThat(tryTake(pool, CALL)).isTrue();
    assertThat(pool.left(now())).isGreaterThan(0.99);
  }

  @Test
  void each_ending_leaves_what_the_vendor_counts() {
    Pool pool =
        poolOf(
            Limit.of(Resource.REQUESTS, 10, Window.rolling(Duration.ofMinutes(1))),
            Limit.of(Resource.TOKENS, 1000, Window.rolling(Duration.ofMinutes(1))),
            Limit.of(Resource.CONCURRENCY, 2, Window.rolling(Duration.ofSeconds(1))));
    pool.unused(pool.take(CALL, Urgency.BATCH, now()), now());
    assertThat(lefts(pool)).containsExactly(10L, 1000L, 2L);
    pool.lost(pool.take(CALL, Urgency.BATCH, now()), 0, now());
    assertThat(lefts(pool)).containsExactly(9L, 966L, 2L);
    pool.refused(pool.take(CALL, Urgency.BATCH, now()), now());
    assertThat(lefts(pool)).containsExactly(9L, 966L, 2L);
    pool.spent(pool.take(CALL, Urgency.BATCH, now()), 10, 50, now());
    assertThat(lefts(pool)).containsExactly(8L, 906L, 2L);
  }

  @Test
  void a_vendor_that_counts_what_it_refuses_is_counted_so() {
    Pool pool =
        poolOf(
            Limit.of(Resource.REQUESTS, 10, Window.rolling(Duration.ofMinutes(1)))
                .countingRefused());
    pool.refused(pool.take(CALL, Urgency.BATCH, now()), now());
    assertThat(lefts(pool)).containsExactly(9L);
  }

  private List<Long> lefts(Pool pool) {
    return pool.readings(now()).stream().map(LimitState::available).toList();
  }

  private Pool poolOf(Limit... limits) {
    return new Pool("test", List.of(limits), now());
  }

  private static int busiest(List<Long> moments, long window) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < moments.size(); to++) {
      while (moments.get(from) + window <= moments.get(to)) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
