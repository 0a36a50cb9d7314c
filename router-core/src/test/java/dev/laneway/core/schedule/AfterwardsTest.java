package dev.laneway.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was remembered under the lock is done, each once and in its order. */
class AfterwardsTest {

  private final Afterwards afterwards = new Afterwards();
  private final List<String> done = new ArrayList<>();

  @Test
  void one_that_breaks_is_told_and_keeps_no_other_from_being_done() {
    afterwards.add(() -> done.add("first"));
    afterwards.add(
        () -> {
          throw new IllegalStateException("broken");
        });
    afterwards.add(() -> afterwards.add(() -> done.add("later")));
    afterwards.add(() -> done.add("last"));
    assertThatThrownBy(afterwards::run).hasMessage("broken");
    assertThat(done).containsExactly("first", "last", "later");
    afterwards.run();
    assertThat(done).hasSize(3);
  }
}
