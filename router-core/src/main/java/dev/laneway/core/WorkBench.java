package dev.laneway.core;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Submission.State;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkOutcome;
import dev.laneway.api.spi.store.WorkQueue;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.codec.Codec;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import dev.laneway.core.schedule.Undertaking;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** Where this router works on items that a store keeps: a call for each, and what follows it. */
final class WorkBench implements WorkQueue.Worker {

  /** One try occupies a place that others wait for; an item that needs longer comes back. */
  private static final Duration LONGEST_TRY = Duration.ofMinutes(5);

  /** Begins a call and watches over it. */
  interface Starter {
    Undertaking<ChatReply> start(String id, ChatRequest request, CallOptions options);
  }

  private final Codec codec;
  private final TimeSource time;
  private final WorkNews news;
  private final Starter starter;
  private final Turns turns;
  private final Throughput throughput;
  private final Map<String, Undertaking<ChatReply>> running = new ConcurrentHashMap<>();
  private volatile boolean closing;

  WorkBench(
      Codec codec,
      TimeSource time,
      WorkNews news,
      Starter starter,
      Turns turns,
      Throughput throughput) {
    this.codec = codec;
    this.time = time;
    this.news = news;
    this.starter = starter;
    this.turns = turns;
    this.throughput = throughput;
  }

  /** The call for an item that is being worked on here. */
  Optional<Undertaking<ChatReply>> underWay(String id) {
    return Optional.ofNullable(running.get(id));
  }

  /** Lays down what is being worked on; it goes back to the store. */
  void close() {
    closing = true;
    running.values().forEach(Undertaking::cancel);
  }

  boolean isClosing() {
    return closing;
  }

  @Override
  public CompletableFuture<WorkOutcome> work(WorkItem item, int failedTries) {
    turns.served(item.turn());
    news.tell(item.id(), Stage.STARTED, failedTries);
    try {
      Codec.Work work = codec.work(item.content(), item.id());
      Undertaking<ChatReply> under = starter.start(item.id(), work.request(), limited(work));
      running.put(item.id(), under);
      return under
          .answer()
          .handle(
              (reply, thrown) -> {
                running.remove(item.id());
                return thrown == null
                    ? done(item.id(), reply)
                    : failed(item.id(), errorOf(thrown), work, failedTries);
              });
    } catch (RuntimeException broken) {
      RouterException error = Waiting.asRouterException(broken);
      if (error.reason() == Reason.CLOSED) {
        // the store still hands out items while a router that closes lets its calls end
        return CompletableFuture.completedFuture(
            WorkOutcome.later(time.now().plus(AfterTry.SOONEST)));
      }
      // an item that cannot even be begun would come back for ever
      return CompletableFuture.completedFuture(
          ended(item.id(), State.FAILED, error, failedTries + 1));
    }
  }

  @Override
  public void cancel(String id) {
    underWay(id).ifPresent(Undertaking::cancel);
  }

  @Override
  public WorkOutcome cancelled(WorkItem item, int failedTries) {
    RouterException error =
        RouterException.because(
                Reason.CANCELLED, "work " + item.id() + " was cancelled before its next try")
            .build();
    return ended(item.id(), State.CANCELLED, error, failedTries);
  }

  private static RouterException errorOf(Throwable thrown) {
    return Waiting.asRouterException(
        thrown instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : thrown);
  }

  private static Instant deadlineOf(Codec.Work work) {
    return work.submittedAt().plus(work.options().deadline());
  }

  private CallOptions limited(Codec.Work work) {
    CallOptions options = work.options();
    Duration left = Duration.between(time.now(), deadlineOf(work));
    if (left.isNegative() || left.isZero()) {
      throw RouterException.because(
              Reason.DEADLINE, "the deadline of " + options.deadline() + " passed in the queue")
          .build();
    }
    return options.toBuilder()
        .deadline(left.compareTo(LONGEST_TRY) < 0 ? left : LONGEST_TRY)
        .build();
  }

  private WorkOutcome done(String id, ChatReply reply) {
    throughput.ended(time.nanos());
    news.tell(id, Stage.DONE, 0);
    return WorkOutcome.ended(State.DONE, codec.write(reply, id));
  }

  private WorkOutcome failed(String id, RouterException error, Codec.Work work, int failedTries) {
    if (closing && (error.reason() == Reason.CANCELLED || error.reason() == Reason.CLOSED)) {
      return WorkOutcome.later(time.now());
    }
    AfterTry next =
        AfterTry.of(error, failedTries, work.submittedAt(), time.now(), deadlineOf(work));
    if (next instanceof AfterTry.Again again) {
      news.tell(id, Stage.WAITING, again.counts() ? failedTries + 1 : failedTries, error);
      return again.counts() ? WorkOutcome.again(again.at()) : WorkOutcome.later(again.at());
    }
    return ended(id, ((AfterTry.Over) next).state(), error, failedTries + 1);
  }

  private WorkOutcome ended(String id, State state, RouterException error, int tries) {
    throughput.ended(time.nanos());
    news.tell(id, Submitted.stageOf(state), tries, error);
    return WorkOutcome.ended(state, codec.write(error, id));
  }
}
