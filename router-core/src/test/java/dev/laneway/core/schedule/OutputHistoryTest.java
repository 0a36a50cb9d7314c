package dev.laneway.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutputHistoryTest {

  private final OutputHistory history = new OutputHistory();

  @Test
  void nothing_known_is_a_guess_within_what_is_allowed() {
    assertThat(history.expected(4_096, 100)).isEqualTo(256);
    assertThat(history.expected(50, 100)).isEqualTo(50);
    assertThat(history.isTrusted(4_096)).isFalse();
  }

  @Test
  void prompts_of_one_size_are_expected_to_be_answered_like_those_before() {
    for (int i = 0; i < 20; i++) {
      history.answered(1_024, 400, 90);
      history.answered(1_024, 1_100, 400);
    }
    assertThat(history.expected(1_024, 410)).isBetween(90L, 130L);
    assertThat(history.expected(1_024, 1_150)).isBetween(360L, 400L);
    assertThat(history.isTrusted(1_024)).isTrue();
  }

  @Test
  void a_size_not_seen_yet_is_expected_like_all_the_others() {
    for (int i = 0; i < 20; i++) {
      history.answered(1_024, 400, 90);
    }
    assertThat(history.expected(1_024, 100_000)).isEqualTo(90);
  }

  @Test
  void one_odd_answer_moves_its_size_only_in_part() {
    for (int i = 0; i < 20; i++) {
      history.answered(1_024, 400, 90);
    }
    history.answered(1_024, 8_000, 1_000);
    assertThat(history.expected(1_024, 8_000)).isBetween(200L, 700L);
  }

  @Test
  void callers_that_allow_little_have_a_history_of_their_own() {
    history.answered(4_096, 400, 2_000);
    assertThat(history.expected(16, 400)).isEqualTo(16);
    assertThat(history.expected(200, 400)).isEqualTo(200);
    assertThat(history.expected(512, 400)).isEqualTo(256);
  }

  @Test
  void sizes_at_the_ends_of_the_scale_have_their_place() {
    history.answered(Long.MAX_VALUE, Long.MAX_VALUE, 7);
    history.answered(1, 0, 1);
    assertThat(history.expected(Long.MAX_VALUE, Long.MAX_VALUE)).isBetween(5L, 10L);
    assertThat(history.expected(1, 0)).isEqualTo(1);
  }
}
