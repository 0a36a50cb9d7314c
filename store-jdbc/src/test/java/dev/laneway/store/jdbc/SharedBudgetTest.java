package dev.laneway.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Money;
import dev.laneway.fixtures.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Three JVMs, one real PostgreSQL, one budget. */
class SharedBudgetTest {

  @Test
  @Timeout(180)
  void three_jvms_do_not_overshoot_a_budget_by_a_cent(@TempDir Path folder) throws Exception {
    String url = Postgres.database();
    Path diary = folder.resolve("diary");
    Path go = folder.resolve("go");
    Path end = folder.resolve("end");
    List<Jvm> members = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        members.add(
            Jvm.start(
                folder,
                SpenderMain.class,
                url,
                diary.toString(),
                go.toString(),
                "0.50",
                end.toString()));
      }
      for (Jvm member : members) {
        // each has been answered once: whoever is slow is not shut out by the others
        FileWorkTest.until(() -> member.printed().contains("ready"), member);
      }
      Files.createFile(go);
      DurableWorkTest.until(() -> spent(diary).compareTo(NEARLY_ALL) >= 0);
      Files.createFile(end);
      for (Jvm member : members) {
        member.join(); // after all its calls of one more wave
      }
      assertThat(spent(diary)).isBetween(NEARLY_ALL, Money.usd("0.50"));
    } finally {
      members.forEach(Jvm::close);
    }
  }

  /** Calls hold a little more than they cost: at the end some are refused what is left. */
  private static final Money NEARLY_ALL = Money.usd("0.45");

  /** A call costs five tokens in and five out, at a tenth of a cent each. */
  private static Money spent(Path diary) {
    return Money.usd("0.01").times(Diary.calls(diary));
  }
}
