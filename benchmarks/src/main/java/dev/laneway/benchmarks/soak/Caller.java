package dev.laneway.benchmarks.soak;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import dev.laneway.core.Router;
import java.time.Duration;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One of many that call all the time: chats, streams, batch work, and now and then a change of
 * mind.
 */
final class Caller implements Runnable {

  private static final int KINDS = 20;

  private final Router router;
  private final Tally tally;
  private final AtomicBoolean enough;
  private final SplittableRandom random;
  private final int number;
  private long calls;

  Caller(Router router, Tally tally, AtomicBoolean enough, int number) {
    this.router = router;
    this.tally = tally;
    this.enough = enough;
    this.number = number;
    this.random = new SplittableRandom(number);
  }

  @Override
  public void run() {
    while (!enough.get()) {
      tally.sent.increment();
      try {
        call(random.nextInt(KINDS));
      } catch (RouterException refused) {
        tally.refused.increment();
      } catch (RuntimeException bug) {
        tally.astray.increment();
        bug.printStackTrace(System.err);
      }
    }
  }

  private void call(int kind) {
    switch (kind) {
      case 0, 1, 2, 3 -> read(Integer.MAX_VALUE);
      case 4 -> read(20);
      case 5 -> changeOfMind();
      case 6 -> wait(router.submit(request(), options(Urgency.BATCH)).reply());
      case 7 -> chat(Urgency.OPTIONAL);
      case 8, 9, 10 -> chat(Urgency.NEAR_REAL_TIME);
      default -> chat(Urgency.INTERACTIVE);
    }
  }

  private ChatRequest request() {
    long same = random.nextInt(10) == 0 ? 0 : ++calls; // now and then what was asked before
    return ChatRequest.builder().user("Call " + number + "." + same).maxOutputTokens(50).build();
  }

  private CallOptions options(Urgency urgency) {
    return CallOptions.builder()
        .urgency(urgency)
        .deadline(Duration.ofSeconds(20))
        .tenant("tenant-" + random.nextInt(100_000))
        .session(random.nextBoolean() ? "" : "session-" + random.nextInt(100_000))
        .hedge(random.nextInt(10) == 0)
        .build();
  }

  private void chat(Urgency urgency) {
    router.chat(request(), options(urgency));
    tally.answered.increment();
  }

  private void read(int pieces) {
    try (ChatStream stream = router.stream(request(), options(Urgency.INTERACTIVE))) {
      Iterator<?> events = stream.iterator();
      int read = 0;
      while (read < pieces && events.hasNext()) {
        events.next();
        read++;
      }
      if (read == pieces) {
        tally.cancelled.increment();
      } else {
        tally.answered.increment();
      }
    }
  }

  private void changeOfMind() {
    CompletableFuture<ChatReply> reply = router.chatAsync(request(), options(Urgency.INTERACTIVE));
    if (reply.cancel(true)) {
      tally.cancelled.increment();
    } else {
      wait(reply);
    }
  }

  private void wait(CompletableFuture<ChatReply> reply) {
    try {
      reply.join();
      tally.answered.increment();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RouterException refused) {
        throw refused;
      }
      throw failed;
    }
  }
}
