package dev.laneway.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.RouterException;
import dev.laneway.api.Submission;
import dev.laneway.api.Submission.State;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import dev.laneway.core.event.RouterListener;
import dev.laneway.testkit.ScriptedProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class DurableWorkTest {

  private static final CallOptions BATCH = CallOptions.of(Urgency.BATCH);

  private ScriptedProvider vendor = ScriptedProvider.create();
  private final ConcurrentLinkedQueue<RouterEvent.WorkMoved> moves = new ConcurrentLinkedQueue<>();

  private Router router(Path file, int atOnce) {
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
        .store(JdbcStore.embedded(file), s -> s.workAtOnce(atOnce))
        .grace(Duration.ZERO)
        .build();
  }

  private List<Stage> stagesOf(String id) {
    return moves.stream().filter(move -> move.id().equals(id)).map(m -> m.stage()).toList();
  }

  private static ChatReply replyOf(Submission work) throws Exception {
    return work.reply().get(120, TimeUnit.SECONDS);
  }

  @Test
  void an_item_is_done_once_whoever_hands_it_over_again(@TempDir Path folder) throws Exception {
    vendor.model("a").answers("done");
    try (Router router = router(folder.resolve("w"), 4)) {
      Submission work = router.submit("a", ChatRequest.of("x"), BATCH);
      assertThat(replyOf(work).text()).isEqualTo("done");
      assertThat(work.state()).isEqualTo(State.DONE);
      Submission again = router.submit("a", ChatRequest.of("x"), BATCH);
      assertThat(replyOf(again).text()).isEqualTo("done");
      assertThat(replyOf(again).receipt().lane()).isPresent();
      assertThat(vendor.calls()).hasSize(1);
      until(() -> stagesOf("a").contains(Stage.DONE));
      assertThat(stagesOf("a"))
          .containsExactly(Stage.QUEUED, Stage.STARTED, Stage.ATTEMPTED, Stage.DONE);
    }
    try (Router later = router(folder.resolve("w"), 4)) {
      assertThat(replyOf(later.submission("a").orElseThrow()).text()).isEqualTo("done");
      assertThat(later.submission("b")).isEmpty();
    }
  }

  @Test
  void what_cannot_succeed_ends_with_its_receipt(@TempDir Path folder) throws Exception {
    vendor
        .model("a")
        .failsWith(new ProviderFailure.Rejected(FailureDetails.of(400, "no such thing"), "x"));
    try (Router router = router(folder.resolve("w"), 4)) {
      Submission work = router.submit("bad", ChatRequest.of("x"), BATCH);
      assertThat(work.reply())
          .failsWithin(Duration.ofMinutes(2))
          .withThrowableOfType(ExecutionException.class)
          .havingCause()
          .isInstanceOfSatisfying(
              RouterException.class,
              error -> {
                assertThat(error.reason()).isEqualTo(RouterException.Reason.REJECTED);
                assertThat(error.receipt().attempts()).hasSize(1);
                assertThat(error.receipt().toString()).contains("no such thing");
              });
      assertThat(router.submissions(State.FAILED, "", 10))
          .extracting(Submission::id)
          .containsExactly("bad");
      assertThat(router.submissions(State.FAILED, "bad", 10)).isEmpty();
      until(() -> stagesOf("bad").contains(Stage.FAILED));
    }
  }

  @Test
  void work_that_waits_can_be_listed_and_cancelled(@TempDir Path folder) {
    vendor.model("a").answers("done");
    try (Router router = router(folder.resolve("w"), 0)) {
      for (int i = 0; i < 5; i++) {
        router.submit("w" + i, ChatRequest.of("x"), BATCH);
      }
      assertThat(router.submissions(State.QUEUED, "w1", 2))
          .extracting(Submission::id)
          .containsExactly("w2", "w3");
      Submission second = router.submission("w2").orElseThrow();
      assertThat(second.state()).isEqualTo(State.QUEUED);
      second.reply().cancel(true);
      until(() -> second.state() == State.CANCELLED);
      assertThat(router.submissions(State.QUEUED, "", 9)).hasSize(4);
      assertThat(vendor.calls()).isEmpty();
    }
  }

  @Test
  void one_tenants_many_items_do_not_stand_before_anothers_one(@TempDir Path folder) {
    vendor.model("a").answers("done").after(Duration.ofMillis(1));
    try (Router router = router(folder.resolve("w"), 0)) {
      for (int i = 0; i < 200; i++) {
        router.submit("big" + i, ChatRequest.of("big"), BATCH.toBuilder().tenant("big").build());
      }
      router.submit("small", ChatRequest.of("small"), BATCH.toBuilder().tenant("small").build());
    }
    vendor = ScriptedProvider.create(); // the first was closed with its router
    vendor.model("a").answers("done").after(Duration.ofMillis(1));
    try (Router router = router(folder.resolve("w"), 1)) {
      until(() -> vendor.calls().size() >= 40);
      assertThat(router.submission("small").orElseThrow().state()).isEqualTo(State.DONE);
    }
  }

  @Test
  void items_of_a_megabyte_pass(@TempDir Path folder) throws Exception {
    vendor.model("a").answers("y".repeat(1_000_000));
    String noise = noise(1_000_000);
    try (Router router = router(folder.resolve("w"), 2)) {
      Submission work = router.submit("large", ChatRequest.of(noise), BATCH);
      assertThat(replyOf(work).text()).hasSize(1_000_000);
      assertThat(vendor.calls().get(0).request().messages().get(0).text()).isEqualTo(noise);
    }
  }

  private static String noise(int length) {
    Random random = new Random(7);
    StringBuilder noise = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      noise.append((char) ('0' + random.nextInt(70)));
    }
    return noise.toString();
  }

  /**
   * A hundred thousand with {@code -Dlaneway.full=true}; in every build some thousands, so long
   * that they would be seen as well.
   */
  @Test
  @Timeout(600)
  void memory_does_not_grow_with_what_is_queued(@TempDir Path folder) throws Exception {
    boolean full = Boolean.getBoolean("laneway.full");
    int items = full ? 100_000 : 5_000;
    int length = full ? 300 : 10_000;
    try (Router router = router(folder.resolve("w"), 0)) {
      handOver(router, 0, 1_000, length);
      long before = usedBytes();
      handOver(router, 1_000, items, length);
      long grown = usedBytes() - before;
      assertThat(router.submissions(State.QUEUED, "", 5)).hasSize(5);
      System.out.printf("%,d more items: %,d bytes more in memory%n", items - 1_000, grown);
      assertThat(grown).as("bytes for %d more items", items).isLessThan(24L << 20);
    }
  }

  private static void handOver(Router router, int from, int to, int length) throws Exception {
    String noise = noise(length + to);
    ExecutorService hands = Executors.newFixedThreadPool(16);
    for (int i = from; i < to; i++) {
      int number = i;
      hands.execute(
          () -> {
            String text = noise.substring(number, number + length); // its own in each request
            router.submit("i" + number, ChatRequest.of(text), BATCH);
          });
    }
    hands.shutdown();
    assertThat(hands.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
  }

  private static long usedBytes() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  static void until(java.util.function.BooleanSupplier holds) {
    long end = System.nanoTime() + 120_000_000_000L;
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as("two minutes have passed").isLessThan(end);
      java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
    }
  }
}
