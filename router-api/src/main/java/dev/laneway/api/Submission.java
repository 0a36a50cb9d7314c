package dev.laneway.api;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Work that was handed over to run when there is quota for it. */
public interface Submission {

  /** Where the work stands. */
  enum State {
    /** It waits for its turn. */
    QUEUED,
    /** It is being worked on. */
    RUNNING,
    /** It has its reply. */
    DONE,
    /** It failed for good. */
    FAILED,
    /** There was nothing to spare for it. */
    DROPPED,
    /** It was cancelled. */
    CANCELLED
  }

  /** A name for this work; work that runs twice runs under the same name. */
  String id();

  /** Where the work stands now. */
  State state();

  /** When it will probably be done, by what is known now; empty where nothing can be told. */
  Optional<Instant> eta();

  /**
   * The reply, when there is one; it fails with a {@link RouterException} where the work ends
   * without. Cancelling it cancels the work, wherever that is done; an answer that comes before
   * this is heard there is kept, and {@link #state} says so.
   */
  CompletableFuture<ChatReply> reply();
}
