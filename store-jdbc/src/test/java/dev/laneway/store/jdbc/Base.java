package dev.laneway.store.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The databases that members may share: each new and empty. */
enum Base {
  H2("INFORMATION_SCHEMA.SESSIONS WHERE BLOCKER_ID IS NOT NULL") {
    @Override
    DataSource make(Path folder) {
      String url = "jdbc:h2:async:" + folder.resolve("shared").toAbsolutePath();
      JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
      pool.setMaxConnections(40);
      return pool;
    }
  },
  POSTGRESQL("pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()") {
    @Override
    DataSource make(Path folder) throws Exception {
      return Postgres.pool(Postgres.database());
    }
  };

  private final String waiting;

  Base(String waiting) {
    this.waiting = waiting;
  }

  /** Whether a connection waits for another's lock. */
  boolean someoneWaits(DataSource source) {
    return rowsOf(waiting, source) > 0;
  }

  abstract DataSource make(Path folder) throws Exception;

  static int rowsOf(String table, DataSource source) {
    try (var connection = source.getConnection();
        var sql = connection.createStatement();
        var row = sql.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  static void say(DataSource source, String words) throws SQLException {
    try (var connection = source.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(words);
    }
  }
}
