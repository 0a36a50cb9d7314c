package dev.laneway.core.schedule;

import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lane that is worth waiting for although another would take the call now: all its places are
 * taken, but the call needs much less of it and will probably have its turn well within its time.
 * The permit is left to calls that such a place suits less, as long as there is not plenty of them.
 *
 * @param lane the one to wait for
 * @param nanos how long it is worth the wait if nothing changes
 */
record Bargain(LaneState lane, long nanos) {

  private static final double PLENTY = 0.7;
  private static final double MUCH_LESS = 0.35;
  private static final double PART_OF_ITS_TIME = 0.6;
  private static final double TO_BE_SAFE = 1.3;
  private static final long LOOK_AGAIN = Duration.ofMillis(500).toNanos();

  /** The first such lane for a call that could go here; null when there is none. */
  static @Nullable Bargain of(Seeker waiter, Choice here, Moment now) {
    if (here.lane().hasPlaces() || !waiter.mayTakeAPlace() || here.lane().leftNow(now) > PLENTY) {
      return null;
    }
    double most = MUCH_LESS * here.lane().nanosTaken(waiter.demand());
    long untilTooLateHere = nanosToSpare(waiter, here.lane(), 0, now);
    for (int i = 0; i < waiter.choices().size(); i++) {
      Choice there = waiter.choices().get(i);
      if (there.lane().hasPlaces()) {
        long nanos = Math.min(untilTooLateHere, nanosWorth(waiter, there, most, now));
        if (nanos > 0) {
          return new Bargain(there.lane(), Math.min(nanos, LOOK_AGAIN));
        }
      }
    }
    return null;
  }

  private static long nanosWorth(Seeker waiter, Choice there, double most, Moment now) {
    LaneState lane = there.lane();
    double taken = lane.nanosTaken(waiter.demand());
    if (taken > most || waiter.nanosUntilFree(there, now) != Pool.UNTIL_RELEASE) {
      return 0;
    }
    double before = lane.lines().backlog().before(waiter.urgency(), taken);
    // somebody is there, probably for as long as this one; who waits counts itself instead
    return nanosToSpare(waiter, lane, waiter.isParked() ? before : before + taken, now);
  }

  /** How long a call may still do nothing, and be answered by a lane well within its time. */
  private static long nanosToSpare(Seeker waiter, LaneState lane, double before, Moment now) {
    double needed = before + TO_BE_SAFE * lane.expectedNanos(waiter.demand());
    return waiter.deadline() - now.nanos() - (long) (needed / PART_OF_ITS_TIME);
  }
}
