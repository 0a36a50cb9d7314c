package dev.laneway.store.jdbc;

import static dev.laneway.store.jdbc.DurableWorkTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkOutcome;
import dev.laneway.api.spi.store.WorkQueue;
import dev.laneway.api.spi.store.WorkRecord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancelling what another member works on, as the store keeps it. */
class CancelTest {

  private static final byte[] NOTHING = new byte[0];

  private final Path folder;
  private final List<JdbcStore> stores = new ArrayList<>();

  CancelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private WorkQueue member(DataSource source, String name) {
    JdbcStore store = JdbcStore.on(source).heartbeat(Duration.ofMillis(200));
    store.open(Ears.context(name));
    stores.add(store);
    return store.work().orElseThrow();
  }

  @AfterEach
  void close() {
    stores.forEach(JdbcStore::close);
  }

  /** A worker whose tries end as the test says. */
  private static final class Hand implements WorkQueue.Worker {

    final Map<String, CompletableFuture<WorkOutcome>> tries = new ConcurrentHashMap<>();
    final Set<String> unwanted = ConcurrentHashMap.newKeySet();
    final List<String> cancelled = new ArrayList<>();

    @Override
    public CompletableFuture<WorkOutcome> work(WorkItem item, int earlierTries) {
      return tries.computeIfAbsent(item.id(), id -> new CompletableFuture<>());
    }

    @Override
    public void cancel(String id) {
      unwanted.add(id);
    }

    @Override
    public synchronized WorkOutcome cancelled(WorkItem item, int earlierTries) {
      cancelled.add(item.id());
      return WorkOutcome.ended(State.CANCELLED, bytes("not begun"));
    }

    void ends(String id, WorkOutcome outcome) {
      tries.computeIfAbsent(id, key -> new CompletableFuture<>()).complete(outcome);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean put(WorkQueue queue, String id) {
    return queue.put(new WorkItem(id, NOTHING, 1)).toCompletableFuture().join();
  }

  private static boolean cancel(WorkQueue queue, String id) {
    return queue.cancel(id).toCompletableFuture().join();
  }

  private static WorkRecord record(WorkQueue queue, String id) {
    return queue.find(id).toCompletableFuture().join().orElseThrow();
  }

  private static void hasEnded(WorkQueue queue, String id, State state, String outcome) {
    until(() -> record(queue, id).outcome().isPresent());
    assertThat(record(queue, id).state()).isEqualTo(state);
    assertThat(record(queue, id).outcome().orElseThrow()).isEqualTo(bytes(outcome));
    assertThat(put(queue, id)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void the_worker_hears_of_it_and_its_word_is_the_end(Base base) throws Exception {
    DataSource source = base.make(folder);
    WorkQueue front = member(source, "front");
    WorkQueue busy = member(source, "busy");
    Hand hand = new Hand();
    busy.serve(hand, 3);
    for (String id : List.of("stopped", "answered", "wanted")) {
      put(front, id);
    }
    until(() -> hand.tries.size() == 3);
    assertThat(cancel(front, "stopped")).isFalse();
    assertThat(cancel(front, "stopped")).isFalse();
    assertThat(cancel(front, "answered")).isFalse();
    until(() -> hand.unwanted.size() == 2);
    assertThat(hand.unwanted).containsExactlyInAnyOrder("stopped", "answered");
    hand.ends("stopped", WorkOutcome.ended(State.CANCELLED, bytes("receipt")));
    hand.ends("answered", WorkOutcome.ended(State.DONE, bytes("reply")));
    hand.ends("wanted", WorkOutcome.ended(State.DONE, bytes("reply")));
    for (WorkQueue member : List.of(front, busy)) {
      hasEnded(member, "stopped", State.CANCELLED, "receipt");
      hasEnded(member, "answered", State.DONE, "reply");
      hasEnded(member, "wanted", State.DONE, "reply");
    }
    assertThat(cancel(front, "answered")).isFalse();
    hasEnded(front, "answered", State.DONE, "reply");
    assertThat(Base.rowsOf("laneway_unwanted", source)).isZero();
    assertThat(Base.rowsOf("laneway_task", source)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void what_would_be_tried_again_tomorrow_ends_now(Base base) throws Exception {
    DataSource source = base.make(folder);
    WorkQueue front = member(source, "front");
    Hand hand = new Hand();
    member(source, "busy").serve(hand, 1);
    put(front, "a");
    until(() -> hand.tries.containsKey("a"));
    cancel(front, "a");
    hand.ends("a", WorkOutcome.again(Instant.now().plus(Duration.ofDays(1))));
    hasEnded(front, "a", State.CANCELLED, "not begun");
    assertThat(hand.cancelled).containsExactly("a");
    assertThat(Base.rowsOf("laneway_unwanted", source)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void what_a_dead_member_worked_on_ends_without_another_try(Base base) throws Exception {
    DataSource source = base.make(folder);
    WorkQueue front = member(source, "front");
    put(front, "a");
    pickedByTheDead(source);
    assertThat(cancel(front, "a")).isFalse();
    assertThat(record(front, "a").state()).isEqualTo(State.RUNNING);
    Hand hand = new Hand();
    member(source, "heir").serve(hand, 1);
    hasEnded(front, "a", State.CANCELLED, "not begun");
    assertThat(hand.tries).isEmpty();
  }

  private static void pickedByTheDead(DataSource source) throws Exception {
    try (var connection = source.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(
          "UPDATE laneway_task SET picked = TRUE, picked_by = 'dead', version = version + 1,"
              + " last_heartbeat = CURRENT_TIMESTAMP - INTERVAL '1' HOUR");
    }
  }

  /** An older release wrote the end of an item first, and removed the item afterwards. */
  @ParameterizedTest
  @EnumSource(Base.class)
  void what_has_its_answer_keeps_it(Base base) throws Exception {
    DataSource source = base.make(folder);
    WorkQueue front = member(source, "front");
    put(front, "a");
    try (var connection = source.getConnection();
        var sql = connection.createStatement()) {
      sql.execute(
          "INSERT INTO laneway_outcome (namespace, id, state, outcome)"
              + " VALUES ('test', 'a', 'DONE', '')");
    }
    assertThat(cancel(front, "a")).isFalse();
    hasEnded(front, "a", State.DONE, "");
    assertThat(Base.rowsOf("laneway_task", source)).isZero();
  }
}
