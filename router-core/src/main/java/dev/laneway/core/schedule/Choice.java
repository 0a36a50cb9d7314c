package dev.laneway.core.schedule;

import dev.laneway.core.time.Moment;

/**
 * A lane that a request may take.
 *
 * @param notBefore on the monotonic clock: after a failure on this lane, not at once again
 */
record Choice(LaneState lane, long notBefore, boolean restrained) {

  static Choice of(LaneState lane) {
    return lane.choice();
  }

  static Choice notBefore(LaneState lane, long nanos) {
    return new Choice(lane, nanos, true);
  }

  /** Whether it is too early to try this lane again. */
  boolean isPaused(Moment now) {
    return restrained && notBefore - now.nanos() > 0;
  }
}
