package dev.laneway.store.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import javax.sql.DataSource;

/** A database and its dialect; whatever runs here runs in one transaction. */
final class Database {

  /** The databases whose words differ. */
  enum Dialect {
    H2(
        "BLOB",
        "SELECT EXISTS (SELECT 1 FROM INFORMATION_SCHEMA.TABLES"
            + " WHERE TABLE_SCHEMA = CURRENT_SCHEMA AND UPPER(TABLE_NAME) = UPPER(?))"),
    POSTGRESQL("BYTEA", "SELECT to_regclass(?) IS NOT NULL");

    private final String bytes;
    private final String isThere;

    Dialect(String bytes, String isThere) {
      this.bytes = bytes;
      this.isThere = isThere;
    }

    /** Whether a table is there, asked in a way that needs no rights. */
    boolean has(String table, Connection connection) throws SQLException {
      try (PreparedStatement sql = connection.prepareStatement(isThere)) {
        sql.setString(1, table);
        try (ResultSet row = sql.executeQuery()) {
          row.next();
          return row.getBoolean(1);
        }
      }
    }

    /** The type of a column of bytes. */
    String bytes() {
      return bytes;
    }
  }

  /** Work in a transaction. */
  interface Transaction<R> {
    R run(Connection connection) throws SQLException;
  }

  private final DataSource source;
  private final Dialect dialect;

  private Database(DataSource source, Dialect dialect) {
    this.source = source;
    this.dialect = dialect;
  }

  static Database of(DataSource source) {
    try (Connection connection = source.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return new Database(
          source,
          switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> Dialect.H2;
            case "postgresql" -> Dialect.POSTGRESQL;
            default ->
                throw new IllegalArgumentException(
                    "dataSource of a JdbcStore must be PostgreSQL or H2, was " + product);
          });
    } catch (SQLException unreachable) {
      throw new IllegalStateException("the database of a JdbcStore cannot be opened", unreachable);
    }
  }

  DataSource source() {
    return source;
  }

  Dialect dialect() {
    return dialect;
  }

  /**
   * Commits what the work did, or undoes it. What fails because another transaction came between is
   * done once more: it sees then what the other did.
   */
  <R> R inTransaction(Transaction<R> work) throws SQLException {
    try {
      return once(work);
    } catch (SQLException failed) {
      if (!hasCrossedAnother(failed)) {
        throw failed;
      }
      return once(work);
    }
  }

  /** By SQL's own classes: a key that is there already, or a transaction that was sacrificed. */
  private static boolean hasCrossedAnother(SQLException failed) {
    String state = failed.getSQLState();
    return state != null && (state.startsWith("23") || state.startsWith("40"));
  }

  private <R> R once(Transaction<R> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(false);
      R result;
      try {
        result = work.run(connection);
        connection.commit();
      } catch (SQLException | RuntimeException failed) {
        undo(connection, before, failed);
        throw failed;
      }
      connection.setAutoCommit(before);
      return result;
    }
  }

  /** A connection that died can undo nothing, and did: what it died of matters. */
  private static void undo(Connection connection, boolean before, Exception failed) {
    try {
      connection.rollback();
      connection.setAutoCommit(before);
    } catch (SQLException gone) {
      failed.addSuppressed(gone);
    }
  }
}
