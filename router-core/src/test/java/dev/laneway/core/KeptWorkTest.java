package dev.laneway.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Resource;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Submission;
import dev.laneway.api.Submission.State;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.event.RouterEvent.WorkMoved;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import dev.laneway.testkit.ScriptedProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Work that a store keeps for several routers, in virtual time. */
class KeptWorkTest {

  private static final ChatRequest REQUEST = ChatRequest.of("x");
  private static final CallOptions BATCH = World.within(Urgency.BATCH, Duration.ofHours(12));
  private static final Duration A_WHILE = Duration.ofSeconds(10);

  private final World world = new World();
  private final FakeWork store = new FakeWork(world.time);
  private final List<Router> routers = new ArrayList<>();
  private final List<FakeWork.Desk> desks = new ArrayList<>();

  private Router member(int atOnce) {
    return member(atOnce, world.acme);
  }

  private Router member(int atOnce, ScriptedProvider vendor) {
    return member(atOnce, world.builder(vendor).lane("acme/a"));
  }

  private Router member(int atOnce, RouterBuilder settings) {
    FakeWork.Desk desk = store.desk();
    Router router = settings.store(desk, s -> s.workAtOnce(atOnce)).build();
    routers.add(router);
    desks.add(desk);
    return router;
  }

  @AfterEach
  void close() {
    routers.forEach(Router::close);
  }

  private Stream<WorkMoved> movesOf(String id) {
    return world.told(WorkMoved.class).stream().filter(move -> move.id().equals(id));
  }

  private List<Stage> stagesOf(String id) {
    return movesOf(id).map(WorkMoved::stage).toList();
  }

  /** How many tries had failed each time that the item went back. */
  private List<Integer> failedTriesOf(String id) {
    return movesOf(id).filter(move -> move.stage() == Stage.WAITING).map(WorkMoved::tries).toList();
  }

  private RouterException errorOf(Router router, String id) {
    CompletableFuture<ChatReply> reply = router.submission(id).orElseThrow().reply();
    world.time.advance(Duration.ofSeconds(2));
    return World.errorOf(reply);
  }

  private static State stateOf(Router router, String id) {
    return router.submission(id).orElseThrow().state();
  }

  private void running(Router front) {
    front.submit("w", REQUEST, BATCH);
    world.time.advance(Duration.ofSeconds(1));
    assertThat(world.acme.running()).isEqualTo(1);
  }

  // ---- cancelling

  @Test
  void what_another_member_works_on_is_cancelled_there_and_ends_with_its_receipt() {
    world.model("a").neverAnswers();
    Router worker = member(1);
    Router front = member(0);
    running(front);
    front.submission("w").orElseThrow().reply().cancel(true);
    assertThat(world.acme.running()).isEqualTo(1);
    world.time.advance(FakeWork.HEARTBEAT);
    assertThat(world.acme.calls().get(0).wasCancelled()).isTrue();
    for (Router router : List.of(front, worker)) {
      assertThat(stateOf(router, "w")).isEqualTo(State.CANCELLED);
      RouterException error = errorOf(router, "w");
      assertThat(error.reason()).isEqualTo(Reason.CANCELLED);
      assertThat(error.receipt().attempts()).hasSize(1);
    }
    assertThat(stagesOf("w")).containsOnlyOnce(Stage.CANCELLED).endsWith(Stage.CANCELLED);
    world.time.advance(Duration.ofHours(1));
    assertThat(world.acme.calls()).hasSize(1);
  }

  @Test
  void what_this_router_works_on_is_cancelled_at_once_and_ends_with_its_receipt() {
    world.model("a").neverAnswers();
    Router worker = member(1);
    running(worker);
    worker.submission("w").orElseThrow().reply().cancel(true);
    assertThat(world.acme.calls().get(0).wasCancelled()).isTrue();
    assertThat(stateOf(worker, "w")).isEqualTo(State.CANCELLED);
    assertThat(errorOf(worker, "w").receipt().attempts()).hasSize(1);
    assertThat(stagesOf("w")).containsOnlyOnce(Stage.CANCELLED);
  }

  @Test
  void an_answer_that_comes_before_the_wish_is_heard_is_kept() {
    world.model("a").answers("done").after(Duration.ofSeconds(3));
    Router worker = member(1);
    Router front = member(0);
    running(front);
    front.submission("w").orElseThrow().reply().cancel(true);
    world.time.advance(A_WHILE);
    for (Router router : List.of(front, worker)) {
      assertThat(stateOf(router, "w")).isEqualTo(State.DONE);
      CompletableFuture<ChatReply> reply = router.submission("w").orElseThrow().reply();
      assertThat(reply.join().text()).isEqualTo("done");
    }
    assertThat(stagesOf("w")).endsWith(Stage.DONE).doesNotContain(Stage.CANCELLED);
  }

  @Test
  void the_wish_outlives_the_member_that_should_have_heard_it() {
    world.model("a").neverAnswers();
    member(1);
    Router front = member(0);
    running(front);
    front.submission("w").orElseThrow().reply().cancel(true);
    desks.get(0).die();
    member(1);
    world.time.advance(A_WHILE);
    assertThat(world.acme.calls()).hasSize(1);
    assertThat(stateOf(front, "w")).isEqualTo(State.CANCELLED);
    assertThat(errorOf(front, "w")).hasMessageContaining("cancelled before its next try");
    assertThat(stagesOf("w")).containsOnlyOnce(Stage.CANCELLED).endsWith(Stage.CANCELLED);
  }

  @Test
  void a_store_that_is_away_hears_the_wish_when_it_is_back() {
    world.model("a").answers("done");
    Router front = member(0);
    Submission work = front.submit("w", REQUEST, BATCH);
    store.goAway(true);
    work.reply().cancel(true);
    world.time.advance(Duration.ofMinutes(2));
    store.goAway(false);
    assertThat(work.state()).isEqualTo(State.QUEUED);
    world.time.advance(Duration.ofMinutes(2));
    assertThat(work.state()).isEqualTo(State.CANCELLED);
    assertThat(stagesOf("w")).containsExactly(Stage.QUEUED, Stage.CANCELLED);
  }

  // ---- trying again

  @Test
  void a_vendor_that_is_down_is_tried_again_until_it_answers() {
    world.model("a").isUnreachable().times(25).answers("done");
    Router worker = member(1);
    CompletableFuture<ChatReply> reply = worker.submit("w", REQUEST, BATCH).reply();
    world.time.advanceUntil(reply::isDone, Duration.ofHours(3));
    assertThat(reply.join().text()).isEqualTo("done");
    assertThat(stagesOf("w")).contains(Stage.WAITING).endsWith(Stage.DONE);
  }

  @Test
  void what_waited_for_a_limit_thirty_times_is_tried_again_after_a_failure() {
    world
        .model("a")
        .throttlesFor(Duration.ofMinutes(12))
        .times(30)
        .isUnreachable()
        .times(7)
        .answers("done");
    Router worker = member(1);
    CompletableFuture<ChatReply> reply = worker.submit("w", REQUEST, BATCH).reply();
    world.time.advanceUntil(reply::isDone, BATCH.deadline());
    assertThat(reply.join().text()).isEqualTo("done");
    assertThat(failedTriesOf("w")).hasSize(31).endsWith(0, 1).doesNotContain(2);
  }

  @Test
  void what_cannot_succeed_ends_at_once_with_the_receipt_of_its_last_try() {
    world
        .model("a")
        .failsWith(new ProviderFailure.Rejected(FailureDetails.of(400, "no such thing"), "x"));
    Router worker = member(1);
    worker.submit("w", REQUEST, BATCH);
    world.time.advance(A_WHILE);
    assertThat(worker.submissions(State.FAILED, "", 9))
        .extracting(Submission::id)
        .containsExactly("w");
    RouterException error = errorOf(worker, "w");
    assertThat(error.reason()).isEqualTo(Reason.REJECTED);
    assertThat(error.receipt().attempts()).hasSize(1);
    assertThat(world.acme.calls()).hasSize(1);
  }

  @Test
  void what_waited_longer_than_its_deadline_is_not_begun() {
    world.model("a").answers("done");
    Router front = member(0);
    front.submit("w", REQUEST, World.within(Urgency.BATCH, Duration.ofMinutes(1)));
    world.time.advance(Duration.ofMinutes(1));
    member(1);
    world.time.advance(A_WHILE);
    assertThat(world.acme.calls()).isEmpty();
    assertThat(stateOf(front, "w")).isEqualTo(State.FAILED);
    assertThat(errorOf(front, "w").reason()).isEqualTo(Reason.DEADLINE);
  }

  @Test
  void what_has_to_wait_long_makes_room_for_others_and_comes_back_in_time() {
    world.acme.anyModel().answers("done");
    Window hour = Window.rolling(Duration.ofHours(1));
    Router worker =
        member(
            1,
            world
                .builder()
                .lane("acme/a", l -> l.quota(q -> q.limit(Resource.REQUESTS, 1, hour)))
                .lane("acme/b")
                .route("default", r -> r.fallback("acme/a"))
                .route("free", r -> r.fallback("acme/b")));
    worker.submit("w1", REQUEST, BATCH);
    worker.submit("w2", REQUEST, BATCH);
    worker.submit("w3", REQUEST, BATCH.toBuilder().route("free").build());
    world.time.advance(A_WHILE);
    assertThat(stateOf(worker, "w2")).isEqualTo(State.QUEUED);
    assertThat(stateOf(worker, "w3")).isEqualTo(State.DONE);
    world.time.advance(Duration.ofHours(1));
    assertThat(stateOf(worker, "w2")).isEqualTo(State.DONE);
    assertThat(stagesOf("w2")).containsOnlyOnce(Stage.WAITING);
  }

  @Test
  void when_an_item_will_be_done_is_known_once_some_have_ended() {
    world.model("a").answers("done").after(Duration.ofSeconds(10));
    Router worker = member(1);
    List<Submission> work = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      work.add(worker.submit("w" + i, REQUEST, BATCH));
    }
    assertThat(work.get(5).eta()).isEmpty();
    world.time.advance(Duration.ofSeconds(25));
    assertThat(work.get(0).eta()).isEmpty();
    Duration left = Duration.between(world.time.now(), work.get(5).eta().orElseThrow());
    assertThat(left).isBetween(Duration.ofSeconds(25), Duration.ofSeconds(60));
  }

  // ---- leaving

  @Test
  void a_router_that_closes_leaves_its_work_to_another() {
    world.model("a").neverAnswers();
    Router front = member(0);
    Router worker = member(1);
    running(front);
    worker.close();
    assertThat(stateOf(front, "w")).isEqualTo(State.QUEUED);
    ScriptedProvider vendor = ScriptedProvider.under(world.time);
    vendor.model("a").answers("done");
    member(1, vendor);
    world.time.advance(A_WHILE);
    assertThat(stateOf(front, "w")).isEqualTo(State.DONE);
  }

  @Test
  void what_is_handed_to_a_router_that_closes_is_left_to_another() {
    world.model("a").answers("done").after(Duration.ofSeconds(20));
    Router front = member(0);
    Router worker = member(2, world.builder().lane("acme/a").grace(Duration.ofSeconds(30)));
    running(front);
    CompletableFuture<Void> closed = CompletableFuture.runAsync(worker::close);
    while (takesWork(worker)) {
      Thread.onSpinWait();
    }
    front.submit("late", REQUEST, BATCH);
    world.time.advance(A_WHILE);
    assertThat(stagesOf("late")).contains(Stage.STARTED);
    assertThat(stateOf(front, "late")).isEqualTo(State.QUEUED);
    world.time.advanceUntil(() -> world.acme.running() == 0, Duration.ofMinutes(1));
    closed.join();
    ScriptedProvider vendor = ScriptedProvider.under(world.time);
    vendor.model("a").answers("done");
    member(1, vendor);
    world.time.advance(A_WHILE);
    assertThat(stateOf(front, "late")).isEqualTo(State.DONE);
  }

  private static boolean takesWork(Router router) {
    try {
      return router.submission("any").isEmpty();
    } catch (RouterException closed) {
      return false;
    }
  }

  @Test
  void nobody_waits_for_a_router_that_is_closed() {
    Router front = member(0);
    CompletableFuture<ChatReply> reply = front.submit("w", REQUEST, BATCH).reply();
    front.close();
    assertThat(reply).isCompletedExceptionally();
    assertThat(World.errorOf(reply))
        .hasMessageContaining("work w is kept in its store")
        .extracting(RouterException::reason)
        .isEqualTo(Reason.CLOSED);
  }

  // ---- waiting for others

  @Test
  void whoever_waits_for_another_members_work_is_told_however_many_wait() {
    Router front = member(0);
    Router other = member(0);
    List<CompletableFuture<ChatReply>> replies = new ArrayList<>();
    for (int i = 0; i < 350; i++) {
      replies.add(front.submit("w" + i, REQUEST, BATCH).reply());
    }
    world.time.advance(Duration.ofSeconds(20));
    for (int i = 0; i < 350; i += 10) {
      other.submission("w" + i).orElseThrow().reply().cancel(true);
    }
    world.time.advance(Duration.ofSeconds(5));
    assertThat(replies).filteredOn(CompletableFuture::isDone).hasSize(35);
  }
}
