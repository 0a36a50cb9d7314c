package dev.laneway.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long an answer is waited for by a process that does not always get round to hearing it. */
class PaceTest {

  private static final Duration PATIENCE = Duration.ofMillis(4);
  private static final Duration LONGEST = Duration.ofMillis(400);
  private static final long MILLI = 1_000_000;

  private final Pace pace = new Pace(PATIENCE);
  private long now = 7_000 * MILLI;

  private void passes(long millis) {
    now += millis * MILLI;
  }

  private void answered(Pace.Wait wait) {
    pace.answered(wait, now);
    pace.followed(now);
  }

  private void becomesSure() {
    for (int i = 0; i < 45; i++) {
      Pace.Wait wait = pace.begin(now);
      now += MILLI / 10;
      answered(wait);
    }
  }

  @Test
  void who_has_hardly_been_answered_yet_waits_long_and_less_with_each_answer() {
    assertThat(pace.begin(now).more(now)).isEqualTo(LONGEST);
    for (int i = 0; i < 20; i++) {
      pace.beaten(now, now + MILLI); // beats tell nothing of what calls do for the first time
      passes(500);
    }
    assertThat(pace.begin(now).more(now)).isEqualTo(LONGEST);
    Pace.Wait first = pace.begin(now);
    passes(1);
    answered(first);
    assertThat(pace.begin(now).more(now)).isEqualTo(LONGEST.multipliedBy(7).dividedBy(8));
    becomesSure();
    assertThat(pace.begin(now).more(now)).isEqualTo(PATIENCE);
  }

  @Test
  void a_burst_that_was_answered_makes_no_more_sure_than_one_call() {
    Pace.Wait[] burst = new Pace.Wait[60];
    for (int i = 0; i < burst.length; i++) {
      burst[i] = pace.begin(now);
    }
    for (Pace.Wait wait : burst) {
      passes(1);
      answered(wait);
    }
    assertThat(pace.begin(now).more(now)).isEqualTo(LONGEST.multipliedBy(7).dividedBy(8));
  }

  @Test
  void who_stood_still_listens_anew() {
    becomesSure();
    Pace.Wait wait = pace.begin(now);
    assertThat(wait.more(now)).isEqualTo(PATIENCE);
    passes(4 + 30); // the timer came thirty milliseconds late
    assertThat(wait.more(now)).isEqualTo(PATIENCE);
    passes(4 + 3); // hardly late: nothing was to be heard
    assertThat(wait.more(now)).isEqualTo(Duration.ofMillis(-3));
  }

  @Test
  void who_stands_still_again_and_again_waits_for_two_seconds_at_most() {
    becomesSure();
    Pace.Wait wait = pace.begin(now);
    long began = now;
    for (Duration more = wait.more(now); !more.isNegative(); more = wait.more(now)) {
      now += more.toNanos();
      passes(30);
    }
    assertThat(now - began).isBetween(2_000 * MILLI, 2_040 * MILLI);
  }

  @Test
  void nothing_is_to_be_heard_while_an_answer_is_followed() {
    becomesSure();
    Pace.Wait followed = pace.begin(now);
    Pace.Wait behind = pace.begin(now);
    assertThat(behind.more(now)).isEqualTo(PATIENCE);
    passes(1);
    pace.answered(followed, now);
    passes(5);
    assertThat(behind.more(now)).isEqualTo(PATIENCE);
    passes(4);
    pace.followed(now);
    assertThat(behind.more(now)).isEqualTo(PATIENCE);
    passes(4);
    assertThat(behind.more(now)).isEqualTo(Duration.ZERO);
  }
}
