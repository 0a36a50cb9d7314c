package dev.laneway.core;

import dev.laneway.api.ChatReply;
import dev.laneway.api.spi.store.WorkRecord;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Replies that the application waits for. What this router works on is told at once; what another
 * works on is looked for now and then, while anybody waits.
 */
final class AwaitedReplies {

  private static final Duration NOW_AND_THEN = Duration.ofSeconds(1);
  private static final int MOST_AT_ONCE = 100;

  private final DurableWork work;
  private final TimeSource time;
  private final Map<String, CompletableFuture<ChatReply>> replies = new ConcurrentHashMap<>();
  private final AtomicBoolean looking = new AtomicBoolean();

  AwaitedReplies(DurableWork work, TimeSource time) {
    this.work = work;
    this.time = time;
  }

  CompletableFuture<ChatReply> reply(String id) {
    CompletableFuture<ChatReply> reply = replies.computeIfAbsent(id, key -> new Reply(id));
    lookAt(id);
    if (looking.compareAndSet(false, true)) {
      time.after(NOW_AND_THEN, this::look);
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

  private void look() {
    if (replies.isEmpty()) {
      looking.set(false);
      return;
    }
    List<String> some = replies.keySet().stream().limit(MOST_AT_ONCE).toList();
    some.forEach(this::lookAt);
    time.after(NOW_AND_THEN, this::look);
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
