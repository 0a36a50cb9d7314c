package dev.laneway.core.quota;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure.Throttled;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What vendors say of a pool's limits, and how far it is believed. */
final class Learning {

  /** No call is so large that what it takes needs longer to refill. */
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final Pool pool;
  private final Meters meters;
  private final Suspicion suspicion = new Suspicion();

  Learning(Pool pool, Meters meters) {
    this.pool = pool;
    this.meters = meters;
  }

  /** Goes on with what was found out about meters that are counted here, too. */
  void goOnFrom(Learning before) {
    suspicion.goOnFrom(before.suspicion, meters.list());
  }

  /**
   * A call was refused that was sent then. A copy that was about to run out may be ahead of the
   * vendor's, or a limit be smaller than we were told; answers whether one is.
   */
  boolean refused(Hold hold, Throttled failure, long sentAt, Moment now) {
    boolean mute = failure.limit().resource().isEmpty() && failure.details().readings().isEmpty();
    boolean sized =
        mute && failure.retryIn().isEmpty() && suspicion.mayExplain(hold, meters.list());
    return (sized || !isAhead(hold, failure, sentAt, now))
        && mute
        && suspicion.refused(hold, meters.list(), now);
  }

  private boolean isAhead(Hold hold, Throttled failure, long sentAt, Moment now) {
    Duration stated = failure.retryIn().orElse(Duration.ZERO);
    long wait = stated.compareTo(LONGEST_WAIT) < 0 ? stated.toNanos() : LONGEST_WAIT.toNanos();
    boolean ahead = false;
    for (int i = 0; i < hold.meters(); i++) {
      Meter meter = meters.list().get(i);
      if (mayBeMeant(meter.limit(), failure.limit())) {
        Denial denial =
            new Denial(meter.limit().chargeOf(hold.demand()), hold.left(i), wait, sentAt);
        ahead |= meter.isAhead(denial, now);
      }
    }
    return ahead;
  }

  private static boolean mayBeMeant(Limit limit, LimitRef named) {
    return named.resource().filter(resource -> resource != limit.resource()).isEmpty()
        && named.window().filter(window -> !Meters.isAlike(window, limit.window())).isEmpty();
  }

  /** A call was answered. */
  void answered(Hold hold, Moment now) {
    suspicion.answered(hold, meters.list(), now);
  }

  /**
   * Believes a smaller limit or remainder at once, a larger limit only up to what was configured,
   * or freely where the limit itself was learned. The remainder is compared with the copy of the
   * moment at which the vendor counted.
   */
  boolean told(RateLimitReading reading, @Nullable Hold hold, boolean refused, Moment now) {
    if (reading.limit().orElse(1) <= 0) {
      return false; // of whoever limits nothing; one who allows nothing answers nothing
    }
    Meter meter = meters.of(reading.resource(), reading.window());
    boolean changed = false;
    if (meter == null) {
      if (reading.limit().isEmpty()) {
        return false;
      }
      meter =
          meters.add(
              Limit.of(reading.resource(), reading.limit().getAsLong(), reading.window()),
              true,
              now);
      changed = true;
    } else if (reading.limit().isPresent()) {
      changed = resize(meter, reading.limit().getAsLong(), now);
    }
    if (reading.remaining().isPresent()) {
      long surplus = copyOf(meter, hold, refused, now) - reading.remaining().getAsLong();
      if (surplus > 0) {
        meter.correct(surplus, now);
      }
    }
    return changed;
  }

  /** What our copy said was left when the vendor counted, or says now if that is less. */
  private long copyOf(Meter meter, @Nullable Hold hold, boolean refused, Moment now) {
    long available = meter.available(now);
    int index = meters.list().indexOf(meter);
    if (hold == null || hold.pool() != pool || index >= hold.meters()) {
      return available;
    }
    long then = hold.left(index) + (refused ? hold.taken(index) : 0);
    return Math.min(available, then - (meter.corrected() - hold.corrected(index)));
  }

  /** Believes the amount that a refusal named; answers whether anything changed. */
  boolean told(LimitRef limit, Moment now) {
    if (limit.resource().isEmpty() || limit.window().isEmpty() || limit.amount().isEmpty()) {
      return false;
    }
    Meter meter = meters.of(limit.resource().get(), limit.window().get());
    if (meter == null) {
      meters.add(
          Limit.of(limit.resource().get(), limit.amount().getAsLong(), limit.window().get()),
          true,
          now);
      return true;
    }
    return resize(meter, limit.amount().getAsLong(), now);
  }

  private static boolean resize(Meter meter, long told, Moment now) {
    long amount = meter.learned() ? told : Math.min(told, meter.declared().amount());
    boolean changes = amount != meter.limit().amount();
    meter.resize(amount, now);
    return changes;
  }

  /** The vendor says that this limit is used up for so long: the copy is emptied accordingly. */
  void drain(Resource resource, Window window, Demand demand, Duration wait, Moment now) {
    Meter meter = meters.of(resource, window);
    if (meter instanceof BucketMeter bucket) {
      bucket.follow(bucket.limit().chargeOf(demand), wait.toNanos(), now);
    } else if (meter instanceof TurnMeter turning && turning.untilTurn(now) <= wait.toNanos()) {
      turning.take(Math.max(0, turning.available(now)), now);
    } // of others all that is known is how long to rest
  }

  /** How long until the turn of the limit that a refusal named, where the pool knows it. */
  Optional<Duration> untilTurn(LimitRef limit, Moment now) {
    if (limit.resource().isEmpty() || limit.window().isEmpty()) {
      return Optional.empty();
    }
    Meter meter = meters.of(limit.resource().get(), limit.window().get());
    return meter instanceof TurnMeter turning
        ? Optional.of(Duration.ofNanos(turning.untilTurn(now)))
        : Optional.empty();
  }
}
