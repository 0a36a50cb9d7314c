package dev.laneway.store.jdbc;

import static dev.laneway.store.jdbc.DurableWorkTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.WorkOutcome;
import dev.laneway.api.spi.store.WorkRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work in a database that several members share, as the store keeps it. */
class SharedWorkTest {

  private static final byte[] NOTHING = new byte[0];

  private final Path folder;

  SharedWorkTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void an_id_is_new_once_whoever_hands_it_over(Base base) throws Exception {
    DataSource source = base.make(folder);
    try (Member one = new Member(source, "one");
        Member other = new Member(source, "other")) {
      Map<String, CompletableFuture<Boolean>> ones = new TreeMap<>();
      Map<String, CompletableFuture<Boolean>> others = new TreeMap<>();
      for (int i = 0; i < 400; i++) {
        ones.put("i" + i, one.puts("i" + i, NOTHING, 1));
        others.put("i" + (399 - i), other.puts("i" + (399 - i), NOTHING, 1));
      }
      ones.forEach(
          (id, wasNew) ->
              assertThat(List.of(wasNew.join(), others.getOrDefault(id, wasNew).join()))
                  .as("whether %s was new", id)
                  .containsExactlyInAnyOrder(true, false));
      assertThat(Base.rowsOf("laneway_task", source)).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void a_megabyte_passes_whole_both_ways(Base base) throws Exception {
    byte[] content = new byte[1_000_000];
    byte[] reply = new byte[1_000_000];
    new Random(5).nextBytes(content);
    new Random(6).nextBytes(reply);
    DataSource source = base.make(folder);
    Hand hand = new Hand();
    try (Member front = new Member(source, "front");
        Member busy = new Member(source, "busy")) {
      front.puts("large", content, 1).join();
      busy.queue().serve(hand, 1);
      until(() -> !hand.tries.isEmpty());
      assertThat(hand.at("large").item().content()).isEqualTo(content);
      hand.at("large").outcome().complete(WorkOutcome.ended(State.DONE, reply));
      until(() -> front.record("large").outcome().isPresent());
      assertThat(front.record("large").outcome().orElseThrow()).isEqualTo(reply);
    }
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void an_item_is_tried_again_when_its_worker_said(Base base) throws Exception {
    DataSource source = base.make(folder);
    Hand hand = new Hand();
    try (Member front = new Member(source, "front");
        Member busy = new Member(source, "busy")) {
      busy.queue().serve(hand, 2);
      front.put("soon");
      front.put("late");
      until(() -> hand.tries.size() == 2);
      Instant tomorrow = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
      hand.at("late").outcome().complete(WorkOutcome.again(tomorrow));
      hand.at("soon").outcome().complete(WorkOutcome.again(Instant.now()));
      until(() -> hand.tries.size() == 3);
      assertThat(hand.tries.get(2).item().id()).isEqualTo("soon");
      assertThat(hand.tries.get(2).failedTries()).isEqualTo(1);
      until(() -> front.record("late").state() == State.QUEUED);
      assertThat(front.record("late").due()).contains(tomorrow);
      hand.at("soon").ends(State.DONE, "reply");
      front.hasEnded("soon", State.DONE, "reply");
    }
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void only_tries_that_failed_are_counted_whoever_works(Base base) throws Exception {
    DataSource source = base.make(folder);
    Hand hand = new Hand();
    try (Member front = new Member(source, "front")) {
      front.put("a");
      try (Member first = new Member(source, "first")) {
        first.queue().serve(hand, 1);
        List<WorkOutcome> outcomes =
            List.of(
                WorkOutcome.later(Instant.now()),
                WorkOutcome.again(Instant.now()),
                WorkOutcome.later(Instant.now()),
                WorkOutcome.later(Instant.now()),
                WorkOutcome.again(Instant.now()));
        for (int begun = 1; begun <= outcomes.size(); begun++) {
          hasBegun(hand, begun);
          hand.at("a").outcome().complete(outcomes.get(begun - 1));
        }
        hasBegun(hand, 6);
        hand.at("a").outcome().complete(WorkOutcome.later(Instant.now().plusSeconds(999)));
        until(() -> front.record("a").state() == State.QUEUED);
      }
      Base.say(
          source,
          "UPDATE laneway_task SET picked = TRUE, picked_by = 'dead', version = version + 1,"
              + " last_heartbeat = CURRENT_TIMESTAMP - INTERVAL '1' HOUR");
      try (Member heir = new Member(source, "heir")) {
        heir.queue().serve(hand, 1);
        hasBegun(hand, 7);
        assertThat(hand.tries)
            .extracting(Hand.Try::failedTries)
            .containsExactly(0, 0, 1, 1, 1, 2, 2);
        hand.at("a").ends(State.DONE, "reply");
        front.hasEnded("a", State.DONE, "reply");
      }
    }
  }

  private static void hasBegun(Hand hand, int tries) {
    until(() -> hand.tries.size() == tries);
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void lower_turns_go_first_and_each_state_is_counted_and_listed(Base base) throws Exception {
    DataSource source = base.make(folder);
    Hand hand = new Hand();
    try (Member front = new Member(source, "front");
        Member busy = new Member(source, "busy")) {
      for (int turn : new int[] {5, 2, 4, 1, 3}) {
        front.puts("turn" + turn, NOTHING, turn).join();
      }
      busy.queue().serve(hand, 1);
      for (int turn = 1; turn <= 3; turn++) {
        int begun = turn;
        until(() -> hand.tries.size() == begun);
        assertThat(hand.tries.get(turn - 1).item().id()).isEqualTo("turn" + turn);
        if (turn < 3) {
          hand.at("turn" + turn).ends(turn == 1 ? State.DONE : State.FAILED, "end");
        }
      }
      assertThat(idsOf(front, State.DONE)).containsExactly("turn1");
      assertThat(idsOf(front, State.FAILED)).containsExactly("turn2");
      assertThat(idsOf(front, State.RUNNING)).containsExactly("turn3");
      assertThat(idsOf(front, State.QUEUED)).containsExactly("turn4", "turn5");
      assertThat(front.queue().census().toCompletableFuture().join())
          .containsOnlyKeys(State.DONE, State.FAILED, State.RUNNING, State.QUEUED)
          .containsEntry(State.QUEUED, 2L)
          .containsEntry(State.RUNNING, 1L);
      for (int turn = 3; turn <= 5; turn++) { // or its end would be waited for
        hasBegun(hand, turn);
        hand.at("turn" + turn).ends(State.DONE, "end");
      }
    }
  }

  private static List<String> idsOf(Member member, State state) {
    return member.queue().list(state, "", 9).toCompletableFuture().join().stream()
        .map(WorkRecord::id)
        .toList();
  }
}
