package dev.laneway.store.jdbc;

import static dev.laneway.store.jdbc.DurableWorkTest.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.WorkOutcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What applications have set on their data sources, and what their users may do. */
@Timeout(180)
class DataSourcesTest {

  /** Silent for so long, its picker would be held for dead. */
  private static final String BEATEN_FOR =
      "laneway_task WHERE last_heartbeat > execution_time + INTERVAL '1' SECOND";

  @ParameterizedTest
  @EnumSource
  void work_is_done_and_counted_where_nothing_commits_by_itself(Base base, @TempDir Path folder)
      throws Exception {
    works(withoutAutoCommit(base.make(folder)));
  }

  @ParameterizedTest
  @EnumSource
  void work_is_done_and_counted_over_a_single_connection(Base base, @TempDir Path folder)
      throws Exception {
    DataSource pool = base.make(folder);
    ((JdbcConnectionPool) pool).setMaxConnections(1);
    works(pool);
  }

  private static void works(DataSource source) {
    Hand hand = new Hand();
    try (Member member = new Member(source, "m")) {
      member.queue().serve(hand, 2);
      assertThat(member.put("a")).isTrue();
      until(() -> !hand.tries.isEmpty());
      assertThat(member.record("a").state()).isEqualTo(State.RUNNING);
      until(() -> Base.rowsOf(BEATEN_FOR, source) == 1);
      assertThat(hand.tries).hasSize(1);
      hand.at("a").outcome().complete(WorkOutcome.again(Instant.EPOCH));
      until(() -> hand.tries.size() > 1);
      assertThat(hand.at("a").failedTries()).isEqualTo(1);
      hand.at("a").ends(State.DONE, "answer");
      member.hasEnded("a", State.DONE, "answer");
      assertThat(hand.tries).hasSize(2);
    }
  }

  /** As a pool does that is told to commit nothing: what nobody committed is undone at the end. */
  private static DataSource withoutAutoCommit(DataSource source) {
    return instead(
        DataSource.class,
        source,
        "getConnection",
        () -> {
          Connection connection = source.getConnection();
          connection.setAutoCommit(false);
          return instead(
              Connection.class,
              connection,
              "close",
              () -> {
                if (!connection.isClosed() && !connection.getAutoCommit()) {
                  connection.rollback();
                }
                connection.close();
                return null;
              });
        });
  }

  private static <T> T instead(Class<T> type, T of, String name, Callable<?> done) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              try {
                return method.getName().equals(name) ? done.call() : method.invoke(of, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            }));
  }

  @Test
  void a_user_who_may_make_no_tables_uses_those_that_are_there() throws Exception {
    String url = Postgres.database();
    DataSource owner = Postgres.pool(url);
    String user = "clerk" + Integer.toHexString(url.hashCode());
    Base.say(owner, "CREATE ROLE " + user + " LOGIN");
    Base.say(owner, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    DataSource clerk = Postgres.pool(url.replace("user=postgres", "user=" + user));
    assertThatThrownBy(() -> new Member(clerk, "early"))
        .hasMessage("the schema of the store cannot be made")
        .cause()
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");

    new Member(owner, "owner").close();
    Base.say(
        owner, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO " + user);
    works(clerk);
  }

  @Test
  void what_failed_is_told_and_not_that_its_connection_was_gone(@TempDir Path folder)
      throws Exception {
    DataSource pool = Base.H2.make(folder);
    Callable<?> gone =
        () -> {
          throw new SQLException("gone");
        };
    DataSource dying =
        instead(
            DataSource.class,
            pool,
            "getConnection",
            () -> instead(Connection.class, pool.getConnection(), "rollback", gone));
    assertThatThrownBy(
            () ->
                Database.of(dying)
                    .inTransaction(
                        connection -> {
                          throw new SQLException("what failed");
                        }))
        .hasMessage("what failed")
        .satisfies(failed -> assertThat(failed.getSuppressed()[0]).hasMessage("gone"));
  }
}
