package dev.laneway.store.jdbc;

import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkOutcome;
import dev.laneway.api.spi.store.WorkQueue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A worker whose tries end as the test says, each in its order. */
final class Hand implements WorkQueue.Worker {

  /** One try at an item. */
  record Try(WorkItem item, int failedTries, CompletableFuture<WorkOutcome> outcome) {

    void ends(State state, String words) {
      outcome.complete(WorkOutcome.ended(state, bytes(words)));
    }
  }

  final List<Try> tries = new CopyOnWriteArrayList<>();
  final Set<String> unwanted = ConcurrentHashMap.newKeySet();
  final Map<String, Integer> cancelled = new ConcurrentHashMap<>();

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public CompletableFuture<WorkOutcome> work(WorkItem item, int failedTries) {
    Try begun = new Try(item, failedTries, new CompletableFuture<>());
    tries.add(begun);
    return begun.outcome();
  }

  @Override
  public void cancel(String id) {
    unwanted.add(id);
  }

  @Override
  public WorkOutcome cancelled(WorkItem item, int failedTries) {
    cancelled.merge(item.id(), 1, Integer::sum);
    return WorkOutcome.ended(State.CANCELLED, bytes("not begun"));
  }

  /** The last try at this item. */
  Try at(String id) {
    return tries.stream()
        .filter(one -> one.item().id().equals(id))
        .reduce((one, later) -> later)
        .orElseThrow();
  }
}
