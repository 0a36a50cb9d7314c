package dev.laneway.cli.demo;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.api.time.TimeSource;
import dev.laneway.cli.demo.Ledger.End;
import dev.laneway.cli.demo.Workload.Job;
import dev.laneway.cli.demo.Workload.Kind;
import dev.laneway.core.Router;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Everything goes to the router: chats as streams, the batch as submissions, the rest as calls. */
final class RoutedContender implements Contender {

  private final Router router;
  private final TimeSource time;
  private final Executor readers;
  private final Ledger ledger = new Ledger();

  /**
   * @param readers threads that read streams
   */
  RoutedContender(Router router, TimeSource time, Executor readers) {
    this.router = router;
    this.time = time;
    this.readers = readers;
  }

  @Override
  public String name() {
    return "Laneway";
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void take(Job job) {
    long began = time.nanos();
    ledger.asked(job.kind());
    CallOptions options =
        CallOptions.builder()
            .route(job.route())
            .urgency(job.kind().urgency)
            .deadline(job.deadline())
            .build();
    CompletableFuture<ChatReply> unused =
        send(job, options)
            .whenComplete(
                (reply, thrown) ->
                    settle(job.kind(), Duration.ofNanos(time.nanos() - began), reply, thrown));
  }

  private CompletableFuture<ChatReply> send(Job job, CallOptions options) {
    return switch (job.kind()) {
      case CHAT -> CompletableFuture.supplyAsync(() -> read(job.request(), options), readers);
      case BATCH -> router.submit(job.request(), options).reply();
      case CLASSIFICATION, AUTOCOMPLETE -> router.chatAsync(job.request(), options);
    };
  }

  private ChatReply read(ChatRequest request, CallOptions options) {
    try (ChatStream stream = router.stream(request, options)) {
      return stream.reply();
    }
  }

  private void settle(
      Kind kind, Duration took, @Nullable ChatReply reply, @Nullable Throwable thrown) {
    if (reply != null) {
      ledger.answered(kind, took, Journal.isWait(reply.receipt().waited()));
      return;
    }
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    boolean dropped =
        cause instanceof RouterException failed
            && failed.reason() == RouterException.Reason.DROPPED;
    ledger.ended(dropped ? End.DROPPED : End.FAILED);
  }

  @Override
  public void close() {
    router.close();
  }
}
