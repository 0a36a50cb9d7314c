package dev.laneway.core.lane;

import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Whether a lane can be trusted with a call. A few failures degrade it: others go first for a
 * while. Many take it down: nothing is sent for a while, then a single probe, then a ramp that
 * doubles with each success. After its rest a lane has its usual place again, or nobody would find
 * out. Outcomes are counted over attempts, not over minutes, so that a quiet lane is judged like a
 * busy one.
 */
public final class Health {

  /** What the lane's health allows. */
  public enum State {
    /** Everything. */
    WELL,
    /** Everything, but others go first until its rest is over. */
    DEGRADED,
    /** Nothing until its rest is over. */
    DOWN,
    /** One call that finds out. */
    PROBING,
    /** A few calls at a time, more with each success. */
    RAMPING
  }

  private static final int REMEMBERED = 10;
  private static final int FEWEST_TO_JUDGE = 6;
  private static final double DOWN_AT_FAILED_SHARE = 0.6;
  private static final int DOWN_AT_FAILURES_IN_A_ROW = 4;
  private static final int RAMP_IS_DONE_AT = 16;
  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_GUESS = Duration.ofSeconds(40);
  private static final long UNTIL_RELEASE = Long.MAX_VALUE - 1;

  private final RandomGenerator random;
  private State state = State.WELL;
  private int outcomes;
  private int seen;
  private int failuresInARow;
  private int restsInARow;
  private int underWay;
  private int rampAllows;
  private long downSince;
  private Duration lastGuess = Duration.ZERO;
  private long restsUntil;

  /** A lane that is well. */
  public Health(RandomGenerator random) {
    this.random = random;
  }

  /** How long until a call may go, in nanoseconds; zero for now. */
  public long nanosUntil(Moment now) {
    return switch (state) {
      case WELL, DEGRADED -> 0;
      case DOWN -> Math.max(0, restsUntil - now.nanos());
      case PROBING -> UNTIL_RELEASE;
      case RAMPING -> underWay < rampAllows ? 0 : UNTIL_RELEASE;
    };
  }

  /** A call goes: the probe if the rest is over, or a check, which leaves the rest as it is. */
  public void began(Moment now) {
    if (state == State.DOWN && restsUntil - now.nanos() <= 0) {
      state = State.PROBING;
    }
    underWay++;
  }

  /** A call ended in a way that says nothing about the lane: throttled, rejected, cancelled. */
  public void endedNeutral(Moment now) {
    underWay--;
    if (state == State.PROBING) {
      state = State.DOWN;
      restsUntil = now.nanos();
    }
  }

  /** A call was answered. Returns whether the state changed. */
  public boolean worked() {
    State before = state;
    underWay--;
    remember(0);
    failuresInARow = 0;
    switch (state) {
      case WELL, DOWN -> {}
      case DEGRADED -> {
        if (failedShare() < DOWN_AT_FAILED_SHARE / 2) {
          state = State.WELL;
        }
      }
      case PROBING -> {
        state = State.RAMPING;
        rampAllows = 2;
      }
      case RAMPING -> {
        rampAllows *= 2;
        if (rampAllows >= RAMP_IS_DONE_AT) {
          state = State.WELL;
          restsInARow = 0;
          seen = 0;
        }
      }
    }
    return before != state;
  }

  /**
   * A call failed that was sent then, in a way that makes the lane suspect. Calls that were under
   * way together when it went down make it rest once, from the last of them on. Returns whether the
   * state changed.
   */
  public boolean failed(Duration statedRest, long sentAt, Moment now) {
    State before = state;
    boolean known = isOnTheWayBack() && sentAt - downSince <= 0;
    underWay--;
    remember(1);
    failuresInARow++;
    boolean probeFailed = state == State.PROBING || state == State.RAMPING;
    if (!statedRest.isZero()) {
      rest(statedRest, now);
    } else if (known) {
      if (state == State.DOWN) {
        rest(lastGuess, now);
      }
    } else if (probeFailed || isBad()) {
      rest(guess(now.nanos() - sentAt), now);
    } else if (state != State.DOWN) {
      state = State.DEGRADED;
      restsUntil = now.nanos() + FIRST_REST.toNanos();
    }
    return before != state;
  }

  private boolean isOnTheWayBack() {
    return switch (state) {
      case WELL, DEGRADED -> false;
      case DOWN, PROBING, RAMPING -> true;
    };
  }

  private boolean isBad() {
    return failuresInARow >= DOWN_AT_FAILURES_IN_A_ROW
        || (seen >= FEWEST_TO_JUDGE && failedShare() >= DOWN_AT_FAILED_SHARE);
  }

  private void rest(Duration length, Moment now) {
    long until = now.nanos() + length.toNanos();
    if (state != State.DOWN || until - restsUntil > 0) {
      restsUntil = until;
    }
    downSince = state == State.DOWN ? downSince : now.nanos();
    state = State.DOWN;
  }

  /** Longer from time to time, and where finding out takes long: each probe costs somebody that. */
  private Duration guess(long took) {
    int doublings = Math.min(restsInARow++, 10);
    long least = Math.max(FIRST_REST.toNanos() << doublings, 2 * took);
    long nanos = Math.min(least, LONGEST_GUESS.toNanos());
    lastGuess = Duration.ofNanos((long) (nanos * (0.8 + 0.4 * random.nextDouble())));
    return lastGuess;
  }

  private void remember(int failed) {
    outcomes = ((outcomes << 1) | failed) & ((1 << REMEMBERED) - 1);
    seen = Math.min(seen + 1, REMEMBERED);
  }

  private double failedShare() {
    int counted = outcomes & ((1 << seen) - 1);
    return seen == 0 ? 0 : Integer.bitCount(counted) / (double) seen;
  }

  /** What the lane's health allows. */
  public State state() {
    return state;
  }

  /** Whether others should go first: until its rest is over, and while one call finds out. */
  public boolean isSuspect(Moment now) {
    return switch (state) {
      case WELL -> false;
      case DEGRADED, DOWN -> restsUntil - now.nanos() > 0;
      case PROBING -> true;
      case RAMPING -> underWay >= rampAllows;
    };
  }

  /** Calls that are under way. */
  public int underWay() {
    return underWay;
  }

  /** Forgets its failures: somebody has checked by hand. */
  public void restore() {
    state = State.WELL;
    outcomes = 0;
    seen = 0;
    failuresInARow = 0;
    restsInARow = 0;
  }
}
