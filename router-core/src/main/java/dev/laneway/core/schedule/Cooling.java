package dev.laneway.core.schedule;

import dev.laneway.api.Budget;
import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.CreditSpent;
import dev.laneway.api.ProviderFailure.QuotaSpent;
import dev.laneway.api.ProviderFailure.Throttled;
import dev.laneway.api.ProviderFailure.Unauthorized;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.core.event.Events;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.quota.Hold;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import dev.laneway.core.time.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a failure means for those who come after: which scope rests and for how long. What a vendor
 * stated is never shortened; what we guess is capped and jittered. Called with the lock held.
 */
final class Cooling {

  private static final Duration SHORTEST_STATED = Duration.ofMillis(200);
  private static final Duration LONGEST_STATED = Duration.ofDays(36_525); // clocks end at 292 years
  private static final Duration FIRST_GUESS = Duration.ofSeconds(1);
  private static final Duration LONGEST_GUESS = Duration.ofSeconds(64);
  private static final Duration LONGEST_BEYOND = Duration.ofSeconds(8);
  private static final Duration LONG_QUOTA_GUESS = Duration.ofHours(1);
  private static final Duration CREDIT_GUESS = Duration.ofHours(1);
  private static final Duration LOADING_GUESS = Duration.ofSeconds(2);

  private final Scheduler scheduler;
  private final Events events;
  private final RandomGenerator random;

  Cooling(Scheduler scheduler, Events events, RandomGenerator random) {
    this.scheduler = scheduler;
    this.events = events;
    this.random = random;
  }

  /** A call on this lane failed. */
  void after(ProviderFailure failure, Permit permit, Moment now) {
    LaneState lane = permit.lane();
    observed(permit, failure.details().readings(), isUncharged(failure), now);
    if (failure instanceof Throttled throttled) {
      neutral(lane, now);
      if (!withheldPlace(throttled, permit, now)) {
        throttled(throttled, permit, now);
        suspect(throttled, permit, now);
      }
    } else if (failure instanceof QuotaSpent spent) {
      neutral(lane, now);
      quotaSpent(spent, lane, now);
    } else if (failure instanceof CreditSpent spent) {
      lane.health().endedNeutral(now);
      creditSpent(spent, lane, now);
    } else if (failure instanceof Unavailable unavailable) {
      lane.standing().endedNeutral();
      unavailable(unavailable, permit, now);
    } else if (failure instanceof Unauthorized unauthorized) {
      neutral(lane, now);
      unauthorized(unauthorized, lane);
    } else {
      switch (failure.kind()) {
        case MODEL_GONE -> {
          neutral(lane, now);
          close(lane, failure.detail());
        }
        case UNREADABLE -> {
          lane.standing().endedNeutral();
          suspect(permit, Duration.ZERO, failure.detail(), now);
        }
        default -> neutral(lane, now);
      }
    }
  }

  private static void neutral(LaneState lane, Moment now) {
    lane.health().endedNeutral(now);
    lane.standing().endedNeutral();
  }

  /**
   * Where the vendor may still be at work on what was given up, a place waits, and not the pool.
   */
  private boolean withheldPlace(Throttled failure, Permit permit, Moment now) {
    if (failure.limit().resource().filter(named -> named != Resource.CONCURRENCY).isPresent()) {
      return false;
    }
    for (Pool pool : permit.lane().pools()) {
      Hold hold = permit.holdOn(pool);
      Optional<Duration> lingers =
          hold == null ? Optional.empty() : pool.places().lingers(hold, now);
      if (lingers.isPresent()) {
        Duration rest =
            stated(failure.retryIn())
                .map(Cooling::noShorterThanAMoment)
                .orElseGet(() -> jittered(within(FIRST_GUESS, lingers.get(), LONGEST_GUESS)));
        pool.places().withhold(rest, now);
        log().info("Pool {} has a place less for {}: it lingers on a call", pool.name(), rest);
        return true;
      }
    }
    return false;
  }

  private void throttled(Throttled failure, Permit permit, Moment now) {
    LimitRef limit = failure.limit();
    for (Pool pool : poolsOf(limit, permit.lane())) {
      learned(pool, pool.learn(limit, now), now);
      int refusals = pool.refusedAgain(permit.grantedAt());
      Optional<Duration> stated = stated(failure.retryIn()).map(Cooling::noShorterThanAMoment);
      Duration rest =
          stated
              .map(wait -> beyond(wait, refusals))
              .or(() -> pool.untilTurn(limit, now))
              .orElseGet(() -> guess(refusals));
      if (limit.resource().isPresent() && limit.window().isPresent()) {
        pool.drain(limit.resource().get(), limit.window().get(), permit.demand(), rest, now);
      }
      rest(pool, rest, stated.equals(Optional.of(rest)), false, "throttled, " + limit, now);
    }
  }

  /** A refusal that does not say for want of what tells something all the same. */
  private void suspect(Throttled failure, Permit permit, Moment now) {
    for (Pool pool : permit.lane().pools()) {
      Hold hold = permit.holdOn(pool);
      learned(pool, hold != null && pool.suspect(hold, failure, permit.grantedAt(), now), now);
    }
  }

  /** What a vendor asks for, as far as clocks go. */
  private static Optional<Duration> stated(Optional<Duration> hint) {
    return hint.map(wait -> wait.compareTo(LONGEST_STATED) > 0 ? LONGEST_STATED : wait);
  }

  /** A vendor whose wait is over as it says it would say no again at once. */
  private static Duration noShorterThanAMoment(Duration wait) {
    return wait.compareTo(SHORTEST_STATED) < 0 ? SHORTEST_STATED : wait;
  }

  private Duration guess(int refusals) {
    return jittered(doubled(FIRST_GUESS, refusals - 1, LONGEST_GUESS));
  }

  /** A stated wait after which the vendor said no again was too short: now it is some longer. */
  private Duration beyond(Duration stated, int refusals) {
    return refusals == 1
        ? stated
        : within(stated, guess(refusals - 1), larger(stated, LONGEST_BEYOND));
  }

  private static Duration larger(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? other : one;
  }

  private void quotaSpent(QuotaSpent failure, LaneState lane, Moment now) {
    LimitRef limit = failure.limit();
    if (limit.amount().isPresent() && limit.amount().getAsLong() == 0) {
      close(lane, "no quota for this model on this plan (" + limit + ")");
      return;
    }
    for (Pool pool : poolsOf(limit, lane)) {
      learned(pool, pool.learn(limit, now), now);
      Optional<Duration> stated = stated(failure.retryIn()).or(() -> untilReset(limit, now));
      Duration rest = stated.orElse(LONG_QUOTA_GUESS);
      rest(pool, rest, stated.isPresent(), true, "quota spent, " + limit, now);
    }
  }

  private static Optional<Duration> untilReset(LimitRef limit, Moment now) {
    return limit
        .window()
        .filter(
            window ->
                window.kind() == Window.Kind.CALENDAR_DAY
                    || window.kind() == Window.Kind.CALENDAR_MONTH
                    || window.kind() == Window.Kind.FIXED)
        .map(
            window ->
                Duration.ofMillis(
                    Turn.of(window, now.wallMillis()).endMillis() - now.wallMillis()));
  }

  /** The pools that count what ran out; where none does or nothing was named, the lane's first. */
  private static List<Pool> poolsOf(LimitRef limit, LaneState lane) {
    List<Pool> counting = lane.pools().stream().filter(pool -> pool.counts(limit)).toList();
    return counting.isEmpty() ? lane.pools().subList(0, 1) : counting;
  }

  private void rest(
      Pool pool, Duration rest, boolean stated, boolean oneFirst, String because, Moment now) {
    pool.rest(rest, oneFirst, because, now);
    log()
        .info(
            "Pool {} rests for {} ({}): {}",
            pool.name(),
            rest,
            stated ? "stated" : "guess",
            because);
    tell(new RouterEvent.PoolResting(pool.name(), rest, stated, because));
    scheduler.gate().rested(pool, rest, stated, oneFirst, because);
  }

  private void creditSpent(CreditSpent failure, LaneState lane, Moment now) {
    Duration rest = stated(failure.retryIn()).orElse(CREDIT_GUESS);
    lane.standing().creditSpent(rest, "credit spent: " + failure.detail(), now);
    log()
        .warn(
            "Account {} has no credit, next try in {}: {}",
            lane.id().account(),
            rest,
            failure.detail());
    tell(new RouterEvent.AccountClosed(lane.id().account(), "credit spent: " + failure.detail()));
  }

  private void unavailable(Unavailable failure, Permit permit, Moment now) {
    if (failure.cause() == Unavailable.Cause.LOADING) {
      LaneState lane = permit.lane();
      lane.health().endedNeutral(now);
      Pool own = lane.pools().get(0);
      Optional<Duration> stated = stated(failure.retryIn());
      rest(own, stated.orElse(LOADING_GUESS), stated.isPresent(), false, "model is loading", now);
    } else {
      suspect(permit, stated(failure.retryIn()).orElse(Duration.ZERO), failure.detail(), now);
    }
  }

  private void suspect(Permit permit, Duration statedRest, String because, Moment now) {
    LaneState lane = permit.lane();
    if (lane.health().failed(statedRest, permit.grantedAt(), now)) {
      healthChanged(lane, because);
    }
  }

  /** The lane's health changed. */
  void healthChanged(LaneState lane, String because) {
    String state = lane.health().state().name().toLowerCase(Locale.ROOT);
    log().info("Lane {} is {}: {}", lane.id(), state, because);
    tell(new RouterEvent.LaneHealthChanged(lane.id(), state, because));
  }

  private void unauthorized(Unauthorized failure, LaneState lane) {
    String because = failure.detail() + " " + failure.advice();
    if (lane.standing().close(because)) {
      log().warn("Account {} is closed until somebody acts: {}", lane.id().account(), because);
      tell(new RouterEvent.AccountClosed(lane.id().account(), because));
    }
  }

  private void close(LaneState lane, String because) {
    if (lane.close(because)) {
      log().warn("Lane {} is closed until somebody acts: {}", lane.id(), because);
      tell(new RouterEvent.LaneClosed(lane.id(), because));
    }
  }

  /** A budget is spent: lanes that cost money are out of it until it renews. */
  void budgetSpent(Budget budget, Optional<Instant> renews) {
    log().warn("Budget {} is spent{}", budget, renews.map(at -> ", renews at " + at).orElse(""));
    tell(new RouterEvent.BudgetSpent(budget.toString(), renews));
  }

  /** An answer of this lane told something about limits. */
  void observed(Permit permit, List<RateLimitReading> readings, boolean uncharged, Moment now) {
    for (RateLimitReading reading : readings) {
      LimitRef limit = LimitRef.of(reading.resource(), reading.window());
      Pool pool = poolsOf(limit, permit.lane()).get(0);
      learned(pool, pool.learn(reading, permit.holdOn(pool), uncharged, now), now);
    }
  }

  private static boolean isUncharged(ProviderFailure failure) {
    return switch (failure.kind()) {
      case THROTTLED, QUOTA_SPENT, CREDIT_SPENT, TOO_LARGE -> true;
      case UNAVAILABLE, UNREADABLE, UNAUTHORIZED, MODEL_GONE, REFUSED, REJECTED -> false;
    };
  }

  private void learned(Pool pool, boolean changed, Moment now) {
    if (changed) {
      String limits = pool.limitsInWords(now);
      log().info("Pool {} learned its limits: {}", pool.name(), limits);
      tell(new RouterEvent.LimitLearned(pool.name(), limits));
      scheduler.gate().learned(pool);
    }
  }

  private void tell(RouterEvent event) {
    if (events.anyoneListens()) {
      scheduler.whenFree(() -> events.tell(event));
    }
  }

  private Duration jittered(Duration base) {
    return Duration.ofNanos((long) (base.toNanos() * (0.8 + 0.4 * random.nextDouble())));
  }

  private static Duration within(Duration least, Duration wanted, Duration most) {
    Duration enough = larger(least, wanted);
    return enough.compareTo(most) > 0 ? most : enough;
  }

  private static Duration doubled(Duration base, int times, Duration most) {
    long nanos = base.toNanos() << Math.min(times, 20);
    return Duration.ofNanos(Math.min(nanos, most.toNanos()));
  }

  /** Asked for when there is something to say: a start without that is shorter. */
  private static Logger log() {
    return LoggerFactory.getLogger(Cooling.class);
  }
}
