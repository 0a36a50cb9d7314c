package dev.laneway.api.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SystemTimeTest {

  private static final Duration LONG = Duration.ofDays(1);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration AT_MOST = Duration.ofSeconds(30);

  @Test
  void a_short_wait_does_not_stand_behind_long_ones() {
    try (SystemTime time = SystemTime.start("test")) {
      CompletableFuture<String> late = new CompletableFuture<>();
      CompletableFuture<String> soon = new CompletableFuture<>();
      time.after(LONG, () -> late.complete("late"));
      time.after(SHORT, () -> soon.complete("soon"));
      assertThat(soon).succeedsWithin(AT_MOST).isEqualTo("soon");
      assertThat(late).isNotDone();
    }
  }

  @Test
  void a_wait_of_more_than_a_second_ends_in_its_time() {
    try (SystemTime time = SystemTime.start("test")) {
      CompletableFuture<Long> ended = new CompletableFuture<>();
      long begun = time.nanos();
      Duration wait = Duration.ofMillis(1_100);
      time.after(wait, () -> ended.complete(time.nanos() - begun));
      assertThat(ended)
          .succeedsWithin(AT_MOST)
          .satisfies(nanos -> assertThat(nanos).isGreaterThanOrEqualTo(wait.toNanos()));
    }
  }

  @Test
  void what_is_cancelled_does_not_run() {
    try (SystemTime time = SystemTime.start("test")) {
      CompletableFuture<String> cancelled = new CompletableFuture<>();
      CompletableFuture<String> later = new CompletableFuture<>();
      time.after(Duration.ofMillis(20), () -> cancelled.complete("ran")).cancel();
      time.after(Duration.ofMillis(40), () -> later.complete("ran"));
      assertThat(later).succeedsWithin(AT_MOST);
      assertThat(cancelled).isNotDone();
    }
  }

  @Test
  void nothing_runs_after_the_end() {
    SystemTime time = SystemTime.start("test");
    CompletableFuture<String> never = new CompletableFuture<>();
    time.close();
    time.after(Duration.ZERO, () -> never.complete("ran")).cancel();
    assertThat(never).isNotDone();
  }
}
