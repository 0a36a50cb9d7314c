package dev.laneway.store.jdbc;

import dev.laneway.api.spi.store.Notice;
import dev.laneway.api.spi.store.Notices;
import dev.laneway.api.spi.store.StoreContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Notices in a table: few, and read with each beat. Used on the desk's thread. */
final class NoticeBoard implements Notices {

  private final Database database;
  private final StoreContext context;
  private final Desk desk;
  private final Map<String, Long> read = new HashMap<>();
  private long number;

  NoticeBoard(Database database, StoreContext context, Desk desk) {
    this.database = database;
    this.context = context;
    this.desk = desk;
  }

  @Override
  public CompletionStage<Void> publish(Notice notice) {
    return desk.ask(() -> database.inTransaction(connection -> put(notice, connection)))
        .thenAccept(rows -> {});
  }

  private int put(Notice notice, Connection connection) throws SQLException {
    number = Math.max(number + 1, context.time().now().toEpochMilli());
    try (PreparedStatement old =
        connection.prepareStatement(
            "UPDATE laneway_notice SET words = ?, told_by = ?, until_at = ?, number = ?"
                + " WHERE namespace = ? AND about = ?")) {
      fill(old, notice);
      int changed = old.executeUpdate();
      if (changed > 0) {
        return changed;
      }
    }
    try (PreparedStatement fresh =
        connection.prepareStatement(
            "INSERT INTO laneway_notice (words, told_by, until_at, number, namespace, about)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      fill(fresh, notice);
      return fresh.executeUpdate();
    }
  }

  private void fill(PreparedStatement sql, Notice notice) throws SQLException {
    sql.setString(1, notice.text());
    sql.setString(2, context.member());
    sql.setLong(3, notice.untilMillis());
    sql.setLong(4, number);
    sql.setString(5, context.namespace());
    sql.setString(6, notice.key());
  }

  @Override
  public CompletionStage<List<Notice>> current() {
    return desk.ask(() -> readNew(false));
  }

  /** Tells of what others have put up since. */
  void read() throws SQLException {
    readNew(true).forEach(context.listener()::noticed);
  }

  private List<Notice> readNew(boolean onlyNew) throws SQLException {
    return database.inTransaction(
        connection -> {
          List<Notice> found = new ArrayList<>();
          try (PreparedStatement sql =
              connection.prepareStatement(
                  "SELECT about, words, until_at, number FROM laneway_notice"
                      + " WHERE namespace = ? AND until_at > ? AND told_by <> ?")) {
            sql.setString(1, context.namespace());
            sql.setLong(2, context.time().now().toEpochMilli());
            sql.setString(3, context.member());
            try (ResultSet row = sql.executeQuery()) {
              while (row.next()) {
                Long before = read.put(row.getString(1), row.getLong(4));
                if (!onlyNew || before == null || before != row.getLong(4)) {
                  found.add(new Notice(row.getString(1), row.getString(2), row.getLong(3)));
                }
              }
            }
          }
          return found;
        });
  }
}
