package dev.laneway.store.jdbc;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.store.jdbc.Database.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The counts that one transaction reads, changes and writes, locked in one order by everybody. */
final class CountPage {

  /** Stands for all members: whoever changes a count holds this row first. */
  private static final String ALL = "";

  private final Connection connection;
  private final Dialect dialect;
  private final String namespace;
  private final String member;
  private final Map<String, Line> lines = new TreeMap<>();

  private static final class Line {
    private final long endsAt;
    private long others;
    private long own;
    private long ownBefore;
    private boolean known;

    Line(long endsAt) {
      this.endsAt = endsAt;
    }
  }

  CountPage(Connection connection, Dialect dialect, String namespace, String member) {
    this.connection = connection;
    this.dialect = dialect;
    this.namespace = namespace;
    this.member = member;
  }

  void read(List<Allowance> allowances) throws SQLException {
    for (Allowance allowance : allowances) {
      lines.putIfAbsent(allowance.key(), new Line(allowance.endsAtMillis()));
    }
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      String name = nameOf(entry.getKey());
      if (lock(name) == 0) {
        insertAll(name, entry.getValue().endsAt);
        lock(name);
      }
      read(name, entry.getValue());
    }
  }

  private String nameOf(String key) {
    return namespace + "/" + key;
  }

  private int lock(String name) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "UPDATE laneway_count SET used = 0 WHERE allowance = ? AND member = ?")) {
      sql.setString(1, name);
      sql.setString(2, ALL);
      return sql.executeUpdate();
    }
  }

  private void insertAll(String name, long endsAt) throws SQLException {
    String unlessThere =
        dialect == Dialect.POSTGRESQL
            ? "INSERT INTO laneway_count (allowance, member, used, ends_at)"
                + " VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING"
            : "MERGE INTO laneway_count (allowance, member, used, ends_at)"
                + " KEY (allowance, member) VALUES (?, ?, 0, ?)";
    try (PreparedStatement sql = connection.prepareStatement(unlessThere)) {
      sql.setString(1, name);
      sql.setString(2, ALL);
      sql.setLong(3, endsAt);
      sql.executeUpdate();
    }
  }

  private void read(String name, Line line) throws SQLException {
    try (PreparedStatement sql =
        connection.prepareStatement("SELECT member, used FROM laneway_count WHERE allowance = ?")) {
      sql.setString(1, name);
      try (ResultSet row = sql.executeQuery()) {
        while (row.next()) {
          if (row.getString(1).equals(member)) {
            line.own = row.getLong(2);
            line.ownBefore = line.own;
            line.known = true;
          } else {
            line.others += row.getLong(2);
          }
        }
      }
    }
  }

  private Line line(String key) {
    Line line = lines.get(key);
    if (line == null) {
      throw new IllegalStateException("the count of " + key + " was not read");
    }
    return line;
  }

  long used(String key) {
    return line(key).others + line(key).own;
  }

  void add(String key, long amount) {
    line(key).own += amount;
  }

  void restate(String key, long amount) {
    line(key).own = amount;
  }

  void write() throws SQLException {
    for (Map.Entry<String, Line> entry : lines.entrySet()) {
      Line line = entry.getValue();
      if (line.own != line.ownBefore) {
        write(nameOf(entry.getKey()), line);
      }
    }
  }

  private void write(String name, Line line) throws SQLException {
    String words =
        line.known
            ? "UPDATE laneway_count SET used = ?, ends_at = ? WHERE allowance = ? AND member = ?"
            : "INSERT INTO laneway_count (used, ends_at, allowance, member) VALUES (?, ?, ?, ?)";
    try (PreparedStatement sql = connection.prepareStatement(words)) {
      sql.setLong(1, line.own);
      sql.setLong(2, line.endsAt);
      sql.setString(3, name);
      sql.setString(4, member);
      sql.executeUpdate();
    }
  }
}
