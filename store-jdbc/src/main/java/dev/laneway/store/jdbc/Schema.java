package dev.laneway.store.jdbc;

import dev.laneway.store.jdbc.Database.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to the newest form by numbered steps, each applied once; where all were, it
 * makes nothing, as the application's user may not be allowed to. Several members may start at the
 * same time: PostgreSQL lets one of them do it under an advisory lock; a file of H2 has one opener,
 * and its steps bear being repeated.
 */
final class Schema {

  private static final Logger log = LoggerFactory.getLogger(Schema.class);

  /** Any number, as long as nobody else takes the same. */
  private static final long LOCK = 0x6c616e65776179L;

  static final int NEWEST = 4;

  private static final String STEPS = "laneway_schema";

  private final Database database;

  Schema(Database database) {
    this.database = database;
  }

  void migrateTo(int step) {
    try {
      int from =
          database.inTransaction(
              connection -> {
                try (Statement sql = connection.createStatement()) {
                  if (database.dialect() == Dialect.POSTGRESQL) {
                    sql.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
                  }
                  if (!database.dialect().has(STEPS, connection)) {
                    sql.execute("CREATE TABLE IF NOT EXISTS " + STEPS + " (step INT PRIMARY KEY)");
                  }
                  int reached = reached(connection);
                  for (int next = reached + 1; next <= step; next++) {
                    for (String statement : step(next)) {
                      sql.execute(statement);
                    }
                    sql.execute("INSERT INTO laneway_schema (step) VALUES (" + next + ")");
                  }
                  return reached;
                }
              });
      if (from > NEWEST) {
        throw new IllegalStateException(
            "the schema of the store is of step %d, and this release knows steps up to %d"
                .formatted(from, NEWEST));
      }
      if (from < step) {
        log.info("The schema of the store went from step {} to {}", from, step);
      }
    } catch (SQLException failed) {
      throw new IllegalStateException("the schema of the store cannot be made", failed);
    }
  }

  private static int reached(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT COALESCE(MAX(step), 0) FROM laneway_schema")) {
      row.next();
      return row.getInt(1);
    }
  }

  private List<String> step(int number) {
    String bytes = database.dialect().bytes();
    return switch (number) {
      case 1 ->
          List.of(
              """
              CREATE TABLE IF NOT EXISTS laneway_count (
                allowance VARCHAR(400) NOT NULL,
                member VARCHAR(40) NOT NULL,
                used BIGINT NOT NULL,
                ends_at BIGINT NOT NULL,
                PRIMARY KEY (allowance, member))""",
              """
              CREATE TABLE IF NOT EXISTS laneway_member (
                namespace VARCHAR(100) NOT NULL,
                member VARCHAR(40) NOT NULL,
                seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
                PRIMARY KEY (namespace, member))""");
      case 2 ->
          List.of(
              """
              CREATE TABLE IF NOT EXISTS laneway_task (
                task_name VARCHAR(200) NOT NULL,
                task_instance VARCHAR(100) NOT NULL,
                task_data %s,
                execution_time TIMESTAMP WITH TIME ZONE NOT NULL,
                picked BOOLEAN NOT NULL,
                picked_by VARCHAR(100),
                last_success TIMESTAMP WITH TIME ZONE,
                last_failure TIMESTAMP WITH TIME ZONE,
                consecutive_failures INT,
                last_heartbeat TIMESTAMP WITH TIME ZONE,
                version BIGINT NOT NULL,
                priority INT,
                PRIMARY KEY (task_name, task_instance))"""
                  .formatted(bytes),
              "CREATE INDEX IF NOT EXISTS laneway_task_due"
                  + " ON laneway_task (picked, priority DESC, execution_time)",
              "CREATE INDEX IF NOT EXISTS laneway_task_beat ON laneway_task (last_heartbeat)",
              """
              CREATE TABLE IF NOT EXISTS laneway_outcome (
                namespace VARCHAR(100) NOT NULL,
                id VARCHAR(100) NOT NULL,
                state VARCHAR(12) NOT NULL,
                outcome %s NOT NULL,
                PRIMARY KEY (namespace, id))"""
                  .formatted(bytes),
              "CREATE INDEX IF NOT EXISTS laneway_outcome_state"
                  + " ON laneway_outcome (namespace, state, id)");
      case 3 ->
          List.of(
              """
              CREATE TABLE IF NOT EXISTS laneway_notice (
                namespace VARCHAR(100) NOT NULL,
                about VARCHAR(400) NOT NULL,
                words VARCHAR(4000) NOT NULL,
                told_by VARCHAR(40) NOT NULL,
                until_at BIGINT NOT NULL,
                number BIGINT NOT NULL,
                PRIMARY KEY (namespace, about))""",
              "CREATE INDEX IF NOT EXISTS laneway_count_end ON laneway_count (ends_at)");
      case 4 ->
          List.of(
              """
              CREATE TABLE IF NOT EXISTS laneway_unwanted (
                namespace VARCHAR(100) NOT NULL,
                id VARCHAR(100) NOT NULL,
                PRIMARY KEY (namespace, id))""");
      default -> throw new IllegalArgumentException("the schema has no step " + number);
    };
  }
}
