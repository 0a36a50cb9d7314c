package dev.laneway.cli.demo;

import dev.laneway.api.ChatReply;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.TimeSource;
import dev.laneway.cli.demo.Ledger.End;
import dev.laneway.cli.demo.Workload.Job;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * One provider with retries, as most applications have it: up to ten tries, the vendor's own wait
 * where it names one, else twice as long each time, until the work is of no use any more.
 */
final class LoneContender implements Contender {

  static final int MOST_TRIES = 10;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Provider provider;
  private final String name;
  private final String model;
  private final TimeSource time;
  private final SplittableRandom random = new SplittableRandom(7);
  private final Ledger ledger = new Ledger();

  LoneContender(String name, Provider provider, String model, TimeSource time) {
    this.name = name;
    this.provider = provider;
    this.model = model;
    this.time = time;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void take(Job job) {
    ledger.asked(job.kind());
    attempt(new Work(job, time.nanos(), false), 1);
  }

  private record Work(Job job, long began, boolean waited) {

    Duration leftAt(long nanos) {
      return job.deadline().minusNanos(nanos - began);
    }
  }

  private void attempt(Work work, int number) {
    Duration left = work.leftAt(time.nanos());
    if (left.isNegative() || left.isZero()) {
      ledger.ended(End.FAILED);
      return;
    }
    CompletableFuture<ChatReply> unused =
        provider
            .chat(work.job().request(), within(left))
            .whenComplete((reply, thrown) -> ended(work, number, reply, thrown));
  }

  private CallControl within(Duration left) {
    return new CallControl() {
      @Override
      public String model() {
        return model;
      }

      @Override
      public Timeouts timeouts() {
        return Timeouts.DEFAULT.within(left);
      }
    };
  }

  private void ended(Work work, int number, @Nullable ChatReply reply, @Nullable Throwable thrown) {
    Duration took = Duration.ofNanos(time.nanos() - work.began());
    if (reply != null) {
      ledger.answered(work.job().kind(), took, work.waited());
      return;
    }
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (!(cause instanceof ProviderException failed)
        || number == MOST_TRIES
        || !isWorthATry(failed.failure())) {
      ledger.ended(End.FAILED);
      return;
    }
    Duration wait = failed.failure().retryIn().orElseGet(() -> backOff(number));
    if (wait.compareTo(work.leftAt(time.nanos())) >= 0) {
      ledger.ended(End.FAILED);
      return;
    }
    Work waited = new Work(work.job(), work.began(), true);
    time.after(wait, () -> attempt(waited, number + 1));
  }

  private static boolean isWorthATry(ProviderFailure failure) {
    return switch (failure.kind()) {
      case THROTTLED, UNAVAILABLE, UNREADABLE -> true;
      default -> false;
    };
  }

  private Duration backOff(int number) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(number - 1, 6));
    Duration base = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    synchronized (random) {
      return base.multipliedBy(80 + random.nextInt(41)).dividedBy(100);
    }
  }

  @Override
  public void close() {
    provider.close();
  }
}
