package dev.laneway.store.jdbc;

import static dev.laneway.store.jdbc.DurableWorkTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Notices;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeTest {

  /** Of a pool that refuses several members at once, each of them gives notice. */
  @Test
  void a_notice_is_given_also_when_another_member_gives_it_for_the_first_time(@TempDir Path folder)
      throws Exception {
    DataSource source = Base.POSTGRESQL.make(folder);
    JdbcStore store = JdbcStore.on(source);
    store.open(Ears.context("one"));
    Notices board = store.notices().orElseThrow();
    Notice later = new Notice("rest|p", "later", Long.MAX_VALUE);
    try (Connection other = source.getConnection();
        var sql = other.createStatement()) {
      other.setAutoCommit(false);
      sql.execute(
          "INSERT INTO laneway_notice (namespace, about, words, told_by, until_at, number)"
              + " VALUES ('test', 'rest|p', 'first', 'other', 1, 1)");
      CompletableFuture<Void> given = board.publish(later).toCompletableFuture();
      until(() -> given.isDone() || Base.POSTGRESQL.someoneWaits(source));
      other.commit();
      assertThat(given).succeedsWithin(Duration.ofMinutes(1));
    }
    JdbcStore reader = JdbcStore.on(source);
    reader.open(Ears.context("two"));
    assertThat(reader.notices().orElseThrow().current().toCompletableFuture().join())
        .containsExactly(later);
    reader.close();
    store.close();
  }
}
