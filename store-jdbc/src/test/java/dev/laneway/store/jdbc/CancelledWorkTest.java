package dev.laneway.store.jdbc;

import static dev.laneway.store.jdbc.DurableWorkTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.Submission.State;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import dev.laneway.core.event.RouterListener;
import dev.laneway.fixtures.Jvm;
import dev.laneway.testkit.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancelling what another router works on, through every layer. */
class CancelledWorkTest {

  private static final CallOptions BATCH = CallOptions.of(Urgency.BATCH);
  private static final EnumSet<Stage> ENDS =
      EnumSet.of(Stage.DONE, Stage.FAILED, Stage.DROPPED, Stage.CANCELLED);

  private final Path folder;
  private final Queue<RouterEvent.WorkMoved> moves = new ConcurrentLinkedQueue<>();

  CancelledWorkTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Router router(DataSource source, ScriptedProvider vendor, int atOnce) {
    return Router.builder()
        .provider(vendor.asFactory("acme"))
        .lane("acme/a")
        .listener(
            new RouterListener() {
              @Override
              public void onWorkMoved(RouterEvent.WorkMoved event) {
                moves.add(event);
              }
            })
        .store(JdbcStore.on(source).heartbeat(Duration.ofMillis(100)), s -> s.workAtOnce(atOnce))
        .grace(Duration.ZERO)
        .build();
  }

  private List<Stage> endsOf(String id) {
    return moves.stream()
        .filter(move -> move.id().equals(id) && ENDS.contains(move.stage()))
        .map(RouterEvent.WorkMoved::stage)
        .toList();
  }

  private static State stateOf(Router router, String id) {
    return router.submission(id).orElseThrow().state();
  }

  private static void cancel(Router router, String id) {
    router.submission(id).orElseThrow().reply().cancel(true);
  }

  private static void isCancelledWithReceipt(Router router, String id, int attempts) {
    CompletableFuture<ChatReply> reply = router.submission(id).orElseThrow().reply();
    assertThat(reply)
        .failsWithin(Duration.ofMinutes(2))
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfSatisfying(
            RouterException.class,
            error -> {
              assertThat(error.reason()).isEqualTo(RouterException.Reason.CANCELLED);
              assertThat(error.receipt().attempts()).hasSize(attempts);
            });
    assertThat(stateOf(router, id)).isEqualTo(State.CANCELLED);
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void the_call_is_given_up_where_it_runs_and_every_member_sees_its_receipt(Base base)
      throws Exception {
    DataSource source = base.make(folder);
    ScriptedProvider idle = ScriptedProvider.create();
    ScriptedProvider vendor = ScriptedProvider.create();
    vendor.model("a").neverAnswers();
    try (Router front = router(source, idle, 0);
        Router worker = router(source, vendor, 2)) {
      front.submit("a", ChatRequest.of("x"), BATCH);
      until(() -> vendor.running() == 1);
      cancel(front, "a");
      until(() -> stateOf(front, "a") == State.CANCELLED);
      assertThat(vendor.calls().get(0).wasCancelled()).isTrue();
      isCancelledWithReceipt(front, "a", 1);
      isCancelledWithReceipt(worker, "a", 1);
      until(() -> endsOf("a").equals(List.of(Stage.CANCELLED)));
      assertThat(vendor.calls()).hasSize(1);
    }
  }

  /** Answers and wishes cross each other at any moment of an item's life. */
  @ParameterizedTest
  @EnumSource(Base.class)
  @Timeout(180)
  void an_item_ends_once_as_answered_or_as_cancelled(Base base) throws Exception {
    int items = 150;
    DataSource source = base.make(folder);
    ScriptedProvider vendor = ScriptedProvider.create();
    vendor.model("a").answers("done").after(Duration.ofMillis(15));
    try (Router front = router(source, ScriptedProvider.create(), 0);
        Router worker = router(source, vendor, 8)) {
      ExecutorService hands = Executors.newFixedThreadPool(8);
      Random random = new Random(11);
      for (int i = 0; i < items; i++) {
        String id = "i" + i;
        int looks = random.nextInt(12);
        hands.execute(
            () -> {
              front.submit(id, ChatRequest.of("x"), BATCH);
              for (int look = 0; look < looks; look++) {
                stateOf(front, id);
              }
              cancel(front, id);
            });
      }
      hands.shutdown();
      assertThat(hands.awaitTermination(2, TimeUnit.MINUTES)).isTrue();
      until(
          () ->
              front.submissions(State.DONE, "", items).size()
                      + front.submissions(State.CANCELLED, "", items).size()
                  == items);
      for (int i = 0; i < items; i++) {
        String id = "i" + i;
        Stage end = Stage.valueOf(stateOf(worker, id).name());
        until(() -> !endsOf(id).isEmpty());
        assertThat(endsOf(id)).as(id).containsExactly(end);
      }
      assertThat(Base.rowsOf("laneway_unwanted", source)).isZero();
      assertThat(Base.rowsOf("laneway_task", source)).isZero();
    }
  }

  @Test
  @Timeout(180)
  void another_process_gives_up_what_is_cancelled_here() throws Exception {
    String url = Postgres.database();
    Path diary = folder.resolve("diary");
    try (Router front = WorkMain.router(WorkMain.store(url), diary, 0);
        Jvm worker = worker(url, diary)) {
      front.submit("a", WorkMain.request("a"), BATCH);
      until(() -> Diary.calls(diary) == 1);
      cancel(front, "a");
      FileWorkTest.until(() -> stateOf(front, "a") == State.CANCELLED, worker);
      isCancelledWithReceipt(front, "a", 1);
      FileWorkTest.until(() -> worker.printed().contains("cancelled a"), worker);
      assertThat(Diary.calls(diary)).isEqualTo(1);
    }
  }

  @Test
  @Timeout(180)
  void the_wish_outlives_a_process_that_was_killed_at_work() throws Exception {
    String url = Postgres.database();
    Path diary = folder.resolve("diary");
    try (Router front = WorkMain.router(WorkMain.store(url), diary, 0)) {
      front.submit("a", WorkMain.request("a"), BATCH);
      try (Jvm worker = worker(url, diary)) {
        FileWorkTest.until(() -> Diary.calls(diary) == 1, worker);
        worker.kill();
      }
      cancel(front, "a");
      try (Jvm heir = worker(url, diary)) {
        FileWorkTest.until(() -> stateOf(front, "a") == State.CANCELLED, heir);
      }
      isCancelledWithReceipt(front, "a", 0);
      assertThat(Diary.calls(diary)).isEqualTo(1);
    }
  }

  @Test
  @Timeout(180)
  void the_wish_is_in_the_file_when_the_power_fails() throws Exception {
    String file = folder.resolve("work").toString();
    Path diary = folder.resolve("diary");
    try (Jvm worker =
        Jvm.start(folder, WorkMain.class, file, diary + "", "0", "1", "1", "600000")) {
      FileWorkTest.until(() -> Diary.calls(diary) == 1, worker);
      worker.kill();
    }
    String id = "item-00000";
    try (Router front = WorkMain.router(WorkMain.store(file), diary, 0)) {
      assertThat(stateOf(front, id)).isEqualTo(State.RUNNING);
      cancel(front, id);
    }
    try (Router heir = WorkMain.router(WorkMain.store(file), diary, 1)) {
      until(() -> stateOf(heir, id) == State.CANCELLED);
      assertThat(Diary.calls(diary)).isEqualTo(1);
    }
  }

  private Jvm worker(String url, Path diary) throws Exception {
    List<String> words = new ArrayList<>(List.of(url, diary.toString(), "0", "0", "1", "600000"));
    return Jvm.start(folder, WorkMain.class, words.toArray(new String[0]));
  }
}
