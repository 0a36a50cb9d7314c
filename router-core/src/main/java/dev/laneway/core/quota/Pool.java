package dev.laneway.core.quota;

import dev.laneway.api.LimitRef;
import dev.laneway.api.ProviderFailure.Throttled;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An allowance that a vendor enforces, shared by every lane that draws on it: any number of limits,
 * taken together or not at all. Guarded by the scheduler's lock.
 */
public final class Pool {

  /** No wait of any length will do. */
  public static final long NEVER = Meter.NEVER;

  /** Something that is under way has to end first. */
  public static final long UNTIL_RELEASE = Meter.UNTIL_RELEASE;

  private final String name;
  private final Meters meters = new Meters();
  private final Blockade blockade;
  private final Learning learning = new Learning(this, meters);

  /** A pool with the limits that are known; more may be learned. */
  public Pool(String name, List<Limit> limits, Moment now) {
    this(name, new Blockade());
    limits.forEach(limit -> meters.add(limit, false, now));
  }

  private Pool(String name, Blockade blockade) {
    this.name = name;
    this.blockade = blockade;
  }

  /**
   * This pool if those are its limits, else one with those that goes on where this one is: it rests
   * as long, has learned the same, and counts together with it what either takes.
   */
  public Pool continued(List<Limit> limits, Moment now) {
    if (meters.areDeclared(limits)) {
      return this;
    }
    Pool next = new Pool(name, blockade);
    next.meters.goOnFrom(meters, limits, now);
    next.learning.goOnFrom(learning);
    return next;
  }

  /** Whether one of the two goes on where the other is, so that what one takes the other lacks. */
  public boolean countsWith(Pool other) {
    return blockade == other.blockade;
  }

  /** What the pool is called: a lane, an account, or a name that was given to it. */
  public String name() {
    return name;
  }

  /** How long until such a call may go, in nanoseconds; zero for now. */
  public long nanosUntil(Demand demand, Urgency urgency, Moment now) {
    return Math.max(blockade.nanosLeft(now), meters.nanosUntil(demand, urgency, now));
  }

  /** Its calls at the same time. */
  public Places places() {
    return meters.places();
  }

  /** How much of its time the scarcest limit needs to allow such a call, in nanoseconds. */
  public double nanosTaken(Demand demand, long underWayNanos) {
    return meters.nanosTaken(demand, underWayNanos);
  }

  /** Whether one of its limits has to last for hours. */
  public boolean lasts() {
    return !meters.tolls().areNone();
  }

  /**
   * What those who come after lose when such a call takes its part of the limits that have to last.
   *
   * @param plays how often {@link #wanted} is told for each call that comes
   */
  public double toll(Demand demand, double plays, Moment now) {
    return meters.tolls().of(demand, plays, now);
  }

  /** Whether its tolls have been learned for long enough to keep anybody waiting. */
  public boolean knowsTolls(Moment now) {
    return meters.tolls().areLearned(now);
  }

  /** Such a call would be sent here, were it free to choose. */
  public void wanted(Demand demand, Moment now) {
    meters.tolls().wanted(demand, now);
  }

  /** Takes what such a call is charged, having asked {@link #nanosUntil} at the same moment. */
  public Hold take(Demand demand, Urgency urgency, Moment now) {
    Hold hold = new Hold(this, demand, meters.list().size(), blockade.pass(now));
    meters.take(hold, urgency, now);
    return hold;
  }

  /** The call came back and used so much. */
  public void spent(Hold hold, long input, long output, Moment now) {
    blockade.worked();
    learning.answered(hold, now);
    places().answered(hold, now);
    meters.settle(hold, now, limit -> limit.settledChargeOf(hold.demand(), input, output));
  }

  /** The vendor answered with an error: it counts as a call, with so many tokens of input. */
  public void answeredWithError(Hold hold, long input, Moment now) {
    settleInconclusive(hold, now, limit -> limit.settledChargeOf(hold.demand(), input, 0));
  }

  /** The vendor refused the call for want of quota. */
  public void refused(Hold hold, Moment now) {
    settleInconclusive(hold, now, Limit::chargeOfRefusal);
  }

  /**
   * The call was sent, and nobody knows after so long what becomes of it: all but the place stays
   * taken.
   */
  public void lost(Hold hold, long ranNanos, Moment now) {
    settleInconclusive(
        hold,
        now,
        limit -> limit.resource() == Resource.CONCURRENCY ? 0 : limit.chargeOf(hold.demand()));
    places().givenUp(ranNanos, now);
  }

  /** The call was never sent. */
  public void unused(Hold hold, Moment now) {
    settleInconclusive(hold, now, limit -> 0);
  }

  /** A probe that ended so says nothing of the limits. */
  private void settleInconclusive(Hold hold, Moment now, ToLongFunction<Limit> finalCharge) {
    if (hold.isProbe()) {
      blockade.inconclusive(now);
    }
    meters.settle(hold, now, finalCharge);
  }

  /** Lets others draw on it, too; answers through what. Once a pool is shared it stays so. */
  public Sharing share() {
    return meters.share();
  }

  /** How it is shared with others; null when it is ours alone. */
  public @Nullable Sharing sharing() {
    return meters.sharing();
  }

  /** Rests as long as the vendor stated, which nobody shortens, or for a guess with its jitter. */
  public void rest(Duration wait, boolean oneFirst, String because, Moment now) {
    blockade.rest(wait.toNanos(), oneFirst, because, now);
  }

  /** How many times in a row the vendor has said no, this one to a call of then included. */
  public int refusedAgain(long sentAt) {
    return blockade.refusedAgain(sentAt);
  }

  /** Forgets what made the pool rest: somebody has checked by hand. */
  public void lift() {
    blockade.lift();
  }

  /** Whether the pool rests. */
  public boolean isResting(Moment now) {
    return blockade.isResting(now);
  }

  /** For how long the pool rests, in nanoseconds. */
  public long restingNanos(Moment now) {
    return blockade.nanosLeft(now);
  }

  /** Why the pool rests; empty when it never did. */
  public String because() {
    return blockade.because();
  }

  /** Why such a call may not go now, for people; empty when it may. */
  public String refusalOf(Demand demand, Urgency urgency, Moment now) {
    if (blockade.isResting(now)) {
      return blockade.because();
    }
    String used = meters.refusalOf(demand, now);
    if (!used.isEmpty()) {
      return used;
    }
    return nanosUntil(demand, urgency, now) > 0 ? "the rest is kept for interactive calls" : "";
  }

  /** Whether such a call could never go, however long it waits. */
  public boolean neverFits(Demand demand) {
    return meters.neverFits(demand);
  }

  /** The most tokens of input that one call may have. */
  public long mostTokens() {
    return meters.mostTokens();
  }

  /** The share of its scarcest limit that is left, from 0 to 1; 0 while resting. */
  public double left(Moment now) {
    return blockade.isResting(now) ? 0 : meters.left(now);
  }

  /** The state of each of its limits. */
  public List<LimitState> readings(Moment now) {
    return meters.readings(now);
  }

  /** Believes what an answer said, as far as that may be; answers whether anything changed. */
  public boolean learn(RateLimitReading reading, Moment now) {
    return learning.told(reading, null, false, now);
  }

  /**
   * The same for what the answer to a call of ours said. Vendors count when a call comes in, and we
   * hear of it when it is answered: what refilled or turned since is not taken back.
   *
   * @param refused whether the vendor refused the call, and so did not charge it
   */
  public boolean learn(RateLimitReading reading, @Nullable Hold hold, boolean refused, Moment now) {
    return learning.told(reading, hold, refused, now);
  }

  /** Believes the amount that a refusal named; answers whether anything changed. */
  public boolean learn(LimitRef limit, Moment now) {
    return learning.told(limit, now);
  }

  /** A call sent then was refused, and this is how; answers whether a limit was too large. */
  public boolean suspect(Hold hold, Throttled failure, long sentAt, Moment now) {
    return learning.refused(hold, failure, sentAt, now);
  }

  /** The vendor says that this limit is used up for so long: the copy is emptied accordingly. */
  public void drain(Resource resource, Window window, Demand demand, Duration wait, Moment now) {
    learning.drain(resource, window, demand, wait, now);
  }

  /** How long until the turn of the limit that a refusal named, where the pool knows it. */
  public Optional<Duration> untilTurn(LimitRef limit, Moment now) {
    return learning.untilTurn(limit, now);
  }

  /** Its limits, for people. */
  public String limitsInWords(Moment now) {
    return readings(now).stream()
        .map(reading -> reading.limit().toString())
        .collect(Collectors.joining(", "));
  }

  /** Whether this pool counts that resource over that stretch. */
  public boolean counts(LimitRef limit) {
    return limit.resource().isPresent()
        && limit.window().isPresent()
        && meters.of(limit.resource().get(), limit.window().get()) != null;
  }

  @Override
  public String toString() {
    return "pool " + name;
  }
}
