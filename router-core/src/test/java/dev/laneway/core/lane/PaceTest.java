package dev.laneway.core.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final Pace pace = new Pace(Duration.ofMillis(500), 2_000, 100);

  private void answers(int count, long input, long output, double seconds) {
    for (int i = 0; i < count; i++) {
      pace.answered(input, output, (long) (seconds * 1e9));
    }
  }

  private double expected(long input, long output) {
    return pace.expectedNanos(input, output) / 1e9;
  }

  @Test
  void a_slow_lane_is_known_as_slow_after_a_few_answers() {
    answers(8, 200, 100, 12);
    assertThat(expected(200, 100)).isBetween(8.0, 12.5);
    answers(20, 200, 100, 12);
    assertThat(expected(200, 100)).isBetween(11.0, 12.5);
  }

  @Test
  void answers_that_are_all_alike_leave_the_shape_as_it_was_believed() {
    answers(40, 200, 100, 12);
    assertThat(expected(200, 1_000)).isGreaterThan(4 * expected(200, 100));
  }

  @Test
  void a_quick_lane_is_known_as_quick() {
    answers(8, 200, 100, 0.2);
    assertThat(expected(200, 100)).isLessThan(0.5);
  }

  @Test
  void what_answers_show_of_tokens_is_learned() {
    for (int i = 0; i < 60; i++) {
      long output = 20 + 40L * (i % 20);
      answers(1, 200, output, 1 + output / 25.0);
    }
    assertThat(expected(200, 500)).isBetween(19.0, 23.0);
  }
}
