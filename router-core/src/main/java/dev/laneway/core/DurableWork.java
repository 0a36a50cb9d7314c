package dev.laneway.core;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Submission;
import dev.laneway.api.spi.store.WorkItem;
import dev.laneway.api.spi.store.WorkQueue;
import dev.laneway.api.spi.store.WorkRecord;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.codec.Codec;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.RouterEvent.WorkMoved.Stage;
import dev.laneway.core.schedule.Undertaking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Work that is kept in a store: handed over here, looked for, waited for and cancelled, whoever
 * works on it. Nothing of an item stays in memory while it waits.
 */
final class DurableWork {

  private final WorkQueue queue;
  private final Codec codec;
  private final TimeSource time;
  private final WorkNews news;
  private final Executor executor;
  private final Turns turns = new Turns();
  private final Throughput throughput = new Throughput();
  private final WorkBench bench;
  private final AwaitedReplies awaited;

  DurableWork(
      WorkQueue queue,
      Codec codec,
      TimeSource time,
      Events events,
      Executor executor,
      WorkBench.Starter starter) {
    this.queue = queue;
    this.codec = codec;
    this.time = time;
    this.news = new WorkNews(events);
    this.executor = executor;
    this.bench = new WorkBench(codec, time, news, starter, turns, throughput);
    this.awaited = new AwaitedReplies(this, time);
  }

  /** From now on this router works, on so many items at once. */
  void serve(int atOnce) {
    if (atOnce > 0) {
      queue.serve(bench, atOnce);
    }
  }

  void close() {
    bench.close();
    awaited.close();
  }

  Submission submit(String id, ChatRequest request, CallOptions options) {
    byte[] content = codec.write(new Codec.Work(request, options, time.now()), id);
    WorkItem item = new WorkItem(id, content, turns.next(options.tenant()));
    boolean isNew = Waiting.on(queue.put(item).toCompletableFuture());
    if (isNew) {
      news.tell(id, Stage.QUEUED, 0);
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

  private Map<Submission.State, Long> census() {
    return Waiting.on(queue.census().toCompletableFuture());
  }

  private Optional<WorkRecord> record(String id) {
    return Waiting.on(recordAsync(id));
  }

  CompletableFuture<Optional<WorkRecord>> recordAsync(String id) {
    return queue.find(id).toCompletableFuture();
  }

  Submission.State state(String id) {
    if (bench.underWay(id).isPresent()) {
      return Submission.State.RUNNING;
    }
    return record(id).map(WorkRecord::state).orElse(Submission.State.CANCELLED);
  }

  Optional<Instant> eta(String id) {
    Optional<Undertaking<ChatReply>> here = bench.underWay(id);
    if (here.isPresent()) {
      return here.get().eta(time);
    }
    Optional<WorkRecord> found = record(id).filter(work -> work.outcome().isEmpty());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    long ahead = census().getOrDefault(Submission.State.QUEUED, 0L);
    Optional<Instant> byRate = throughput.nanosFor(ahead).map(time.now()::plusNanos);
    return byRate.map(at -> found.get().due().filter(due -> due.isAfter(at)).orElse(at));
  }

  // ---- the end of an item

  CompletableFuture<ChatReply> reply(String id) {
    return awaited.reply(id);
  }

  /** Another member, or we, moved this item. */
  void moved(String id) {
    awaited.lookAt(id);
  }

  /** The reply that a record holds, or the error, into the future. */
  void complete(CompletableFuture<ChatReply> reply, WorkRecord record) {
    byte[] outcome = record.outcome().orElseThrow();
    handOver(
        () -> {
          try {
            if (record.state() == Submission.State.DONE) {
              reply.complete(codec.reply(outcome, record.id()));
            } else if (outcome.length == 0) {
              reply.completeExceptionally(cancelled(record.id()));
            } else {
              reply.completeExceptionally(codec.error(outcome, record.id()));
            }
          } catch (RuntimeException unreadable) {
            reply.completeExceptionally(unreadable);
          }
        });
  }

  /** The router closes while somebody waits; the work stays. */
  void leave(CompletableFuture<ChatReply> reply, String id) {
    RouterException error =
        RouterException.because(
                Reason.CLOSED, "the router is closed; work " + id + " is kept in its store")
            .build();
    handOver(() -> reply.completeExceptionally(error));
  }

  private void handOver(Runnable completion) {
    try {
      executor.execute(completion);
    } catch (RejectedExecutionException closed) {
      completion.run(); // better on this thread than never
    }
  }

  private static RouterException cancelled(String id) {
    return RouterException.because(Reason.CANCELLED, "work " + id + " was cancelled").build();
  }

  /** Stops what is done for it here, and has the store tell whoever else works on it. */
  void cancel(String id) {
    bench.cancel(id);
    takeBack(id, 0);
  }

  /** A store that is away now is told later. */
  private void takeBack(String id, int failures) {
    var unused =
        queue
            .cancel(id)
            .whenComplete(
                (ended, failed) -> {
                  if (failed == null && ended) {
                    news.tell(id, Stage.CANCELLED, 0);
                  } else if (failed != null && !bench.isClosing()) {
                    time.after(AfterTry.pauseAfter(failures), () -> takeBack(id, failures + 1));
                  }
                });
  }
}
