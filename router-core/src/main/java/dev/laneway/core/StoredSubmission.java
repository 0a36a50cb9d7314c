package dev.laneway.core;

import dev.laneway.api.ChatReply;
import dev.laneway.api.Submission;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Work that was handed over and is kept in a store; holds no more of it than its id. */
final class StoredSubmission implements Submission {

  private final String id;
  private final DurableWork work;

  StoredSubmission(String id, DurableWork work) {
    this.id = id;
    this.work = work;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public State state() {
    return work.state(id);
  }

  @Override
  public Optional<Instant> eta() {
    return work.eta(id);
  }

  @Override
  public CompletableFuture<ChatReply> reply() {
    return work.reply(id);
  }

  @Override
  public String toString() {
    return "work " + id;
  }
}
