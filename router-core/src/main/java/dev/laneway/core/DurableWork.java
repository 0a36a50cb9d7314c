package dev.laneway.core;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Submission;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkOutcome;
import dev.laneway.api.spi.store.WorkQueue;
import dev.laneway.api.spi.store.WorkRecord;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.codec.Codec;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import dev.laneway.core.schedule.Undertaking;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Work that is kept in a store: handed over, worked on when its turn comes, tried again as the
 * failure calls for, and ended with a reply or with the receipt of what failed. Nothing of an item
 * stays in memory while it waits.
 */
final class DurableWork implements WorkQueue.Worker {

  /** One try occupies a place that others wait for; an item that needs longer comes back. */
  private static final Duration LONGEST_TRY = Duration.ofMinutes(5);

  private static final Duration SOONEST = Duration.ofSeconds(1);
  private static final Duration LATEST = Duration.ofMinutes(10);
  private static final int MOST_FAILED_TRIES = 20;

  /** Begins a call and watches over it. */
  interface Starter {
    Undertaking<ChatReply> start(String id, ChatRequest request, CallOptions options);
  }

  private final WorkQueue queue;
  private final Codec codec;
  private final TimeSource time;
  private final Events events;
  private final Executor executor;
  private final Starter starter;
  private final Turns turns = new Turns();
  private final Throughput throughput = new Throughput();
  private final Map<String, Undertaking<ChatReply>> running = new ConcurrentHashMap<>();
  private final AwaitedReplies awaited;
  private volatile boolean closing;

  DurableWork(
      WorkQueue queue,
      Codec codec,
      TimeSource time,
      Events events,
      Executor executor,
      Starter starter) {
    this.queue = queue;
    this.codec = codec;
    this.time = time;
    this.events = events;
    this.executor = executor;
    this.starter = starter;
    this.awaited = new AwaitedReplies(this, time);
  }

  // ---- handing over and looking

  Submission submit(String id, ChatRequest request, CallOptions options) {
    byte[] content = codec.write(new Codec.Work(request, options, time.now()));
    WorkItem item = new WorkItem(id, content, turns.next(options.tenant()));
    boolean isNew = Waiting.on(queue.put(item).toCompletableFuture());
    if (isNew) {
      tell(id, Stage.QUEUED, 0, Optional.empty());
    }
    return new StoredSubmission(id, this);
  }

  Optional<Submission> find(String id) {
    return record(id).map(found -> new StoredSubmission(id, this));
  }

  List<Submission> list(Submission.State state, String after, int most) {
    return Waiting.on(queue.list(state, after, most).toCompletableFuture()).stream()
        .<Submission>map(found -> new StoredSubmission(found.id(), this))
        .toList();
  }

  Map<Submission.State, Long> census() {
    return Waiting.on(queue.census().toCompletableFuture());
  }

  Optional<WorkRecord> record(String id) {
    return Waiting.on(queue.find(id).toCompletableFuture());
  }

  CompletableFuture<Optional<WorkRecord>> recordAsync(String id) {
    return queue.find(id).toCompletableFuture();
  }

  Submission.State state(String id) {
    if (running.containsKey(id)) {
      return Submission.State.RUNNING;
    }
    return record(id).map(WorkRecord::state).orElse(Submission.State.CANCELLED);
  }

  Optional<Instant> eta(String id) {
    Undertaking<ChatReply> here = running.get(id);
    if (here != null) {
      return here.eta(time);
    }
    Optional<WorkRecord> found = record(id).filter(work -> work.outcome().isEmpty());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long ahead = census().getOrDefault(Submission.State.QUEUED, 0L);
    Optional<Instant> byRate = throughput.nanosFor(ahead).map(time.now()::plusNanos);
    return byRate.map(at -> found.get().due().filter(due -> due.isAfter(at)).orElse(at));
  }

  CompletableFuture<ChatReply> reply(String id) {
    return awaited.reply(id);
  }

  /** The reply that a record holds, or the error, into the future. */
  void complete(CompletableFuture<ChatReply> reply, WorkRecord record) {
    byte[] outcome = record.outcome().orElseThrow();
    executor.execute(
        () -> {
          try {
            if (record.state() == Submission.State.DONE) {
              reply.complete(codec.reply(outcome));
            } else if (outcome.length == 0) {
              reply.completeExceptionally(cancelled(record.id()));
            } else {
              reply.completeExceptionally(codec.error(outcome));
            }
          } catch (RuntimeException unreadable) {
            reply.completeExceptionally(unreadable);
          }
        });
  }

  private static RouterException cancelled(String id) {
    return RouterException.because(Reason.CANCELLED, "work " + id + " was cancelled").build();
  }

  void cancel(String id) {
    Undertaking<ChatReply> here = running.get(id);
    if (here != null) {
      here.answer().cancel(true);
      return;
    }
    var unused =
        queue
            .cancel(id)
            .thenAccept(
                was -> {
                  if (was) {
                    tell(id, Stage.CANCELLED, 0, Optional.empty());
                  }
                });
  }

  /** Another member, or we, moved this item. */
  void moved(String id) {
    awaited.lookAt(id);
  }

  // ---- working

  void serve(int atOnce) {
    if (atOnce > 0) {
      queue.serve(this, atOnce);
    }
  }

  void close() {
    closing = true;
    running.values().forEach(work -> work.answer().cancel(true));
  }

  @Override
  public CompletableFuture<WorkOutcome> work(WorkItem item, int earlierTries) {
    turns.served(item.turn());
    tell(item.id(), Stage.STARTED, earlierTries, Optional.empty());
    try {
      Codec.Work work = codec.work(item.content());
      Instant deadline = work.submittedAt().plus(work.options().deadline());
      Undertaking<ChatReply> under =
          starter.start(item.id(), work.request(), limited(work.options(), deadline));
      running.put(item.id(), under);
      return under
          .answer()
          .handle(
              (reply, thrown) ->
                  thrown == null
                      ? done(item.id(), reply)
                      : failed(item.id(), errorOf(thrown), deadline, earlierTries));
    } catch (RuntimeException broken) {
      // an item that cannot even be begun would come back for ever
      return CompletableFuture.completedFuture(
          dead(item.id(), Waiting.asRouterException(broken), earlierTries));
    }
  }

  private static RouterException errorOf(Throwable thrown) {
    return Waiting.asRouterException(
        thrown instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : thrown);
  }

  private CallOptions limited(CallOptions options, Instant deadline) {
    Duration left = Duration.between(time.now(), deadline);
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
    running.remove(id);
    throughput.ended(time.nanos());
    tell(id, Stage.DONE, 0, Optional.empty());
    return WorkOutcome.ended(Submission.State.DONE, codec.write(reply));
  }

  private WorkOutcome failed(String id, RouterException error, Instant deadline, int earlierTries) {
    running.remove(id);
    if (closing && (error.reason() == Reason.CANCELLED || error.reason() == Reason.CLOSED)) {
      return WorkOutcome.again(time.now());
    }
    Instant again = againAt(error, earlierTries);
    return switch (error.reason()) {
      case LIMITED, BUDGET, DEADLINE, CLOSED ->
          again.isBefore(deadline)
              ? waits(id, again, earlierTries, error)
              : dead(id, error, earlierTries);
      case UNAVAILABLE, BROKEN ->
          again.isBefore(deadline) && earlierTries + 1 < MOST_FAILED_TRIES
              ? waits(id, again, earlierTries, error)
              : dead(id, error, earlierTries);
      case CANCELLED -> ended(id, Submission.State.CANCELLED, Stage.CANCELLED, error, earlierTries);
      case DROPPED -> ended(id, Submission.State.DROPPED, Stage.DROPPED, error, earlierTries);
      case REJECTED, REFUSED, UNSUPPORTED, NOT_CACHED -> dead(id, error, earlierTries);
    };
  }

  private Instant againAt(RouterException error, int earlierTries) {
    Instant soonest = time.now().plus(SOONEST);
    Duration pause = SOONEST.multipliedBy(1L << Math.min(earlierTries, 20));
    Instant usual = time.now().plus(pause.compareTo(LATEST) < 0 ? pause : LATEST);
    return error.retryAt().map(at -> at.isBefore(soonest) ? soonest : at).orElse(usual);
  }

  private WorkOutcome waits(String id, Instant again, int earlierTries, RouterException error) {
    tell(id, Stage.WAITING, earlierTries + 1, Optional.of(error));
    return WorkOutcome.again(again);
  }

  private WorkOutcome dead(String id, RouterException error, int earlierTries) {
    return ended(id, Submission.State.FAILED, Stage.FAILED, error, earlierTries);
  }

  private WorkOutcome ended(
      String id, Submission.State state, Stage stage, RouterException error, int earlierTries) {
    throughput.ended(time.nanos());
    tell(id, stage, earlierTries + 1, Optional.of(error));
    return WorkOutcome.ended(state, codec.write(error));
  }

  private void tell(String id, Stage stage, int tries, Optional<RouterException> error) {
    if (events.anyoneListens()) {
      events.tell(
          new RouterEvent.WorkMoved(
              id, stage, tries, Optional.empty(), error.map(RouterException::getMessage)));
    }
  }
}
