package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Money;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three JVMs, one real Redis, one budget. */
class SharedBudgetTest {

  @Test
  void three_jvms_do_not_overshoot_a_budget_by_a_cent(@TempDir Path folder) throws Exception {
    Path end = folder.resolve("end");
    try (Redis redis = Redis.start(folder);
        Members members =
            Members.start(
                folder,
                redis,
                3,
                "calls=30",
                "end=" + end,
                "limit=10000",
                "window=60000",
                "patience=20000",
                "budget=0.50")) {
      members.go();
      Trio.until(() -> spent(members).compareTo(Money.usd("0.45")) >= 0, () -> spent(members));
      Files.createFile(end);
      members.join(); // after all calls of one more wave
      assertThat(spent(members)).isBetween(Money.usd("0.45"), Money.usd("0.50"));
    }
  }

  /** A call costs one token in and ten out, at a tenth of a cent each. */
  private static Money spent(Members members) {
    return Money.usd("0.011").times(Gatekeeper.read(members.log()).size());
  }
}
