package dev.laneway.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Verdict;
import dev.laneway.api.spi.store.WorkItem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchemaTest {

  private static final Allowance DAY = Allowance.turn("pool|day", 10, Long.MAX_VALUE);

  private static Verdict take(JdbcStore store, long amount) {
    return store
        .allowances()
        .orElseThrow()
        .take(List.of(new Claim(DAY, "x", amount)))
        .toCompletableFuture()
        .join();
  }

  private static void goesUp(JdbcStore older, JdbcStore newest) {
    older.ofStep(1).open(Ears.context("before"));
    JdbcStore old = older.ofStep(1);
    old.open(Ears.context("old"));
    assertThat(take(old, 4).isGranted()).isTrue();
    old.close();
    newest.open(Ears.context("new"));
    assertThat(take(newest, 6).left()).containsExactly(0L);
    assertThat(take(newest, 1).isGranted()).isFalse();
    WorkItem item = new WorkItem("a", new byte[1_000_000], 1);
    var work = newest.work().orElseThrow();
    assertThat(work.put(item).toCompletableFuture().join()).isTrue();
    assertThat(work.put(item).toCompletableFuture().join()).isFalse();
    newest.close();
  }

  @Test
  void an_older_postgresql_is_brought_up_and_keeps_its_counts() throws Exception {
    DataSource source = Postgres.pool(Postgres.database());
    goesUp(JdbcStore.on(source), JdbcStore.on(source));
  }

  @Test
  void an_older_file_is_brought_up_and_keeps_its_counts(@TempDir Path folder) {
    Path file = folder.resolve("store");
    JdbcStore old = JdbcStore.embedded(file).ofStep(1);
    old.open(Ears.context("old"));
    assertThat(take(old, 4).isGranted()).isTrue();
    old.close();
    JdbcStore newest = JdbcStore.embedded(file);
    newest.open(Ears.context("new"));
    assertThat(take(newest, 6).left()).containsExactly(0L);
    newest.close();
  }

  /** Step 3 is the last without wishes to cancel; its members may still run beside newer ones. */
  @ParameterizedTest
  @EnumSource(Base.class)
  void work_of_an_older_release_is_kept_done_and_cancelled(Base base, @TempDir Path folder)
      throws Exception {
    DataSource source = base.make(folder);
    JdbcStore old = JdbcStore.on(source).ofStep(3);
    old.open(Ears.context("old"));
    var before = old.work().orElseThrow();
    before.put(new WorkItem("a", new byte[] {1}, 1)).toCompletableFuture().join();
    before.put(new WorkItem("b", new byte[] {2}, 1)).toCompletableFuture().join();
    Hand hand = new Hand();
    try (Member newest = new Member(source, "new")) {
      before.put(new WorkItem("c", new byte[] {3}, 9)).toCompletableFuture().join();
      assertThat(newest.put("a")).isFalse();
      assertThat(newest.cancel("b")).isTrue();
      newest.queue().serve(hand, 2);
      DurableWorkTest.until(() -> hand.tries.size() == 2);
      assertThat(hand.at("a").item().content()).containsExactly(1);
      newest.cancel("c");
      DurableWorkTest.until(() -> hand.unwanted.contains("c"));
      hand.at("a").ends(State.DONE, "reply");
      hand.at("c").ends(State.CANCELLED, "receipt");
      newest.hasEnded("a", State.DONE, "reply");
      newest.hasEnded("c", State.CANCELLED, "receipt");
    } finally {
      old.close();
    }
  }

  @Test
  void several_members_start_at_once_on_an_empty_database() throws Exception {
    DataSource source = Postgres.pool(Postgres.database());
    List<CompletableFuture<Void>> starts = new ArrayList<>();
    List<JdbcStore> stores = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      JdbcStore store = JdbcStore.on(source);
      stores.add(store);
      String member = "m" + i;
      starts.add(CompletableFuture.runAsync(() -> store.open(Ears.context(member))));
    }
    starts.forEach(CompletableFuture::join);
    try (var connection = source.getConnection();
        var sql = connection.createStatement();
        var row = sql.executeQuery("SELECT COUNT(*), MAX(step) FROM laneway_schema")) {
      row.next();
      assertThat(row.getInt(1)).isEqualTo(Schema.NEWEST);
      assertThat(row.getInt(2)).isEqualTo(Schema.NEWEST);
    }
    stores.forEach(JdbcStore::close);
  }

  @Test
  void a_schema_of_a_later_release_is_refused(@TempDir Path folder) throws Exception {
    JdbcStore store = JdbcStore.embedded(folder.resolve("store"));
    store.open(Ears.context("m"));
    store.close();
    String url = "jdbc:h2:async:" + folder.resolve("store").toAbsolutePath();
    try (var connection = java.sql.DriverManager.getConnection(url, "laneway", "");
        var sql = connection.createStatement()) {
      sql.execute("INSERT INTO laneway_schema (step) VALUES (99)");
    }
    JdbcStore again = JdbcStore.embedded(folder.resolve("store"));
    assertThatThrownBy(() -> again.open(Ears.context("m")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("of step 99, and this release knows steps up to " + Schema.NEWEST);
    again.close();
  }
}
