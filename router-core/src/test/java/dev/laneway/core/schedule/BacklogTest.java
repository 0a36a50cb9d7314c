package dev.laneway.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Urgency;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private static final double MILLISECOND = 1e6;

  private final Backlog backlog = new Backlog();

  @Test
  void the_more_urgent_and_what_takes_less_goes_before() {
    backlog.add(Urgency.INTERACTIVE, 8_000 * MILLISECOND);
    backlog.add(Urgency.NEAR_REAL_TIME, 500 * MILLISECOND);
    backlog.add(Urgency.NEAR_REAL_TIME, 4_000 * MILLISECOND);
    backlog.add(Urgency.BATCH, 10 * MILLISECOND);
    assertThat(backlog.before(Urgency.NEAR_REAL_TIME, 2_000 * MILLISECOND))
        .isEqualTo((long) (8_500 * MILLISECOND));
    assertThat(backlog.before(Urgency.INTERACTIVE, 2_000 * MILLISECOND)).isZero();
  }

  @Test
  void nothing_stays_when_all_have_gone() {
    Random random = new Random(11);
    List<Double> taken = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      double nanos = Math.exp(random.nextDouble() * 32);
      taken.add(nanos);
      backlog.add(Urgency.BATCH, nanos);
    }
    assertThat(backlog.before(Urgency.OPTIONAL, 1)).isPositive();
    taken.forEach(nanos -> backlog.remove(Urgency.BATCH, nanos));
    assertThat(backlog.before(Urgency.OPTIONAL, 1)).isZero();
  }
}
