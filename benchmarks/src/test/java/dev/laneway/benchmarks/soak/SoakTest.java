package dev.laneway.benchmarks.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Ten seconds of mixed load with faults: nothing is lost and nothing stays taken. */
class SoakTest {

  @Test
  void no_request_is_lost_and_permits_balance() throws InterruptedException {
    Outcome outcome = Soak.run(Duration.ofSeconds(10));
    assertThat(outcome.faults()).describedAs(outcome.toString()).isEmpty();
    assertThat(outcome.heapKilobytes()).hasSize(20);
  }
}
