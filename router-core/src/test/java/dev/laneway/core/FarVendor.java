package dev.laneway.core;

import dev.laneway.api.Capability;
import dev.laneway.api.ChatReply;
import dev.laneway.api.ChatRequest;
import dev.laneway.api.FailureDetails;
import dev.laneway.api.LimitRef;
import dev.laneway.api.Message;
import dev.laneway.api.ProviderFailure.Throttled;
import dev.laneway.api.Usage;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Provider;
import dev.laneway.api.spi.ProviderCapabilities;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.testkit.ManualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * A vendor that counts calls when they come in, which some do sooner than others: the way takes 20
 * to 150 milliseconds, and now and then three times as long. Its clock is behind ours.
 */
final class FarVendor implements Provider {

  /** How it counts, and what it says beside a no. */
  enum Clock {
    ROLLING_AND_TELLS,
    TURNING_AND_SILENT
  }

  /** Its clock against ours. */
  private static final Duration BEHIND = Duration.ofMillis(400);

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final ManualTime time;
  private final Clock clock;
  private final int perMinute;
  private final Random random;
  private final Deque<Long> counted = new ArrayDeque<>();
  private int answered;
  private int refused;

  FarVendor(ManualTime time, Clock clock, int perMinute, long seed) {
    this.time = time;
    this.clock = clock;
    this.perMinute = perMinute;
    this.random = new Random(seed);
  }

  int answered() {
    return answered;
  }

  int refused() {
    return refused;
  }

  @Override
  public ProviderCapabilities capabilities() {
    return ProviderCapabilities.of(Capability.CHAT);
  }

  @Override
  public CompletableFuture<ChatReply> chat(ChatRequest request, CallControl control) {
    CompletableFuture<ChatReply> reply = new CompletableFuture<>();
    time.after(way(), () -> arrive(reply));
    return reply;
  }

  private Duration way() {
    int millis = 20 + random.nextInt(130);
    return Duration.ofMillis(random.nextInt(20) == 0 ? 3L * millis : millis);
  }

  private void arrive(CompletableFuture<ChatReply> reply) {
    long now = time.nanos();
    while (!counted.isEmpty() && isPast(counted.getFirst(), now)) {
      counted.removeFirst();
    }
    if (counted.size() < perMinute) {
      counted.addLast(now);
      time.after(way(), () -> answer(reply));
    } else {
      refused++;
      time.after(way(), () -> refuse(reply, counted.getFirst() + MINUTE - now));
    }
  }

  private boolean isPast(long then, long now) {
    return switch (clock) {
      case ROLLING_AND_TELLS -> now - then >= MINUTE;
      case TURNING_AND_SILENT -> minuteOf(then) < minuteOf(now);
    };
  }

  private long minuteOf(long nanos) {
    return time.now().minus(BEHIND).minusNanos(time.nanos() - nanos).getEpochSecond() / 60;
  }

  private void answer(CompletableFuture<ChatReply> reply) {
    answered++;
    reply.complete(ChatReply.builder(Message.assistant("ok")).usage(Usage.of(2, 2)).build());
  }

  private void refuse(CompletableFuture<ChatReply> reply, long wait) {
    Optional<Duration> said =
        clock == Clock.ROLLING_AND_TELLS ? Optional.of(Duration.ofNanos(wait)) : Optional.empty();
    reply.completeExceptionally(
        new ProviderException(
            new Throttled(FailureDetails.of(429, "slow down"), LimitRef.UNNAMED, said)));
  }
}
