package dev.laneway.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of the tests' own, started once and stopped with the JVM. */
final class Postgres {

  private static @Nullable EmbeddedPostgres server;
  private static int databases;

  private Postgres() {}

  /** The address of a new, empty database. */
  static synchronized String database() throws Exception {
    EmbeddedPostgres started = server;
    if (started == null) {
      started = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofMinutes(2)).start();
      server = started;
      EmbeddedPostgres stopped = started;
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopped)));
    }
    String name = "fleet" + ++databases;
    try (var connection = started.getPostgresDatabase().getConnection();
        var sql = connection.createStatement()) {
      sql.execute("CREATE DATABASE " + name);
    }
    return started.getJdbcUrl("postgres", name);
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException gone) {
      throw new IllegalStateException(gone);
    }
  }

  /** A pool of connections; the driver's own types need a module that these tests do not read. */
  static DataSource pool(String url) {
    try {
      Object source =
          Class.forName("org.postgresql.ds.PGConnectionPoolDataSource")
              .getDeclaredConstructor()
              .newInstance();
      source.getClass().getMethod("setUrl", String.class).invoke(source, url);
      JdbcConnectionPool pool = JdbcConnectionPool.create((ConnectionPoolDataSource) source);
      pool.setMaxConnections(30);
      return pool;
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException("the driver of PostgreSQL is missing", missing);
    }
  }
}
