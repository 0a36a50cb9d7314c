package dev.laneway.core.cache;

import dev.laneway.api.CacheOutcome;
import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatReply;
import dev.laneway.api.Money;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One caller's share of a flight. */
final class Share extends CompletableFuture<ChatReply> implements Unfinished {

  private final Flight flight;
  private final CallOptions options;
  private final Function<CacheOutcome, CompletableFuture<ChatReply>> sendAlone;
  private final CacheOutcome outcome;
  private volatile @Nullable CompletableFuture<ChatReply> alone;

  Share(
      Flight flight,
      CallOptions options,
      Function<CacheOutcome, CompletableFuture<ChatReply>> sendAlone,
      CacheOutcome outcome) {
    this.flight = flight;
    this.options = options;
    this.sendAlone = sendAlone;
    this.outcome = outcome;
  }

  /** What is sent for; what cannot even be sent fails, so that nobody waits for it. */
  static CompletableFuture<ChatReply> sent(Supplier<CompletableFuture<ChatReply>> send) {
    try {
      return send.get();
    } catch (RuntimeException unsent) {
      return CompletableFuture.failedFuture(unsent);
    }
  }

  CallOptions options() {
    return options;
  }

  CacheOutcome outcome() {
    return outcome;
  }

  /** The first caller's reply is its own; the others paid nothing for theirs. */
  void arrive(ChatReply reply) {
    if (outcome == CacheOutcome.MISS) {
      complete(reply);
      return;
    }
    Receipt made = reply.receipt();
    Receipt.Builder receipt =
        Receipt.builder()
            .route(made.route())
            .waited(made.waited())
            .took(made.took())
            .fallback(made.fallback())
            .cost(Optional.of(Money.ZERO))
            .cache(made.cache() == CacheOutcome.HIT ? CacheOutcome.HIT : outcome);
    made.lane().ifPresent(receipt::lane);
    made.notes().forEach(receipt::note);
    complete(reply.toBuilder().receipt(receipt.build()).build());
  }

  void waitNoLongerThan(TimeSource time, Duration deadline) {
    TimeSource.Timer timer = time.after(deadline, this::tooLate);
    var unused = whenComplete((reply, thrown) -> timer.cancel());
  }

  private void tooLate() {
    if (completeExceptionally(
        RouterException.because(
                Reason.DEADLINE,
                "the deadline of "
                    + options.deadline()
                    + " passed while an identical call was under way")
            .build())) {
      flight.leave(this);
    }
  }

  /** The first caller's call failed for reasons of its own. */
  void goAlone() {
    CompletableFuture<ChatReply> own = sent(() -> sendAlone.apply(CacheOutcome.UNUSED));
    alone = own;
    var unused =
        own.whenComplete(
            (reply, thrown) -> {
              if (thrown == null) {
                complete(reply);
              } else {
                completeExceptionally(thrown);
              }
            });
  }

  @Override
  public void closed() {
    flight.closed();
    CompletableFuture<ChatReply> own = alone;
    if (own != null) {
      Unfinished.close(own);
    }
  }

  @Override
  public boolean cancel(boolean mayInterrupt) {
    boolean cancelled = super.cancel(mayInterrupt);
    if (cancelled) {
      flight.leave(this);
      CompletableFuture<ChatReply> own = alone;
      if (own != null) {
        own.cancel(mayInterrupt);
      }
    }
    return cancelled;
  }
}
