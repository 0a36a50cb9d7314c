package dev.laneway.store.jdbc;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.Taken;
import dev.laneway.api.spi.store.Verdict;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts turns: days, months, budgets. Each member writes its own row, so that telling a count
 * again changes nothing; who takes locks the row of the whole first. What is asked for while a
 * transaction runs is done together in the next.
 */
final class Counts implements Allowances {

  private static final long KEPT_MILLIS = 40L * 24 * 60 * 60 * 1000;
  private static final int BEATS_BETWEEN_CLEANING = 1_000;

  private final Database database;
  private final StoreContext context;
  private final Desk desk;
  private final @Nullable NoticeBoard fleet;
  private int beats;

  /** The board is read with each beat; a store without fellows has none to read. */
  Counts(Database database, StoreContext context, Desk desk, @Nullable NoticeBoard fleet) {
    this.database = database;
    this.context = context;
    this.desk = desk;
    this.fleet = fleet;
  }

  @Override
  public boolean counts(Allowance allowance) {
    return allowance.kind() == Allowance.Kind.TURN;
  }

  @Override
  public CompletionStage<Verdict> take(List<Claim> claims) {
    return entry(claims.stream().map(Claim::allowance).toList(), page -> take(claims, page));
  }

  private Verdict take(List<Claim> claims, CountPage page) {
    List<Long> left = new ArrayList<>(claims.size());
    int refused = -1;
    for (int i = 0; i < claims.size(); i++) {
      Claim claim = claims.get(i);
      long after = page.used(claim.allowance().key()) + claim.amount();
      if (refused < 0 && after > claim.allowance().limit()) {
        refused = i;
      }
    }
    for (Claim claim : claims) {
      if (refused < 0) {
        page.add(claim.allowance().key(), claim.amount());
      }
      left.add(claim.allowance().limit() - page.used(claim.allowance().key()));
    }
    if (refused < 0) {
      return Verdict.granted(left);
    }
    long ends = claims.get(refused).allowance().endsAtMillis();
    return new Verdict(left, refused, Math.max(1, ends - context.time().now().toEpochMilli()));
  }

  @Override
  public CompletionStage<Void> settle(List<Settlement> settlements) {
    return entry(
        settlements.stream().map(Settlement::allowance).toList(),
        page -> {
          settlements.forEach(end -> page.add(end.allowance().key(), end.change()));
          return null;
        });
  }

  @Override
  public CompletionStage<Void> restate(List<Taken> taken) {
    return entry(
        taken.stream().map(Taken::allowance).toList(),
        page -> {
          taken.forEach(count -> page.restate(count.allowance().key(), count.amount()));
          return null;
        });
  }

  private <R> CompletableFuture<R> entry(
      List<Allowance> allowances, Function<CountPage, @Nullable R> change) {
    Entry<R> entry = new Entry<>(allowances, change);
    desk.ask(entry);
    return entry.answer;
  }

  /** One change of the counts. */
  private final class Entry<R> implements Desk.Errand {

    private final List<Allowance> allowances;
    private final Function<CountPage, @Nullable R> change;
    private final CompletableFuture<R> answer = new CompletableFuture<>();
    private @Nullable R result;

    Entry(List<Allowance> allowances, Function<CountPage, @Nullable R> change) {
      this.allowances = allowances;
      this.change = change;
    }

    @Override
    public void run(List<Desk.Errand> all) {
      List<Entry<?>> entries = new ArrayList<>(all.size());
      all.forEach(errand -> entries.add((Entry<?>) errand));
      try {
        database.inTransaction(connection -> changeAll(entries, connection));
        entries.forEach(Entry::done);
      } catch (SQLException | RuntimeException failed) {
        all.forEach(errand -> errand.fail(failed));
      }
    }

    private void change(CountPage page) {
      result = change.apply(page);
    }

    @SuppressWarnings("NullAway") // a change without an answer has none
    private void done() {
      answer.complete(result);
    }

    @Override
    public void fail(Throwable because) {
      answer.completeExceptionally(because);
    }
  }

  private CountPage changeAll(List<Entry<?>> entries, Connection connection) throws SQLException {
    List<Allowance> touched = new ArrayList<>();
    entries.forEach(entry -> touched.addAll(entry.allowances));
    CountPage page =
        new CountPage(connection, database.dialect(), context.namespace(), context.member());
    page.read(touched);
    entries.forEach(entry -> entry.change(page));
    page.write();
    return page;
  }

  @Override
  public CompletionStage<Integer> beat() {
    if (fleet == null) {
      return desk.ask(() -> database.inTransaction(connection -> alone(connection)));
    }
    return desk.ask(
        () -> {
          int members = database.inTransaction(this::beat);
          fleet.read();
          return members;
        });
  }

  private int alone(Connection connection) throws SQLException {
    clean(connection);
    return 1;
  }

  private int beat(Connection connection) throws SQLException {
    clean(connection);
    try (PreparedStatement seen =
        connection.prepareStatement(
            "UPDATE laneway_member SET seen_at = CURRENT_TIMESTAMP"
                + " WHERE namespace = ? AND member = ?")) {
      seen.setString(1, context.namespace());
      seen.setString(2, context.member());
      if (seen.executeUpdate() == 0) {
        try (PreparedStatement first =
            connection.prepareStatement(
                "INSERT INTO laneway_member (namespace, member, seen_at)"
                    + " VALUES (?, ?, CURRENT_TIMESTAMP)")) {
          first.setString(1, context.namespace());
          first.setString(2, context.member());
          first.executeUpdate();
        }
      }
    }
    try (PreparedStatement count =
        connection.prepareStatement(
            "SELECT COUNT(*) FROM laneway_member"
                + " WHERE namespace = ? AND seen_at > CURRENT_TIMESTAMP - INTERVAL '5' SECOND")) {
      count.setString(1, context.namespace());
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return Math.max(1, row.getInt(1));
      }
    }
  }

  private void clean(Connection connection) throws SQLException {
    if (beats++ % BEATS_BETWEEN_CLEANING == 0) {
      try (PreparedStatement old =
              connection.prepareStatement("DELETE FROM laneway_count WHERE ends_at < ?");
          PreparedStatement gone =
              connection.prepareStatement(
                  "DELETE FROM laneway_member"
                      + " WHERE seen_at < CURRENT_TIMESTAMP - INTERVAL '1' HOUR")) {
        old.setLong(1, context.time().now().toEpochMilli() - KEPT_MILLIS);
        old.executeUpdate();
        gone.executeUpdate();
      }
    }
  }
}
