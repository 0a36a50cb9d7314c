package dev.laneway.store.jdbc;

import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The databases that members may share: each new and empty. */
enum Base {
  H2 {
    @Override
    DataSource make(Path folder) {
      String url = "jdbc:h2:async:" + folder.resolve("shared").toAbsolutePath();
      JdbcConnectionPool pool = JdbcConnectionPool.create(url, "sa", "");
      pool.setMaxConnections(40);
      return pool;
    }
  },
  POSTGRESQL {
    @Override
    DataSource make(Path folder) throws Exception {
      return Postgres.pool(Postgres.database());
    }
  };

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
