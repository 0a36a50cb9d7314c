package dev.laneway.core;

import dev.laneway.api.ChatReply;
import dev.laneway.api.spi.store.WorkRecord;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Replies that the application waits for. What this router works on is told at once; what another
 * works on is looked for now and then, some at a time and each in its turn, while anybody waits.
 */
final class AwaitedReplies {

  private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);
  private static final int MOST_AT_ONCE = 100;

  private final DurableWork work;
  private final TimeSource time;
  private final Map<String, CompletableFuture<ChatReply>> replies = new ConcurrentHashMap<>();
  private final Queue<String> inTurn = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean looking = new AtomicBoolean();
  private volatile boolean closed;

  AwaitedReplies(DurableWork work, TimeSource time) {
    this.work = work;
    this.time = time;
  }

  CompletableFuture<ChatReply> reply(String id) {
    CompletableFuture<ChatReply> reply =
        replies.computeIfAbsent(
            id,
            key -> {
              inTurn.add(key);
              return new Reply(key);
            });
    lookAt(id);
    keepLooking();
    if (closed) {
      close();
    }
    return reply;
  }

  void lookAt(String id) {
    CompletableFuture<ChatReply> reply = replies.get(id);
    if (reply != null) {
      var unused = work.recordAsync(id).thenAccept(record -> deliver(id, reply, record));
    }
  }

  private void deliver(String id, CompletableFuture<ChatReply> reply, Optional<WorkRecord> record) {
    if (record.isPresent() && record.get().outcome().isPresent() && replies.remove(id, reply)) {
      work.complete(reply, record.get());
    }
  }

  private void keepLooking() {
    if (!closed && !replies.isEmpty() && looking.compareAndSet(false, true)) {
      time.after(NOW_AND_THEN, this::look);
    }
  }

  private void look() {
    int looked = 0;
    for (int i = inTurn.size(); i > 0 && looked < MOST_AT_ONCE; i--) {
      String id = inTurn.poll();
      if (id != null && replies.containsKey(id)) {
        lookAt(id);
        inTurn.add(id);
        looked++;
      }
    }
    looking.set(false);
    keepLooking();
  }

  /** Nobody will look any more: whoever waits hears of it. */
  void close() {
    closed = true;
    for (String id : List.copyOf(replies.keySet())) {
      CompletableFuture<ChatReply> left = replies.remove(id);
      if (left != null) {
        work.leave(left, id);
      }
    }
  }

  /** Cancelling it cancels the work. */
  private final class Reply extends CompletableFuture<ChatReply> {

    private final String id;

    Reply(String id) {
      this.id = id;
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      boolean cancelled = super.cancel(mayInterrupt);
      if (cancelled) {
        replies.remove(id, this);
        work.cancel(id);
      }
      return cancelled;
    }
  }
}
