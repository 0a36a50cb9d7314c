package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Calls that were given up, and that their vendor may still be at work on. Most vendors stop when
 * nobody listens any more; one that refuses the next call instead has a place less until it has
 * ended what it is at. From then on what is given up there keeps its place for half of the usual
 * time, since asking too early costs a refusal and asking too late an idle place.
 */
final class Lingering {

  private static final long FORGOTTEN = Duration.ofMinutes(10).toNanos();
  private static final double RECENT = 0.3;
  private static final double EARLIER = 0.5;
  private static final double LIKELY_MORE = 0.25;

  private final List<GivenUp> calls = new ArrayList<>(0);
  private double usual;

  private static final class GivenUp {

    private final long at;
    private final long ran;
    private long withheldUntil;
    private boolean refused;

    private GivenUp(long at, long ran, long withheldUntil) {
      this.at = at;
      this.ran = ran;
      this.withheldUntil = withheldUntil;
    }

    private boolean isWithheld(Moment now) {
      return withheldUntil - now.nanos() > 0;
    }
  }

  /** A call that ran so long is given up; there are no more to linger than places. */
  void givenUp(long ranNanos, long places, Moment now) {
    calls.removeIf(call -> now.nanos() - call.at > FORGOTTEN && !call.isWithheld(now));
    if (!calls.isEmpty() && calls.size() >= places) {
      calls.remove(0);
    }
    calls.add(new GivenUp(now.nanos(), ranNanos, now.nanos() + (long) (EARLIER * usual)));
  }

  /** How many calls may still be at work. */
  int calls() {
    return calls.size();
  }

  /** In how many places nobody may follow yet. */
  long withheld(Moment now) {
    long withheld = 0;
    for (int i = 0; i < calls.size(); i++) {
      withheld += calls.get(i).isWithheld(now) ? 1 : 0;
    }
    return withheld;
  }

  /** How long until somebody may follow in the next of those places. */
  long nanosUntilNext(Moment now) {
    long soonest = Long.MAX_VALUE;
    for (GivenUp call : calls) {
      if (call.isWithheld(now)) {
        soonest = Math.min(soonest, call.withheldUntil - now.nanos());
      }
    }
    return soonest;
  }

  /**
   * For how long the first of them will probably linger whose place is not withheld, if there is
   * one: as long as it has, and what has run for long will run for some time.
   */
  Optional<Duration> lingers(Moment now) {
    int first = firstFollowed(now);
    if (first < 0) {
      return Optional.empty();
    }
    GivenUp call = calls.get(first);
    return Optional.of(
        Duration.ofNanos(Math.max(now.nanos() - call.at, (long) (LIKELY_MORE * call.ran))));
  }

  private int firstFollowed(Moment now) {
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).isWithheld(now)) {
        return i;
      }
    }
    return -1;
  }

  /** Nobody may follow in its place for so long: the vendor refused who did. */
  void withhold(long nanos, Moment now) {
    int first = firstFollowed(now);
    if (first >= 0) {
      GivenUp call = calls.get(first);
      call.withheldUntil = now.nanos() + nanos;
      call.refused = true;
    }
  }

  /** The vendor answered somebody who can only have come in the place of one of them. */
  void ended(Moment now) {
    int first = firstFollowed(now);
    if (first >= 0) {
      GivenUp call = calls.remove(first);
      double lingered = call.refused ? (double) call.withheldUntil - call.at : 0;
      usual += RECENT * (lingered - usual);
    }
  }
}
