package dev.laneway.core;

import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.Store;
import dev.laneway.api.spi.store.StoreContext;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkOutcome;
import dev.laneway.api.spi.store.WorkQueue;
import dev.laneway.api.spi.store.WorkRecord;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Work that several routers share, in virtual time: the store can be away, a member can die. */
final class FakeWork {

  static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final ManualTime time;
  private final Map<String, Entry> entries = new TreeMap<>();
  private final List<Desk> desks = new ArrayList<>();
  private boolean isAway;

  FakeWork(ManualTime time) {
    this.time = time;
  }

  private static final class Entry {
    private final WorkItem item;
    private State state = State.QUEUED;
    private Instant due;
    private int failedTries;
    private boolean unwanted;
    private byte @Nullable [] outcome;
    private @Nullable Desk picker;

    Entry(WorkItem item, Instant due) {
      this.item = item;
      this.due = due;
    }

    private WorkRecord record() {
      return new WorkRecord(
          item.id(), state, Optional.of(due), Optional.ofNullable(outcome).map(byte[]::clone));
    }

    private void end(State how, byte[] with) {
      if (outcome == null) {
        state = how;
        outcome = with;
      }
    }

    private void putBack(Instant at) {
      picker = null;
      state = State.QUEUED;
      due = unwanted ? due : at;
    }
  }

  void goAway(boolean value) {
    isAway = value;
  }

  Desk desk() {
    Desk desk = new Desk();
    desks.add(desk);
    return desk;
  }

  /** A member's way to it. */
  final class Desk implements Store, WorkQueue {

    private @Nullable StoreContext context;
    private @Nullable Worker worker;
    private int atOnce;
    private boolean isDead;

    /** Nothing is heard of this member any more; its work is for others. */
    void die() {
      isDead = true;
      entries.values().stream()
          .filter(entry -> entry.picker == this)
          .forEach(entry -> entry.putBack(time.now()));
    }

    @Override
    public String name() {
      return "fake";
    }

    @Override
    public void open(StoreContext opened) {
      context = opened;
    }

    @Override
    public Optional<WorkQueue> work() {
      return Optional.of(this);
    }

    private <R> CompletableFuture<R> ask(Supplier<R> question) {
      return isAway
          ? CompletableFuture.failedFuture(new IllegalStateException("the store is away"))
          : CompletableFuture.completedFuture(question.get());
    }

    @Override
    public CompletableFuture<Boolean> put(WorkItem item) {
      return ask(() -> entries.putIfAbsent(item.id(), new Entry(item, time.now())) == null);
    }

    @Override
    public void serve(Worker serving, int places) {
      worker = serving;
      atOnce = places;
      look();
      beat();
    }

    private boolean works() {
      return !isDead && !isAway && worker != null;
    }

    private void look() {
      while (works() && entries.values().stream().filter(e -> e.picker == this).count() < atOnce) {
        Optional<Entry> next =
            entries.values().stream()
                .filter(e -> e.outcome == null && e.picker == null && !e.due.isAfter(time.now()))
                .min(Comparator.comparingInt(e -> e.item.turn()));
        if (next.isEmpty()) {
          break;
        }
        work(next.get());
      }
      time.after(LOOK_EVERY, this::look);
    }

    private void work(Entry entry) {
      Worker here = java.util.Objects.requireNonNull(worker);
      if (entry.unwanted) {
        ended(entry, here.cancelled(entry.item, entry.failedTries));
        return;
      }
      entry.picker = this;
      entry.state = State.RUNNING;
      var unused =
          here.work(entry.item, entry.failedTries)
              .thenAccept(
                  outcome -> {
                    if (!isDead && entry.picker == this) {
                      ended(entry, outcome);
                    }
                  });
    }

    private void ended(Entry entry, WorkOutcome outcome) {
      entry.picker = null;
      if (outcome.again().isPresent()) {
        entry.failedTries += outcome.counts() ? 1 : 0;
        entry.putBack(outcome.again().get());
        return;
      }
      entry.end(outcome.state(), outcome.outcome());
      java.util.Objects.requireNonNull(context).listener().workMoved(entry.item.id());
    }

    private void beat() {
      if (works()) {
        List<String> unwanted =
            entries.values().stream()
                .filter(e -> e.unwanted && e.outcome == null)
                .map(e -> e.item.id())
                .toList();
        unwanted.forEach(java.util.Objects.requireNonNull(worker)::cancel);
      }
      time.after(HEARTBEAT, this::beat);
    }

    @Override
    public CompletableFuture<Optional<WorkRecord>> find(String id) {
      return ask(() -> Optional.ofNullable(entries.get(id)).map(Entry::record));
    }

    @Override
    public CompletableFuture<List<WorkRecord>> list(State state, String after, int most) {
      return ask(
          () ->
              entries.values().stream()
                  .filter(e -> e.state == state && e.item.id().compareTo(after) > 0)
                  .limit(most)
                  .map(Entry::record)
                  .toList());
    }

    @Override
    public CompletableFuture<Map<State, Long>> census() {
      return ask(
          () -> {
            Map<State, Long> counts = new EnumMap<>(State.class);
            entries.values().forEach(e -> counts.merge(e.state, 1L, Long::sum));
            return counts;
          });
    }

    @Override
    public CompletableFuture<Boolean> cancel(String id) {
      return ask(
          () -> {
            Entry entry = entries.get(id);
            if (entry == null || entry.outcome != null) {
              return false;
            }
            if (entry.picker == null) {
              entry.end(State.CANCELLED, new byte[0]);
              return true;
            }
            entry.unwanted = true;
            return false;
          });
    }

    @Override
    public void close() {
      die();
    }
  }
}
