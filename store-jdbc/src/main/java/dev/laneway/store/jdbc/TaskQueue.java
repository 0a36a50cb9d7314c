package dev.laneway.store.jdbc;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.laneway.api.Submission;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkOutcome;
import dev.laneway.api.spi.store.WorkQueue;
import dev.laneway.api.spi.store.WorkRecord;
import dev.laneway.store.jdbc.Database.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Work on db-scheduler: it picks what is due, shows by heartbeats that its picker lives, and hands
 * what a dead picker held to another. What has ended and what nobody wants any more is kept beside
 * its table, and is looked for before each try: the one runs no more, the other ends without. With
 * each heartbeat a picker hears what nobody wants of all that is being worked on.
 */
final class TaskQueue implements WorkQueue, AutoCloseable {

  private static final int SILENT_BEATS = 4;
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Database database;
  private final StoreContext context;
  private final Duration heartbeat;
  private final boolean alone;
  private final WorkTables tables;
  private final WorkEnds ends;
  private final Desk desk = new Desk("laneway-work-desk");
  private volatile @Nullable Scheduler scheduler;

  TaskQueue(Database database, StoreContext context, Duration heartbeat, boolean alone) {
    this.database = database;
    this.context = context;
    this.heartbeat = heartbeat;
    this.alone = alone;
    this.ends = new WorkEnds(context.namespace(), database.dialect());
    this.tables = new WorkTables(context.namespace(), database.dialect(), ends);
  }

  @Override
  public CompletionStage<Boolean> put(WorkItem item) {
    PutErrand errand = new PutErrand(this, item);
    desk.ask(errand);
    return errand.answer();
  }

  /** Keeps all of these in one transaction; answers which were new. */
  List<Boolean> putAll(List<WorkItem> items) throws SQLException {
    Instant now = context.time().now();
    List<Boolean> fresh =
        database.inTransaction(connection -> tables.insert(items, now, connection));
    lookNow();
    return fresh;
  }

  /** Something is due, and shall not wait for the next look. */
  private void lookNow() {
    Scheduler working = scheduler;
    if (working != null) {
      working.triggerCheckForDueExecutions();
    }
  }

  @Override
  public void serve(Worker worker, int atOnce) {
    if (alone) {
      // whoever had picked these had the file open, and has it no more
      desk.ask(() -> database.inTransaction(tables::putBack)).join();
    }
    Task<byte[]> task =
        Tasks.custom(WorkTables.taskName(context.namespace()), byte[].class)
            .onFailure(this::tryAgain)
            .onDeadExecution(this::revive)
            .execute((instance, execution) -> run(worker, instance, execution));
    SchedulerBuilder builder =
        Scheduler.create(database.source(), List.of(task))
            .tableName(WorkTables.TASKS)
            .schedulerName(new SchedulerName.Fixed(context.member()))
            .serializer(new RawBytes())
            .clock(() -> context.time().now())
            .threads(atOnce)
            .pollingInterval(LOOK_EVERY)
            .heartbeatInterval(heartbeat)
            .missedHeartbeatsLimit(SILENT_BEATS)
            .shutdownMaxWait(Duration.ofSeconds(5))
            .failureLogging(LogLevel.OFF, false)
            .addSchedulerListener(new HeartbeatListener(() -> tellUnwanted(worker)))
            .enablePriority();
    if (database.dialect() == Dialect.POSTGRESQL) {
      builder
          .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
          .pollUsingLockAndFetch(0.5, 1);
    } else {
      builder.jdbcCustomization(new DefaultJdbcCustomization(false));
    }
    Scheduler made = builder.build();
    scheduler = made;
    made.start();
  }

  private CompletionHandler<byte[]> run(
      Worker worker, TaskInstance<byte[]> instance, ExecutionContext execution) {
    String id = instance.getId();
    if (look(id, ends::hasEnded)) {
      return (done, row) -> row.stop();
    }
    WorkItem item = new WorkItem(id, instance.getData(), -instance.getPriority());
    int failedTries = execution.getExecution().consecutiveFailures;
    WorkOutcome outcome =
        look(id, ends::isUnwanted)
            ? worker.cancelled(item, failedTries)
            : worker.work(item, failedTries).toCompletableFuture().join();
    if (outcome.again().isPresent()) {
      throw new TryAgain(outcome.again().get(), outcome.counts());
    }
    end(id, outcome);
    context.listener().workMoved(id);
    return (done, row) -> {}; // its row went with its end
  }

  /** Something to be known of an item. */
  private interface Look {
    boolean at(String id, Connection connection) throws SQLException;
  }

  private boolean look(String id, Look look) {
    try {
      return database.inTransaction(connection -> look.at(id, connection));
    } catch (SQLException failed) {
      throw new IllegalStateException("work " + id + " cannot be looked for", failed);
    }
  }

  private void end(String id, WorkOutcome outcome) {
    try {
      database.inTransaction(
          connection -> ends.end(id, outcome.state(), outcome.outcome(), connection));
    } catch (SQLException failed) {
      throw new IllegalStateException("the end of work " + id + " cannot be kept", failed);
    }
  }

  /** What is cancelled after this look finds nobody at work, and ends at once. */
  private void tryAgain(ExecutionComplete done, ExecutionOperations<byte[]> row) {
    Optional<TryAgain> said =
        done.getCause().filter(TryAgain.class::isInstance).map(TryAgain.class::cast);
    if (said.filter(again -> again.counts).isEmpty()) {
      uncount(done.getExecution());
    }
    Instant now = context.time().now();
    Instant at = said.map(again -> again.at).orElseGet(() -> now.plusSeconds(5));
    row.reschedule(done, at);
    String id = done.getExecution().taskInstance.getId();
    boolean isUnwanted = look(id, ends::isUnwanted);
    if (isUnwanted) {
      hasten(id);
    }
    if (isUnwanted || !at.isAfter(now)) {
      lookNow();
    }
  }

  /** What a dead picker held is free for others, and did not fail. */
  private void revive(ExecutionComplete dead, ExecutionOperations<byte[]> row) {
    uncount(dead.getExecution());
    row.reschedule(dead, context.time().now());
  }

  /** db-scheduler writes one failure more than it read, whatever ended: this one is none. */
  private static void uncount(Execution execution) {
    execution.consecutiveFailures--;
  }

  private void hasten(String id) {
    try {
      database.inTransaction(
          connection -> {
            ends.hasten(id, context.time().now(), connection);
            return true;
          });
    } catch (SQLException failed) {
      throw new IllegalStateException("work " + id + " cannot be hastened", failed);
    }
  }

  /** Whatever of it is worked on elsewhere, or no more, this worker passes over. */
  private void tellUnwanted(Worker worker) {
    try {
      database.inTransaction(ends::unwanted).forEach(worker::cancel);
    } catch (SQLException failed) {
      throw new IllegalStateException("what nobody wants cannot be looked for", failed);
    }
  }

  /** Carries the time of the next try, and whether this one counts, past db-scheduler. */
  private static final class TryAgain extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final transient Instant at;
    private final boolean counts;

    TryAgain(Instant at, boolean counts) {
      super("again at " + at, null, false, false);
      this.at = at;
      this.counts = counts;
    }
  }

  @Override
  public CompletionStage<Optional<WorkRecord>> find(String id) {
    return desk.ask(() -> database.inTransaction(connection -> tables.find(id, connection)));
  }

  @Override
  public CompletionStage<List<WorkRecord>> list(Submission.State state, String after, int most) {
    return desk.ask(
        () -> database.inTransaction(connection -> tables.list(state, after, most, connection)));
  }

  @Override
  public CompletionStage<Map<Submission.State, Long>> census() {
    return desk.ask(() -> database.inTransaction(tables::census));
  }

  @Override
  public CompletionStage<Boolean> cancel(String id) {
    return desk.ask(
        () -> {
          boolean ended = database.inTransaction(connection -> ends.cancel(id, connection));
          if (ended) {
            context.listener().workMoved(id);
          }
          return ended;
        });
  }

  @Override
  public void close() {
    Scheduler working = scheduler;
    if (working != null) {
      working.stop();
    }
    desk.close();
  }
}
