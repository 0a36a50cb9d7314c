package dev.laneway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.time.TimeSource.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManualTimeTest {

  private final ManualTime time = new ManualTime();
  private final List<String> ran = new ArrayList<>();

  @Test
  void both_clocks_stand_still_until_they_are_moved() {
    assertThat(time.now()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(time.nanos()).isZero();

    time.advance(Duration.ofMillis(1500));

    assertThat(time.now()).isEqualTo(Instant.parse("2026-03-02T08:00:01.500Z"));
    assertThat(time.nanos()).isEqualTo(1_500_000_000L);
  }

  @Test
  void tasks_run_by_their_moment_and_then_by_their_scheduling() {
    after(2, "late");
    after(1, "first of two");
    after(1, "second of two");
    after(3, "too late");

    time.advance(Duration.ofSeconds(2));

    assertThat(ran).containsExactly("first of two@1", "second of two@1", "late@2");
    assertThat(time.waiting()).isEqualTo(1);
    assertThat(time.nextDue()).contains(Duration.ofSeconds(1));
  }

  @Test
  void a_task_may_schedule_tasks_that_run_in_the_same_advance() {
    time.after(Duration.ofSeconds(1), () -> after(1, "child"));

    time.advance(Duration.ofSeconds(5));

    assertThat(ran).containsExactly("child@2");
    assertThat(time.nanos()).isEqualTo(5_000_000_000L);
  }

  @Test
  void a_task_without_delay_waits_for_the_next_move() {
    after(0, "soon");
    after(-7, "soon as well");
    assertThat(ran).isEmpty();

    time.runDue();

    assertThat(ran).containsExactly("soon@0", "soon as well@0");
  }

  @Test
  void a_cancelled_task_neither_runs_nor_stays() {
    Timer timer = time.after(Duration.ofSeconds(1), () -> ran.add("cancelled"));
    after(1, "kept");

    timer.cancel();
    timer.cancel();

    assertThat(time.waiting()).isEqualTo(1);
    time.advance(Duration.ofSeconds(1));
    timer.cancel();
    assertThat(ran).containsExactly("kept@1");
  }

  @Test
  void the_next_moment_can_be_run_alone() {
    after(1, "a");
    after(1, "b");
    after(9, "c");

    assertThat(time.advanceToNext()).isTrue();
    assertThat(ran).containsExactly("a@1", "b@1");
    assertThat(time.advanceToNext()).isTrue();
    assertThat(time.advanceToNext()).isFalse();
    assertThat(ran).endsWith("c@9");
  }

  @Test
  void time_moves_until_a_condition_holds_and_no_further() {
    AtomicBoolean done = new AtomicBoolean();
    time.after(Duration.ofSeconds(3), () -> done.set(true));
    after(4, "later");

    assertThat(time.advanceUntil(done::get, Duration.ofMinutes(1))).isTrue();
    assertThat(time.nanos()).isEqualTo(3_000_000_000L);
    assertThat(time.advanceUntil(() -> false, Duration.ofSeconds(30))).isFalse();
    assertThat(time.nanos()).isEqualTo(33_000_000_000L);
  }

  @Test
  void running_until_idle_ends_with_the_last_task() {
    time.after(Duration.ofHours(30), () -> after(60, "last"));

    time.runUntilIdle();

    assertThat(ran).hasSize(1);
    assertThat(time.now()).isEqualTo(ManualTime.START.plus(Duration.ofHours(30).plusMinutes(1)));
  }

  @Test
  void tasks_without_end_are_told_of() {
    class Daily implements Runnable {
      @Override
      public void run() {
        time.after(Duration.ofDays(1), this);
      }
    }
    new Daily().run();

    assertThatThrownBy(time::runUntilIdle)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1 tasks still wait after 400 days");
  }

  @Test
  void the_wall_clock_may_jump_without_the_monotonic_one() {
    after(10, "task");

    time.jumpWallClock(Duration.ofHours(-2));
    assertThat(time.now()).isEqualTo(ManualTime.START.minus(Duration.ofHours(2)));
    assertThat(time.nanos()).isZero();

    time.advance(Duration.ofSeconds(10));
    assertThat(ran).containsExactly("task@10");
  }

  @Test
  void a_task_may_not_move_the_time_that_runs_it() {
    time.after(Duration.ZERO, () -> time.advance(Duration.ofSeconds(1)));

    assertThatThrownBy(time::runDue).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_delay_beyond_all_time_is_no_error() {
    time.after(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));

    time.advance(Duration.ofDays(365));

    assertThat(ran).isEmpty();
    assertThat(time.waiting()).isEqualTo(1);
  }

  @Test
  void a_step_beyond_all_time_is_told_and_runs_nothing() {
    time.after(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));
    Duration tooFar = Duration.ofDays(365 * 300);

    assertThatThrownBy(() -> time.advance(tooFar))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("step must end within 292 years of the beginning, was " + tooFar);
    assertThatThrownBy(() -> time.advanceTo(ManualTime.START.plus(tooFar)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ran).isEmpty();
    assertThat(time.nanos()).isZero();
  }

  @Test
  void a_moment_that_has_passed_is_named() {
    time.advance(Duration.ofHours(1));

    assertThatThrownBy(() -> time.advanceTo(ManualTime.START))
        .hasMessage(
            "moment must not have passed, was 2026-03-02T08:00:00Z at 2026-03-02T09:00:00Z");
  }

  @Test
  void what_a_task_throws_reaches_whoever_moves_time_and_loses_no_other_task() {
    time.after(
        Duration.ofSeconds(1),
        () -> {
          throw new IllegalStateException("task");
        });
    after(1, "same moment");
    after(2, "later");

    assertThatThrownBy(() -> time.advance(Duration.ofSeconds(5))).hasMessage("task");
    assertThat(time.nanos()).isEqualTo(1_000_000_000L);
    assertThat(ran).isEmpty();

    time.advance(Duration.ofSeconds(1));
    assertThat(ran).containsExactly("same moment@1", "later@2");
  }

  @Test
  void a_task_may_cancel_itself_and_one_of_its_own_moment() {
    List<Timer> timers = new ArrayList<>();
    timers.add(time.after(Duration.ofSeconds(1), () -> timers.forEach(Timer::cancel)));
    timers.add(time.after(Duration.ofSeconds(1), () -> ran.add("cancelled")));
    after(1, "kept");

    time.advance(Duration.ofSeconds(1));

    assertThat(ran).containsExactly("kept@1");
    assertThat(time.waiting()).isZero();
  }

  @Test
  void a_task_may_set_the_wall_clock() {
    time.after(Duration.ofSeconds(1), () -> time.jumpWallClock(Duration.ofHours(1)));

    time.advance(Duration.ofSeconds(2));

    assertThat(time.now()).isEqualTo(ManualTime.START.plusSeconds(3602));
  }

  @Test
  void two_threads_that_advance_to_one_moment_meet_there() throws InterruptedException {
    Instant moment = ManualTime.START.plusSeconds(60);
    Thread other = new Thread(() -> time.advanceTo(moment));
    time.after(
        Duration.ofSeconds(1),
        () -> {
          other.start();
          while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait(); // until it waits for its turn
          }
        });

    time.advanceTo(moment);
    other.join();

    assertThat(time.now()).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13})
  void any_history_of_scheduling_and_cancelling_keeps_the_order(long seed) {
    Random random = new Random(seed);
    List<Timer> timers = new ArrayList<>();
    List<long[]> expected = new ArrayList<>();
    List<long[]> seen = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      long[] task = {random.nextInt(300), i};
      timers.add(time.after(Duration.ofNanos(task[0]), () -> seen.add(task)));
      expected.add(task);
      if (random.nextInt(3) == 0) {
        int victim = random.nextInt(timers.size());
        timers.remove(victim).cancel();
        expected.remove(victim);
      }
    }
    assertThat(time.waiting()).isEqualTo(expected.size());

    time.runUntilIdle();

    expected.sort(Comparator.<long[]>comparingLong(t -> t[0]).thenComparingLong(t -> t[1]));
    assertThat(seen).containsExactlyElementsOf(expected);
  }

  @Test
  void two_million_tasks_are_cheap() {
    AtomicInteger count = new AtomicInteger();
    for (int i = 0; i < 2_000_000; i++) {
      Timer timer = time.after(Duration.ofNanos((i * 7919L) % 1_000_003), count::incrementAndGet);
      if (i % 2 == 0) {
        timer.cancel();
      }
    }

    time.runUntilIdle();

    assertThat(count).hasValue(1_000_000);
  }

  private void after(long seconds, String name) {
    time.after(
        Duration.ofSeconds(seconds), () -> ran.add(name + "@" + time.nanos() / 1_000_000_000));
  }
}
