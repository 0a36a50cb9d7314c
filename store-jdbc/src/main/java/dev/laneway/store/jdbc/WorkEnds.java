package dev.laneway.store.jdbc;

import dev.laneway.api.Submission;
import dev.laneway.store.jdbc.Database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The words that go to the database about how items of work end: what has ended, and what shall
 * because nobody wants it any more. Whoever ends or cancels an item holds its row first, so that
 * one comes after the other.
 */
final class WorkEnds {

  private final String namespace;
  private final String taskName;
  private final Dialect dialect;

  WorkEnds(String namespace, Dialect dialect) {
    this.namespace = namespace;
    this.taskName = WorkTables.taskName(namespace);
    this.dialect = dialect;
  }

  boolean hasEnded(String id, Connection connection) throws SQLException {
    return isIn("laneway_outcome", id, connection);
  }

  /** Whether nobody wants this item any more, on which somebody works or worked. */
  boolean isUnwanted(String id, Connection connection) throws SQLException {
    return isIn("laneway_unwanted", id, connection);
  }

  private boolean isIn(String table, String id, Connection connection) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement("SELECT 1 FROM " + table + " WHERE namespace = ? AND id = ?")) {
      sql.setString(1, namespace);
      sql.setString(2, id);
      try (ResultSet row = sql.executeQuery()) {
        return row.next();
      }
    }
  }

  /** All that nobody wants and somebody works on; few. */
  List<String> unwanted(Connection connection) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement sql =
        connection.prepareStatement("SELECT id FROM laneway_unwanted WHERE namespace = ?")) {
      sql.setString(1, namespace);
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          ids.add(row.getString(1));
        }
      }
    }
    return ids;
  }

  /** Ends an item. Answers whether it had not ended before: a second end changes nothing. */
  boolean end(String id, Submission.State state, byte[] outcome, Connection connection)
      throws SQLException {
    change(
        "DELETE FROM laneway_task WHERE task_name = ? AND task_instance = ?",
        taskName,
        id,
        connection);
    change(
        "DELETE FROM laneway_unwanted WHERE namespace = ? AND id = ?", namespace, id, connection);
    if (hasEnded(id, connection)) {
      return false;
    }
    String words =
        "INSERT INTO laneway_outcome (namespace, id, state, outcome) VALUES (?, ?, ?, ?)"
            + (dialect == Dialect.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "");
    try (PreparedStatement sql = connection.prepareStatement(words)) {
      sql.setString(1, namespace);
      sql.setString(2, id);
      sql.setString(3, state.name());
      sql.setBytes(4, outcome);
      return sql.executeUpdate() == 1;
    }
  }

  /**
   * Ends an item that nobody works on, and answers whether it did; of one that is worked on, keeps
   * that nobody wants it.
   */
  boolean cancel(String id, Connection connection) throws SQLException {
    Optional<Boolean> picked = lock(id, connection);
    if (picked.isEmpty()) {
      return false;
    }
    if (!picked.get()) {
      return end(id, Submission.State.CANCELLED, new byte[0], connection);
    }
    if (!isUnwanted(id, connection)) {
      change(
          "INSERT INTO laneway_unwanted (namespace, id) VALUES (?, ?)", namespace, id, connection);
    }
    return false;
  }

  /** Holds the row of an item; answers whether somebody works on it, if there is one. */
  private Optional<Boolean> lock(String id, Connection connection) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT picked FROM laneway_task WHERE task_name = ? AND task_instance = ?"
                + " FOR UPDATE")) {
      sql.setString(1, taskName);
      sql.setString(2, id);
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
      }
    }
  }

  /** What nobody wants does not wait for its next try: it is taken up now, and ends. */
  void hasten(String id, Instant now, Connection connection) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "UPDATE laneway_task SET execution_time = ?"
                + " WHERE task_name = ? AND task_instance = ? AND picked = FALSE")) {
      sql.setObject(1, now.atOffset(ZoneOffset.UTC));
      sql.setString(2, taskName);
      sql.setString(3, id);
      sql.executeUpdate();
    }
  }

  private static void change(String words, String whose, String id, Connection connection)
      throws SQLException {
    try (PreparedStatement sql = connection.prepareStatement(words)) {
      sql.setString(1, whose);
      sql.setString(2, id);
      sql.executeUpdate();
    }
  }
}
