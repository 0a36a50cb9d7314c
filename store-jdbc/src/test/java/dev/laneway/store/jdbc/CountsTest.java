package dev.laneway.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.Taken;
import dev.laneway.api.spi.store.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** Three members on one real PostgreSQL. */
class CountsTest {

  private static final Allowance DAY = Allowance.turn("pool|day", 50, Long.MAX_VALUE);
  private static final Allowance MONTH = Allowance.turn("pool|month", 1_000, Long.MAX_VALUE);

  private static List<JdbcStore> trio(DataSource source, Ears ears) {
    List<JdbcStore> stores = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      JdbcStore store = JdbcStore.on(source);
      store.open(Ears.context("m" + i, ears));
      stores.add(store);
    }
    return stores;
  }

  private static Allowances countsOf(JdbcStore store) {
    return store.allowances().orElseThrow();
  }

  @Test
  void of_many_claims_at_once_exactly_as_many_are_granted_as_there_are() throws Exception {
    List<JdbcStore> stores = trio(Postgres.pool(Postgres.database()), new Ears());
    List<CompletableFuture<Verdict>> asked = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      List<Claim> claims = List.of(new Claim(MONTH, "c" + i, 3), new Claim(DAY, "c" + i, 1));
      asked.add(countsOf(stores.get(i % 3)).take(claims).toCompletableFuture());
    }
    assertThat(asked.stream().map(CompletableFuture::join).filter(Verdict::isGranted)).hasSize(50);
    Allowances first = countsOf(stores.get(0));
    List<Claim> look = List.of(new Claim(MONTH, "l", 0), new Claim(DAY, "l", 0));
    // what was refused took nothing of the other either
    assertThat(first.take(look).toCompletableFuture().join().left()).containsExactly(850L, 0L);
    first.settle(List.of(new Settlement(DAY, "c0", 1, 0))).toCompletableFuture().join();
    assertThat(first.take(look).toCompletableFuture().join().left()).containsExactly(850L, 1L);
    stores.forEach(JdbcStore::close);
  }

  @Test
  void telling_a_count_again_changes_nothing() throws Exception {
    List<JdbcStore> stores = trio(Postgres.pool(Postgres.database()), new Ears());
    Allowances one = countsOf(stores.get(0));
    Allowances other = countsOf(stores.get(1));
    one.take(List.of(new Claim(DAY, "a", 5))).toCompletableFuture().join();
    other.take(List.of(new Claim(DAY, "b", 7))).toCompletableFuture().join();
    for (int i = 0; i < 3; i++) {
      one.restate(List.of(new Taken(DAY, "", 9, 0))).toCompletableFuture().join();
    }
    assertThat(other.take(List.of(new Claim(DAY, "l", 0))).toCompletableFuture().join().left())
        .containsExactly(50L - 9 - 7);
    stores.forEach(JdbcStore::close);
  }

  @Test
  void members_are_seen_and_read_each_others_notices() throws Exception {
    Ears ears = new Ears();
    List<JdbcStore> stores = trio(Postgres.pool(Postgres.database()), ears);
    stores.forEach(store -> countsOf(store).beat().toCompletableFuture().join());
    assertThat(countsOf(stores.get(0)).beat().toCompletableFuture().join()).isEqualTo(3);
    Notice notice = new Notice("rest|p", "words", Long.MAX_VALUE);
    stores.get(0).notices().orElseThrow().publish(notice).toCompletableFuture().join();
    stores.forEach(store -> countsOf(store).beat().toCompletableFuture().join());
    stores.forEach(store -> countsOf(store).beat().toCompletableFuture().join());
    // once by each of the two others
    assertThat(ears.notices).containsExactly(notice, notice);
    assertThat(stores.get(1).notices().orElseThrow().current().toCompletableFuture().join())
        .containsExactly(notice);
    stores.forEach(JdbcStore::close);
  }
}
