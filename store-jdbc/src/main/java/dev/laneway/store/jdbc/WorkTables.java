package dev.laneway.store.jdbc;

import dev.laneway.api.Submission;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkRecord;
import dev.laneway.store.jdbc.Database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words that go to the database about where items of work stand. */
final class WorkTables {

  static final String TASKS = "laneway_task";

  private final String namespace;
  private final Dialect dialect;
  private final WorkEnds ends;

  WorkTables(String namespace, Dialect dialect, WorkEnds ends) {
    this.namespace = namespace;
    this.dialect = dialect;
    this.ends = ends;
  }

  static String taskName(String namespace) {
    return "laneway:" + namespace;
  }

  private String taskName() {
    return taskName(namespace);
  }

  /** Keeps what is new, and answers which of them was. */
  List<Boolean> insert(List<WorkItem> items, Instant due, Connection connection)
      throws SQLException {
    List<Boolean> fresh = new ArrayList<>(items.size());
    Set<String> inBatch = new HashSet<>();
    String words =
        "INSERT INTO laneway_task (task_name, task_instance, task_data, execution_time, picked,"
            + " consecutive_failures, version, priority) VALUES (?, ?, ?, ?, FALSE, 0, 1, ?)"
            + (dialect == Dialect.POSTGRESQL ? " ON CONFLICT DO NOTHING" : "");
    try (PreparedStatement sql = connection.prepareStatement(words)) {
      for (WorkItem item : items) {
        boolean isNew = inBatch.add(item.id()) && !isKnown(item.id(), connection);
        fresh.add(isNew && insert(item, due, sql));
      }
    }
    return fresh;
  }

  private boolean isKnown(String id, Connection connection) throws SQLException {
    return findWaiting(id, connection).isPresent() || ends.hasEnded(id, connection);
  }

  private boolean insert(WorkItem item, Instant due, PreparedStatement sql) throws SQLException {
    sql.setString(1, taskName());
    sql.setString(2, item.id());
    sql.setBytes(3, item.content());
    sql.setObject(4, due.atOffset(ZoneOffset.UTC));
    sql.setInt(5, -item.turn());
    try {
      return sql.executeUpdate() == 1;
    } catch (SQLIntegrityConstraintViolationException another) {
      return false; // a member was faster; H2 says so in this way, and its transaction goes on
    }
  }

  /** What was picked is picked no more. */
  int putBack(Connection connection) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "UPDATE laneway_task SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,"
                + " version = version + 1 WHERE task_name = ? AND picked = TRUE")) {
      sql.setString(1, taskName());
      return sql.executeUpdate();
    }
  }

  /** An item leaves its first table for the second; who looks in this order does not miss it. */
  Optional<WorkRecord> find(String id, Connection connection) throws SQLException {
    Optional<WorkRecord> waiting = findWaiting(id, connection);
    Optional<WorkRecord> ended = findEnded(id, connection);
    return ended.isPresent() ? ended : waiting;
  }

  private Optional<WorkRecord> findWaiting(String id, Connection connection) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT task_instance, picked, execution_time FROM laneway_task"
                + " WHERE task_name = ? AND task_instance = ?")) {
      sql.setString(1, taskName());
      sql.setString(2, id);
      return waiting(sql).stream().findFirst();
    }
  }

  private Optional<WorkRecord> findEnded(String id, Connection connection) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT id, state, outcome FROM laneway_outcome WHERE namespace = ? AND id = ?")) {
      sql.setString(1, namespace);
      sql.setString(2, id);
      return ended(sql).stream().findFirst();
    }
  }

  private static List<WorkRecord> ended(PreparedStatement sql) throws SQLException {
    List<WorkRecord> found = new ArrayList<>();
    try (ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        found.add(
            new WorkRecord(
                row.getString(1),
                Submission.State.valueOf(row.getString(2)),
                Optional.empty(),
                Optional.of(row.getBytes(3))));
      }
    }
    return found;
  }

  private static List<WorkRecord> waiting(PreparedStatement sql) throws SQLException {
    List<WorkRecord> found = new ArrayList<>();
    try (ResultSet row = sql.executeQuery()) {
      while (row.next()) {
        found.add(
            new WorkRecord(
                row.getString(1),
                row.getBoolean(2) ? Submission.State.RUNNING : Submission.State.QUEUED,
                Optional.of(row.getObject(3, OffsetDateTime.class).toInstant()),
                Optional.empty()));
      }
    }
    return found;
  }

  List<WorkRecord> list(Submission.State state, String after, int most, Connection connection)
      throws SQLException {
    boolean isWaiting = state == Submission.State.QUEUED || state == Submission.State.RUNNING;
    String words =
        isWaiting
            ? "SELECT task_instance, picked, execution_time FROM laneway_task WHERE task_name = ?"
                + " AND picked = ? AND task_instance > ? ORDER BY task_instance LIMIT ?"
            : "SELECT id, state, outcome FROM laneway_outcome WHERE namespace = ?"
                + " AND state = ? AND id > ? ORDER BY id LIMIT ?";
    try (PreparedStatement sql = connection.prepareStatement(words)) {
      sql.setString(1, isWaiting ? taskName() : namespace);
      if (isWaiting) {
        sql.setBoolean(2, state == Submission.State.RUNNING);
      } else {
        sql.setString(2, state.name());
      }
      sql.setString(3, after);
      sql.setInt(4, most);
      return isWaiting ? waiting(sql) : ended(sql);
    }
  }

  Map<Submission.State, Long> census(Connection connection) throws SQLException {
    Map<Submission.State, Long> counts = new EnumMap<>(Submission.State.class);
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT picked, COUNT(*) FROM laneway_task WHERE task_name = ? GROUP BY picked")) {
      sql.setString(1, taskName());
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          counts.put(
              row.getBoolean(1) ? Submission.State.RUNNING : Submission.State.QUEUED,
              row.getLong(2));
        }
      }
    }
    try (PreparedStatement sql =
        connection.prepareStatement(
            "SELECT state, COUNT(*) FROM laneway_outcome WHERE namespace = ? GROUP BY state")) {
      sql.setString(1, namespace);
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          counts.put(Submission.State.valueOf(row.getString(1)), row.getLong(2));
        }
      }
    }
    return counts;
  }
}
