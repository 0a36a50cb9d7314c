package dev.laneway.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FailingTest {

  @Test
  void what_failed_and_why_are_both_told() {
    Throwable why = new IllegalArgumentException("WRONGPASS invalid password\nand more");
    Throwable what = new IllegalStateException("Unable to connect to redis:6379", why);
    assertThat(Failing.words(new CompletionException(what)))
        .isEqualTo("Unable to connect to redis:6379: WRONGPASS invalid password");
  }

  @Test
  void what_says_nothing_is_told_by_its_type_and_long_words_end() {
    assertThat(Failing.words(new ArithmeticException())).isEqualTo("ArithmeticException");
    assertThat(Failing.words(new IllegalStateException("x".repeat(1_000)))).hasSize(300);
  }
}
