package dev.laneway.store.jdbc;

import static dev.laneway.store.jdbc.DurableWorkTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkQueue;
import dev.laneway.api.spi.store.WorkRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** A member without a router: its queue of work, and no more. */
final class Member implements AutoCloseable {

  private final JdbcStore store;
  private final WorkQueue queue;

  Member(DataSource source, String name) {
    store = JdbcStore.on(source).heartbeat(Duration.ofMillis(200));
    store.open(Ears.context(name));
    queue = store.work().orElseThrow();
  }

  WorkQueue queue() {
    return queue;
  }

  CompletableFuture<Boolean> puts(String id, byte[] content, int turn) {
    return queue.put(new WorkItem(id, content, turn)).toCompletableFuture();
  }

  boolean put(String id) {
    return puts(id, new byte[0], 1).join();
  }

  boolean cancel(String id) {
    return queue.cancel(id).toCompletableFuture().join();
  }

  WorkRecord record(String id) {
    return queue.find(id).toCompletableFuture().join().orElseThrow();
  }

  void hasEnded(String id, State state, String outcome) {
    until(() -> record(id).outcome().isPresent());
    assertThat(record(id).state()).isEqualTo(state);
    assertThat(record(id).outcome().orElseThrow()).isEqualTo(Hand.bytes(outcome));
    assertThat(put(id)).isFalse();
  }

  @Override
  public void close() {
    store.close();
  }
}
