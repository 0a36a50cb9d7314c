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

  private static AfterTry after(RouterException error, int earlierTries) {
    return AfterTry.of(error, earlierTries, NOW, TONIGHT);
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
        .isEqualTo(again ? new Again(NOW.plusSeconds(1)) : new Over(end));
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
  void pauses_double_up_to_ten_minutes() {
    assertThat(after(error(Reason.UNAVAILABLE), 3)).isEqualTo(new Again(NOW.plusSeconds(8)));
    assertThat(after(error(Reason.LIMITED), 9)).isEqualTo(new Again(NOW.plusSeconds(512)));
    assertThat(after(error(Reason.LIMITED), 10)).isEqualTo(new Again(NOW.plusSeconds(600)));
    assertThat(after(error(Reason.LIMITED), 1_000_000)).isEqualTo(new Again(NOW.plusSeconds(600)));
  }

  @Test
  void the_next_try_is_when_the_failure_says_and_never_at_once() {
    Instant reset = NOW.plus(Duration.ofHours(5));
    assertThat(after(error(Reason.LIMITED, reset), 7)).isEqualTo(new Again(reset));
    assertThat(after(error(Reason.LIMITED, NOW.minusSeconds(3)), 7))
        .isEqualTo(new Again(NOW.plusSeconds(1)));
  }

  @Test
  void what_would_come_after_the_deadline_has_failed() {
    assertThat(after(error(Reason.LIMITED, TONIGHT), 0)).isEqualTo(new Over(State.FAILED));
    assertThat(after(error(Reason.LIMITED, TONIGHT.minusMillis(1)), 0)).isInstanceOf(Again.class);
    assertThat(AfterTry.of(error(Reason.BROKEN), 0, NOW, NOW.plusSeconds(1)))
        .isEqualTo(new Over(State.FAILED));
  }
}
