package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Submission.State;
import dev.laneway.core.AfterTry.Again;
import dev.laneway.core.AfterTry.Over;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The router's own judgement on a try that failed. */
class AfterTryTest {

  private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
  private static final Instant TONIGHT = NOW.plus(Duration.ofHours(12));

  private static final Set<Reason> WAITED_FOR =
      EnumSet.of(Reason.LIMITED, Reason.BUDGET, Reason.DEADLINE, Reason.CLOSED);
  private static final Set<Reason> TRIED_AGAIN = EnumSet.of(Reason.UNAVAILABLE, Reason.BROKEN);

  private static RouterException error(Reason reason) {
    return RouterException.because(reason, "because").build();
  }

  private static RouterException error(Reason reason, Instant retryAt) {
    return RouterException.because(reason, "because").retryAt(retryAt).build();
  }

  private static AfterTry after(RouterException error, int failedTries) {
    return AfterTry.of(error, failedTries, NOW, NOW, TONIGHT);
  }

  private static AfterTry atAge(Duration age, RouterException error) {
    return AfterTry.of(error, 0, NOW.minus(age), NOW, TONIGHT);
  }

  private static Again failed(Duration pause) {
    return new Again(NOW.plus(pause), true);
  }

  private static Again waits(Duration pause) {
    return new Again(NOW.plus(pause), false);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void only_what_time_may_mend_is_tried_again(Reason reason) {
    State end =
        switch (reason) {
          case CANCELLED -> State.CANCELLED;
          case DROPPED -> State.DROPPED;
          default -> State.FAILED;
        };
    boolean again = WAITED_FOR.contains(reason) || TRIED_AGAIN.contains(reason);
    assertThat(after(error(reason), 0))
        .isEqualTo(
            again ? new Again(NOW.plusSeconds(1), TRIED_AGAIN.contains(reason)) : new Over(end));
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void whoever_fails_has_twenty_tries_and_a_limit_is_waited_for_until_the_deadline(Reason reason) {
    boolean again = WAITED_FOR.contains(reason);
    assertThat(after(error(reason), 19) instanceof Again).isEqualTo(again);
    assertThat(after(error(reason), 18) instanceof Again)
        .isEqualTo(again || TRIED_AGAIN.contains(reason));
  }

  @Test
  void pauses_double_with_each_failure_up_to_ten_minutes() {
    assertThat(after(error(Reason.UNAVAILABLE), 3)).isEqualTo(failed(Duration.ofSeconds(8)));
    assertThat(after(error(Reason.UNAVAILABLE), 9)).isEqualTo(failed(Duration.ofSeconds(512)));
    assertThat(after(error(Reason.BROKEN), 10)).isEqualTo(failed(Duration.ofMinutes(10)));
    assertThat(AfterTry.pauseAfter(1_000_000)).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void a_wait_without_a_known_end_is_as_long_as_the_item_is_old_up_to_ten_minutes() {
    RouterException spent = error(Reason.BUDGET);
    assertThat(after(spent, 9)).isEqualTo(waits(Duration.ofSeconds(1)));
    assertThat(atAge(Duration.ofSeconds(40), spent)).isEqualTo(waits(Duration.ofSeconds(40)));
    assertThat(atAge(Duration.ofHours(9), spent)).isEqualTo(waits(Duration.ofMinutes(10)));
    assertThat(atAge(Duration.ofHours(9), error(Reason.UNAVAILABLE)))
        .isEqualTo(failed(Duration.ofSeconds(1)));
  }

  @Test
  void the_next_try_is_when_the_failure_says_and_never_at_once() {
    Instant reset = NOW.plus(Duration.ofHours(5));
    assertThat(after(error(Reason.LIMITED, reset), 7)).isEqualTo(new Again(reset, false));
    assertThat(after(error(Reason.LIMITED, NOW.minusSeconds(3)), 7))
        .isEqualTo(waits(Duration.ofSeconds(1)));
  }

  @Test
  void what_would_come_after_the_deadline_has_failed() {
    assertThat(after(error(Reason.LIMITED, TONIGHT), 0)).isEqualTo(new Over(State.FAILED));
    assertThat(after(error(Reason.LIMITED, TONIGHT.minusMillis(1)), 0)).isInstanceOf(Again.class);
    assertThat(AfterTry.of(error(Reason.BROKEN), 0, NOW, NOW, NOW.plusSeconds(1)))
        .isEqualTo(new Over(State.FAILED));
  }
}
