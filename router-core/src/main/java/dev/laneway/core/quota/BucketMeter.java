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
  private long lag;

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

  /** Shows the bucket the vendor's moment; returns for how long it has seen a later one. */
  private long show(Moment now) {
    long moment = now.nanos() - lag;
    long seen = clock.nanos - moment;
    if (seen < 0) {
      clock.nanos = moment;
    }
    return Math.max(0, seen);
  }

  @Override
  long available(Moment now) {
    show(now);
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
    long seen = show(now);
    return amount <= bucket.getAvailableTokens()
        ? seen
        : seen + bucket.estimateAbilityToConsume(amount).getNanosToWaitForRefill();
  }

  /** A bucket that was just full enough, and less is lacking than was asked, is ahead by that. */
  @Override
  boolean isAhead(Denial denial, Moment now) {
    double lacking = refilledIn(denial.waitNanos());
    boolean ahead =
        0 < lacking && lacking < denial.charge() && denial.left() < Math.max(1, lacking);
    if (ahead) {
      long more = nanosFor(limit().chargeOfRefusal());
      follow(denial.charge(), denial.waitNanos() + more, now);
    }
    return ahead;
  }

  /** How much refills in so long; what is not whole counts as well. */
  private double refilledIn(long nanos) {
    return limit().amount() * (nanos / (double) windowOf(limit()).toNanos());
  }

  /** How long so much takes to refill. */
  private long nanosFor(long amount) {
    return (long) (amount * (windowOf(limit()).toNanos() / (double) limit().amount()));
  }

  /**
   * Follows a vendor who has so much only after that wait: takes what there is too much of, and
   * turns later by what is less than one.
   */
  void follow(long amount, long wait, Moment now) {
    long surplus = available(now) - amount + (long) refilledIn(wait);
    if (surplus > 0) {
      take(surplus, now);
    }
    lag += Math.max(0, wait - nanosUntil(amount, now));
  }

  @Override
  long take(long amount, Moment now) {
    if (amount > 0) {
      show(now);
      bucket.consumeIgnoringRateLimits(amount);
    }
    return 0;
  }

  @Override
  void giveBack(long amount, long mark, Moment now) {
    if (amount > 0) {
      show(now);
      bucket.addTokens(amount);
    }
  }

  @Override
  void declare(Limit configured, Moment now) {
    long taken = capacity() - available(now);
    super.declare(configured, now);
    long surplus = available(now) - (capacity() - taken);
    take(surplus, now);
    giveBack(-surplus, 0, now);
  }

  @Override
  void resized(Limit before, Limit after, Moment now) {
    show(now);
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
