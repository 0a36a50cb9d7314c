package dev.laneway.core.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.core.time.Moment;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnCountsTest {

  private static final long MINUTE = 60_000;

  private final ManualTime time = new ManualTime();
  private final OwnCounts own = new OwnCounts();

  /** What is called as the moment at which it ends. */
  private static Claim claim(long endsAt) {
    return new Claim(Allowance.turn("pool|" + endsAt, 60, endsAt), "id", 1);
  }

  @Test
  void turns_that_have_ended_are_not_remembered_for_ever() {
    long first = time.now().toEpochMilli() + MINUTE;
    long last = first + 999 * MINUTE;
    for (long end = first; end <= last; end += MINUTE) {
      long unused = own.took(List.of(claim(end)), false, Moment.of(time));
      time.advance(Duration.ofMinutes(1));
    }
    assertThat(own.total("pool|" + last)).isEqualTo(1);
    for (long end = first; end < last - MINUTE; end += MINUTE) {
      assertThat(own.total("pool|" + end)).isZero();
    }
  }
}
