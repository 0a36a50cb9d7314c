package dev.laneway.store.jdbc;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.spi.store.Allowances;
import dev.laneway.api.spi.store.Notices;
import dev.laneway.api.spi.store.Store;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.WorkQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jspecify.annotations.Nullable;

/**
 * Keeps work, spend and the counts of days and months in a database: in a file, so that they
 * outlive a restart, or in PostgreSQL, so that a fleet shares them. Limits of minutes are not
 * shared here: each member keeps to its share of them.
 *
 * <pre>{@code
 * Router.builder().store(JdbcStore.embedded(Path.of("laneway")))…
 * }</pre>
 */
public final class JdbcStore implements Store {

  private final String name;
  private final @Nullable Path file;
  private final @Nullable DataSource given;
  private final Duration heartbeat;
  private final int lastStep;
  private @Nullable JdbcConnectionPool pool;
  private @Nullable Desk desk;
  private @Nullable Counts counts;
  private @Nullable NoticeBoard board;
  private @Nullable TaskQueue queue;

  private JdbcStore(
      String name,
      @Nullable Path file,
      @Nullable DataSource given,
      Duration heartbeat,
      int lastStep) {
    this.name = name;
    this.file = file;
    this.given = given;
    this.heartbeat = heartbeat;
    this.lastStep = lastStep;
  }

  /** A file of this machine, made where it is missing; one router at a time may have it open. */
  public static JdbcStore embedded(Path file) {
    return new JdbcStore("file", file.toAbsolutePath(), null, Duration.ofSeconds(5), Schema.NEWEST);
  }

  /** The application's own database, PostgreSQL or H2; it is not closed with the router. */
  public static JdbcStore on(DataSource dataSource) {
    return new JdbcStore(
        "jdbc",
        null,
        requireNonNull(dataSource, "dataSource"),
        Duration.ofSeconds(5),
        Schema.NEWEST);
  }

  /** How often a member shows that it is alive; after four silent beats others take its work. */
  public JdbcStore heartbeat(Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("heartbeat must be positive, was " + value);
    }
    return new JdbcStore(name, file, given, value, lastStep);
  }

  /** The store as an older release would have made it, for tests of the way up. */
  JdbcStore ofStep(int step) {
    return new JdbcStore(name, file, given, heartbeat, step);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void open(StoreContext context) {
    DataSource source = given == null ? openFile() : given;
    Database database = Database.of(source);
    new Schema(database).migrateTo(lastStep);
    boolean alone = given == null;
    Desk writer = new Desk("laneway-store");
    desk = writer;
    NoticeBoard notices = new NoticeBoard(database, context, writer);
    board = notices;
    counts = new Counts(database, context, writer, alone ? null : notices);
    queue = new TaskQueue(database, context, heartbeat, alone);
  }

  private DataSource openFile() {
    // a commit is in the file before anybody is told of it; "async" bears interrupted threads
    pool =
        JdbcConnectionPool.create(
            "jdbc:h2:async:" + file + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE", "laneway", "");
    pool.setMaxConnections(20);
    return pool;
  }

  @Override
  public Optional<Allowances> allowances() {
    return Optional.ofNullable(counts);
  }

  @Override
  public Optional<Notices> notices() {
    return Optional.ofNullable(board);
  }

  @Override
  public Optional<WorkQueue> work() {
    return Optional.ofNullable(queue);
  }

  @Override
  public void close() {
    if (queue != null) {
      queue.close();
    }
    if (desk != null) {
      desk.close();
    }
    if (pool != null) {
      pool.dispose();
    }
  }
}
