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

  /**
   * Nobody wants this item any more. One that waits ends as cancelled at once, without an outcome,
   * and the answer is yes. Of one that is worked on the wish is kept, and its worker hears of it in
   * the time in which members are known to live; it ends as that worker says, or, where the worker
   * dies first, as {@link Worker#cancelled} says to whoever takes it up.
   */
  CompletionStage<Boolean> cancel(String id);

  /** Who does the work. */
  interface Worker {

    /**
     * Works on an item; the stage never fails. Called on the store's threads, and may block.
     *
     * @param failedTries how many outcomes of this item counted, whichever member worked on it;
     *     neither what only waited nor a member's death is among them
     */
    CompletionStage<WorkOutcome> work(WorkItem item, int failedTries);

    /**
     * Nobody wants this item any more: the work on it, if it goes on here, shall end soon. An
     * answer that comes before is kept all the same. May be told of any item, and more than once;
     * never blocks.
     */
    void cancel(String id);

    /** How an item ends that was taken up again when nobody wanted it any more; calls nobody. */
    WorkOutcome cancelled(WorkItem item, int failedTries);
  }
}
