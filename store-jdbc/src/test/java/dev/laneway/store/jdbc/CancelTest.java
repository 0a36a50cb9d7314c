package dev.laneway.store.jdbc;

import static dev.laneway.store.jdbc.DurableWorkTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.WorkOutcome;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cancelling what another member works on, as the store keeps it. */
class CancelTest {

  private final Path folder;

  CancelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void the_worker_hears_of_it_and_its_word_is_the_end(Base base) throws Exception {
    DataSource source = base.make(folder);
    Hand hand = new Hand();
    try (Member front = new Member(source, "front");
        Member busy = new Member(source, "busy")) {
      busy.queue().serve(hand, 3);
      for (String id : List.of("stopped", "answered", "wanted")) {
        front.put(id);
      }
      until(() -> hand.tries.size() == 3);
      assertThat(front.cancel("stopped")).isFalse();
      assertThat(front.cancel("stopped")).isFalse();
      assertThat(front.cancel("answered")).isFalse();
      until(() -> hand.unwanted.size() == 2);
      assertThat(hand.unwanted).containsExactlyInAnyOrder("stopped", "answered");
      hand.at("stopped").ends(State.CANCELLED, "receipt");
      hand.at("answered").ends(State.DONE, "reply");
      hand.at("wanted").ends(State.DONE, "reply");
      for (Member member : List.of(front, busy)) {
        member.hasEnded("stopped", State.CANCELLED, "receipt");
        member.hasEnded("answered", State.DONE, "reply");
        member.hasEnded("wanted", State.DONE, "reply");
      }
      assertThat(front.cancel("answered")).isFalse();
      front.hasEnded("answered", State.DONE, "reply");
      assertThat(Base.rowsOf("laneway_unwanted", source)).isZero();
      assertThat(Base.rowsOf("laneway_task", source)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void what_would_be_tried_again_tomorrow_ends_now(Base base) throws Exception {
    DataSource source = base.make(folder);
    Hand hand = new Hand();
    try (Member front = new Member(source, "front");
        Member busy = new Member(source, "busy")) {
      busy.queue().serve(hand, 1);
      front.put("a");
      until(() -> !hand.tries.isEmpty());
      front.cancel("a");
      hand.at("a").outcome().complete(WorkOutcome.again(Instant.now().plus(Duration.ofDays(1))));
      front.hasEnded("a", State.CANCELLED, "not begun");
      assertThat(hand.cancelled).containsOnlyKeys("a");
      assertThat(Base.rowsOf("laneway_unwanted", source)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(Base.class)
  void what_a_dead_member_worked_on_ends_without_another_try(Base base) throws Exception {
    DataSource source = base.make(folder);
    Hand hand = new Hand();
    try (Member front = new Member(source, "front");
        Member heir = new Member(source, "heir")) {
      front.put("a");
      Base.say(
          source,
          "UPDATE laneway_task SET picked = TRUE, picked_by = 'dead', version = version + 1,"
              + " last_heartbeat = CURRENT_TIMESTAMP - INTERVAL '1' HOUR");
      assertThat(front.cancel("a")).isFalse();
      assertThat(front.record("a").state()).isEqualTo(State.RUNNING);
      heir.queue().serve(hand, 1);
      front.hasEnded("a", State.CANCELLED, "not begun");
      assertThat(hand.tries).isEmpty();
    }
  }

  /** An older release wrote the end of an item first, and removed the item afterwards. */
  @ParameterizedTest
  @EnumSource(Base.class)
  void what_has_its_answer_keeps_it(Base base) throws Exception {
    DataSource source = base.make(folder);
    try (Member front = new Member(source, "front")) {
      front.put("a");
      Base.say(
          source,
          "INSERT INTO laneway_outcome (namespace, id, state, outcome)"
              + " VALUES ('test', 'a', 'DONE', '')");
      assertThat(front.cancel("a")).isFalse();
      front.hasEnded("a", State.DONE, "");
      assertThat(Base.rowsOf("laneway_task", source)).isZero();
    }
  }

  /** A wish about what has just ended would stay for ever. */
  @ParameterizedTest
  @EnumSource(Base.class)
  void a_wish_waits_for_an_end_that_is_being_written(Base base) throws Exception {
    DataSource source = base.make(folder);
    try (Member front = new Member(source, "front");
        Connection busy = source.getConnection()) {
      front.put("a");
      Base.say(source, "UPDATE laneway_task SET picked = TRUE");
      busy.setAutoCommit(false);
      new WorkEnds("test", Database.of(source).dialect()).end("a", State.DONE, new byte[0], busy);
      CompletableFuture<Boolean> wish = front.queue().cancel("a").toCompletableFuture();
      until(() -> wish.isDone() || base.someoneWaits(source));
      busy.commit();
      assertThat(wish).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(false);
      front.hasEnded("a", State.DONE, "");
      assertThat(Base.rowsOf("laneway_unwanted", source)).isZero();
    }
  }
}
