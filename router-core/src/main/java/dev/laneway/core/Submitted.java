package dev.laneway.core;

import dev.laneway.api.ChatReply;
import dev.laneway.api.RouterException;
import dev.laneway.api.Submission;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import dev.laneway.core.schedule.Machine;
import dev.laneway.core.schedule.Undertaking;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Work that was handed over and is kept in memory. */
final class Submitted implements Submission {

  private final String id;
  private final Undertaking<ChatReply> work;
  private final Machine machine;
  private final CompletableFuture<ChatReply> reply;

  private Submitted(String id, Undertaking<ChatReply> work, Machine machine, Executor executor) {
    this.id = id;
    this.work = work;
    this.machine = machine;
    this.reply = HandedOver.of(work.answer(), executor);
  }

  static Submitted of(String id, Undertaking<ChatReply> work, Machine machine, Executor executor) {
    return new Submitted(id, work, machine, executor);
  }

  CompletableFuture<ChatReply> under() {
    return work.answer();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public State state() {
    CompletableFuture<ChatReply> answer = work.answer();
    if (!answer.isDone()) {
      return work.isRunning() ? State.RUNNING : State.QUEUED;
    }
    if (answer.isCancelled()) {
      return State.CANCELLED;
    }
    if (!answer.isCompletedExceptionally()) {
      return State.DONE;
    }
    Throwable why = answer.handle((done, thrown) -> thrown).getNow(null);
    return why instanceof RouterException error ? stateOf(error.reason()) : State.FAILED;
  }

  @Override
  public String toString() {
    return "work " + id + ", " + state();
  }

  /** The last stage of work that has come to this state. */
  static Stage stageOf(State state) {
    return switch (state) {
      case DONE -> Stage.DONE;
      case DROPPED -> Stage.DROPPED;
      case CANCELLED -> Stage.CANCELLED;
      case QUEUED, RUNNING, FAILED -> Stage.FAILED;
    };
  }

  private static State stateOf(RouterException.Reason reason) {
    return switch (reason) {
      case DROPPED -> State.DROPPED;
      case CANCELLED -> State.CANCELLED;
      default -> State.FAILED;
    };
  }

  @Override
  public Optional<Instant> eta() {
    return work.isDone() ? Optional.empty() : work.eta(machine.time());
  }

  @Override
  public CompletableFuture<ChatReply> reply() {
    return reply;
  }
}
