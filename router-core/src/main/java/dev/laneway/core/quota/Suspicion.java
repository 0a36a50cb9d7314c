package dev.laneway.core.quota;

import dev.laneway.api.Resource;
import dev.laneway.core.time.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What refusals without a word say about limits. A vendor that twice says no at about the same
 * level of the fullest of its limits, although our copy has room, allows less than we were told:
 * that level is its limit, until calls that reach it are answered again.
 */
final class Suspicion {

  /** Below this share of a limit a refusal has other reasons. */
  private static final double LEAST_SHARE = 0.4;

  /** How alike two levels have to be. */
  private static final double ALIKE = 0.75;

  /** A call that leaves no more than this share reaches the limit. */
  private static final double BRIM = 0.04;

  /** The most windows for which a limit that was guessed right again is not tried beyond. */
  private static final int MOST_WINDOWS = 16;

  private final List<Guess> guesses = new ArrayList<>(0);
  private @Nullable Meter suspect;
  private long level;

  /** What another knows of these meters: where a limit was tightened it may grow again. */
  void goOnFrom(Suspicion before, List<Meter> meters) {
    before.guesses.stream().filter(guess -> meters.contains(guess.meter)).forEach(guesses::add);
  }

  /** Whether a limit was full enough that its size may be why a call was refused. */
  boolean mayExplain(Hold hold, List<Meter> meters) {
    return fullestOf(hold, meters) >= 0;
  }

  /** A call was refused, and nobody said why. Answers whether a limit is smaller than told. */
  boolean refused(Hold hold, List<Meter> meters, Moment now) {
    int index = fullestOf(hold, meters);
    if (index < 0) {
      suspect = null;
      return false;
    }
    Meter fullest = meters.get(index);
    long used = usedBefore(hold, index, fullest);
    boolean again = fullest == suspect && isAlike(used);
    suspect = fullest;
    level = again ? Math.min(used, level) : used;
    if (!again || level >= fullest.limit().amount()) {
      return false;
    }
    fullest.resize(level, now);
    guessOf(fullest).confirmed(now);
    return true;
  }

  /** Which of the limits was used most when the call went, if one was used enough; else -1. */
  private static int fullestOf(Hold hold, List<Meter> meters) {
    int fullest = -1;
    double most = LEAST_SHARE;
    for (int i = 0; i < hold.meters(); i++) {
      Meter meter = meters.get(i);
      Limit limit = meter.limit();
      boolean tells = limit.resource() != Resource.CONCURRENCY && !limit.window().isLong();
      if (tells && meter.capacity() == limit.amount()) { // another burst is full at another level
        long used = usedBefore(hold, i, meter);
        if (used >= most * limit.amount() && used > 0) {
          fullest = i;
          most = used / (double) limit.amount();
        }
      }
    }
    return fullest;
  }

  private static long usedBefore(Hold hold, int index, Meter meter) {
    return meter.limit().amount() - hold.left(index) - hold.taken(index);
  }

  private Guess guessOf(Meter meter) {
    for (Guess guess : guesses) {
      if (guess.meter == meter) {
        return guess;
      }
    }
    Guess first = new Guess(meter);
    guesses.add(first);
    return first;
  }

  private boolean isAlike(long used) {
    return used >= ALIKE * level && used <= level / ALIKE;
  }

  /** A call was answered: where it reached a limit that was only suspected, there is more. */
  void answered(Hold hold, List<Meter> meters, Moment now) {
    for (int i = 0; i < guesses.size(); i++) {
      Guess guess = guesses.get(i);
      Meter meter = guess.meter;
      int index = meters.indexOf(meter);
      long declared = meter.declared().amount();
      long amount = meter.limit().amount();
      if (index < hold.meters()
          && hold.left(index) <= BRIM * amount
          && amount < declared
          && guess.mayBeTried(now)) {
        meter.resize(Math.min(declared, amount + Math.max(1, declared / 100)), now);
      }
    }
  }

  /**
   * A limit that is believed to be tighter. Each time that it proves right it is believed longer.
   */
  private static final class Guess {

    private final Meter meter;
    private boolean known;
    private int windows;
    private long since;

    Guess(Meter meter) {
      this.meter = meter;
    }

    void confirmed(Moment now) {
      windows = known ? Math.min(MOST_WINDOWS, Math.max(1, 2 * windows)) : 0;
      known = true;
      since = now.nanos();
    }

    boolean mayBeTried(Moment now) {
      return now.nanos() - since >= windows * meter.limit().window().length().toNanos();
    }
  }
}
