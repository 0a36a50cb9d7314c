package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.local.LocalBucket;
import io.github.bucket4j.local.LocalBucketBuilder;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;

/** A bucket that refills all the time: Bucket4j's own, driven by the moments of our decisions. */
final class BucketMeter extends Meter {

  private final MomentMeter clock;
  private final LocalBucket bucket;

  BucketMeter(Limit limit, boolean learned, Moment now) {
    super(limit, learned);
    clock = new MomentMeter(now.nanos());
    bucket =
        new LocalBucketBuilder()
            .withCustomTimePrecision(clock)
            .withSynchronizationStrategy(SynchronizationStrategy.NONE)
            .addLimit(b -> b.capacity(burstOf(limit)).refillGreedy(rateOf(limit), windowOf(limit)))
            .build();
  }

  private static long burstOf(Limit limit) {
    return Math.max(1, limit.burst());
  }

  /** Bucket4j refills no more than one a nanosecond, and nobody takes more than that. */
  private static long rateOf(Limit limit) {
    return Math.max(1, Math.min(limit.amount(), windowOf(limit).toNanos()));
  }

  private static Duration windowOf(Limit limit) {
    return limit.window().length();
  }

  @Override
  long capacity() {
    return limit().amount() == 0 ? 0 : limit().burst();
  }

  @Override
  long available(Moment now) {
    clock.nanos = now.nanos();
    return limit().amount() == 0 ? 0 : bucket.getAvailableTokens();
  }

  @Override
  long nanosUntil(long amount, Moment now) {
    if (amount <= 0) {
      return 0;
    }
    if (amount > capacity()) {
      return NEVER;
    }
    clock.nanos = now.nanos();
    return amount <= bucket.getAvailableTokens()
        ? 0
        : bucket.estimateAbilityToConsume(amount).getNanosToWaitForRefill();
  }

  @Override
  long take(long amount, Moment now) {
    if (amount > 0) {
      clock.nanos = now.nanos();
      bucket.consumeIgnoringRateLimits(amount);
    }
    return 0;
  }

  @Override
  void giveBack(long amount, long mark, Moment now) {
    if (amount > 0) {
      clock.nanos = now.nanos();
      bucket.addTokens(amount);
    }
  }

  @Override
  void resized(Limit before, Limit after, Moment now) {
    clock.nanos = now.nanos();
    bucket.replaceConfiguration(
        BucketConfiguration.builder()
            .addLimit(b -> b.capacity(burstOf(after)).refillGreedy(rateOf(after), windowOf(after)))
            .build(),
        TokensInheritanceStrategy.AS_IS);
  }

  @Override
  long nanosUntilWhole(Moment now) {
    return nanosUntil(capacity(), now);
  }

  /** Shows Bucket4j the moment of the decision that is being made. */
  private static final class MomentMeter implements TimeMeter {

    private long nanos;

    MomentMeter(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
