package dev.laneway.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.Submission;
import dev.laneway.api.Submission.State;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ScriptedProvider;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that is stopped under a router, and started again. */
class PostgresOutageTest {

  private static final CallOptions SOON =
      CallOptions.builder().deadline(Duration.ofMinutes(1)).build();

  private volatile boolean away;

  private static EmbeddedPostgres start(Path folder, int port) throws Exception {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(Duration.ofMinutes(2))
        .start();
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Router router(DataSource source, ScriptedProvider vendor) {
    return Router.builder()
        .provider(vendor.asFactory("acme"))
        .account("acme", a -> a.apiKey("k"))
        .lane("acme/a", l -> l.quota(q -> q.requestsPerDay(1_000_000).dayOf(ZoneOffset.UTC)))
        .listener(
            new RouterListener() {
              @Override
              public void onStoreLost(RouterEvent.StoreLost event) {
                away = true;
              }

              @Override
              public void onStoreReturned(RouterEvent.StoreReturned event) {
                away = false;
              }
            })
        .store(JdbcStore.on(source).heartbeat(Duration.ofSeconds(1)), s -> s.workAtOnce(2))
        .grace(Duration.ZERO)
        .build();
  }

  private static long counted(DataSource source) {
    try (var connection = source.getConnection();
        var sql = connection.createStatement();
        var row = sql.executeQuery("SELECT SUM(used) FROM laneway_count")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException notYet) {
      return -1;
    }
  }

  @Test
  @Timeout(400)
  void a_postgresql_that_is_stopped_hangs_nobody_and_loses_nothing(@TempDir Path folder)
      throws Exception {
    int port = freePort();
    EmbeddedPostgres server = start(folder, port);
    DataSource source = Postgres.pool(server.getJdbcUrl("postgres", "postgres"));
    ScriptedProvider vendor = ScriptedProvider.create();
    vendor.anyModel().answers("ok").after(Duration.ofMillis(20));
    try (Router router = router(source, vendor)) {
      List<Submission> work = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        work.add(router.submit("item-" + i, ChatRequest.of("x"), CallOptions.of(Urgency.BATCH)));
      }
      DurableWorkTest.until(() -> vendor.calls().size() > 5);
      server.close();
      for (int i = 0; i < 300 || !away; i++) {
        assertThat(router.chat(ChatRequest.of("Hi"), SOON).text()).isEqualTo("ok");
      }
      assertThatThrownBy(
              () -> router.submit("late", ChatRequest.of("x"), CallOptions.of(Urgency.BATCH)))
          .isInstanceOf(RuntimeException.class);
      server = start(folder, port);
      DurableWorkTest.until(() -> !away);
      for (Submission item : work) {
        assertThat(item.reply().get(2, TimeUnit.MINUTES).text()).isEqualTo("ok");
        assertThat(item.state()).isEqualTo(State.DONE);
      }
      router.chat(ChatRequest.of("Hi"), SOON);
      DurableWorkTest.until(() -> counted(source) == vendor.calls().size());
    } finally {
      server.close();
    }
  }
}
