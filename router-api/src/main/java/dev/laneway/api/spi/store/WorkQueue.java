package dev.laneway.api.spi.store;

import dev.laneway.api.Submission;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Work that outlives its router: each item is worked on at least once, by some member. Bounded by
 * the disk and not by memory.
 */
public interface WorkQueue {

  /** Keeps an item; answers whether its id is new. Once it has answered, the item is safe. */
  CompletionStage<Boolean> put(WorkItem item);

  /** Begins to hand items to this worker, so many at once. */
  void serve(Worker worker, int atOnce);

  /** Where an item stands. */
  CompletionStage<Optional<WorkRecord>> find(String id);

  /** Items in this state, by id, from the one that follows {@code after}. */
  CompletionStage<List<WorkRecord>> list(Submission.State state, String after, int most);

  /** How many items are in each state. */
  CompletionStage<Map<Submission.State, Long>> census();

  /** Takes an item back that nobody works on yet; answers whether it was still there. */
  CompletionStage<Boolean> cancel(String id);

  /** Who does the work. */
  interface Worker {

    /** Works on an item; the stage never fails. Called on the store's threads, and may block. */
    CompletionStage<WorkOutcome> work(WorkItem item, int earlierTries);
  }
}
