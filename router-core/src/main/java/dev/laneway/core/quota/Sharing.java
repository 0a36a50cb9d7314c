package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How a pool is shared with other routers. Its meters count what all of them take, as far as it is
 * known here. Where it cannot be known, each call counts once for every member: whoever takes a
 * share then leaves as much for each of the others. Guarded by the scheduler's lock.
 */
public final class Sharing {

  private static final int MOST_REMEMBERED = 10_000;

  /**
   * What a call takes from one limit.
   *
   * @param meter which of the pool's limits
   * @param since when the turn began that it counts for, on the wall clock; of turns only
   */
  public record Draw(int meter, Limit limit, long amount, long since) {}

  /** Something that another member took. */
  private record Elsewhere(int meter, long mark) {}

  private final List<Meter> meters;
  private final Map<String, Elsewhere> elsewhere =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Elsewhere> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };
  private Predicate<Limit> counted = limit -> false;
  private int members = 1;
  private boolean alone = true;
  private boolean held;
  private long heldUntil;

  Sharing(List<Meter> meters) {
    this.meters = meters;
  }

  /**
   * Sets how many share, which limits are counted together, and whether nobody can be asked now.
   */
  public void among(int count, boolean nobodyToAsk, Predicate<Limit> countedTogether) {
    members = count;
    alone = nobodyToAsk;
    counted = countedTogether;
  }

  /** Takes the terms of another. */
  void as(Sharing other) {
    among(other.members, other.alone, other.counted);
  }

  /** Keeps calls back until then, since the others have taken what we thought was there. */
  public void holdUntil(long nanos) {
    held = true;
    heldUntil = nanos;
  }

  long nanosHeld(Moment now) {
    if (!held) {
      return 0;
    }
    long left = heldUntil - now.nanos();
    held = left > 0;
    return Math.max(0, left);
  }

  /** For how many members a call counts: all of them, or itself where it asks. */
  long crowd(Meter meter, long charge) {
    boolean asks = !alone && counted.test(meter.limit());
    return asks ? 1 : Math.min(members, Math.max(1, meter.capacity() / charge));
  }

  void took(Hold hold, int index, Meter meter, long charge, Moment now) {
    if (charge > 0) {
      assume(hold, index, meter, charge * (crowd(meter, charge) - 1), now);
    }
  }

  private static void assume(Hold hold, int index, Meter meter, long others, Moment now) {
    if (others > 0) {
      hold.assumed(index, others, meter.take(others, now));
    }
  }

  /**
   * Nobody answered in time: counts the call for everybody after all, if there is room for it;
   * answers whether there was.
   */
  public boolean goAlone(Hold hold, Moment now) {
    for (int i = 0; i < hold.meters(); i++) {
      long others = othersShare(hold, i);
      if (others > 0 && meters.get(i).available(now) < others) {
        return false;
      }
    }
    for (int i = 0; i < hold.meters(); i++) {
      assume(hold, i, meters.get(i), othersShare(hold, i), now);
    }
    return true;
  }

  private long othersShare(Hold hold, int index) {
    Meter meter = meters.get(index);
    long charge = hold.taken(index);
    if (charge == 0 || hold.assumed(index) > 0 || !counted.test(meter.limit())) {
      return 0;
    }
    return charge * (Math.min(members, Math.max(1, meter.capacity() / charge)) - 1);
  }

  void settled(Hold hold, int index, Meter meter, long charge, Moment now) {
    hold.settled(index, charge);
    long others = hold.assumed(index);
    if (others > 0 && hold.taken(index) > 0) {
      long back = others - others / hold.taken(index) * charge;
      if (back > 0) {
        meter.giveBack(back, hold.assumedMark(index), now);
      } else if (back < 0) {
        meter.take(-back, now);
      }
    }
  }

  /** What a call took from the limits that are counted together. */
  public void drawsOf(Hold hold, List<Draw> into) {
    for (int i = 0; i < hold.meters(); i++) {
      Limit limit = meters.get(i).limit();
      if (hold.taken(i) > 0 && counted.test(limit)) {
        into.add(new Draw(i, limit, hold.taken(i), hold.mark(i)));
      }
    }
  }

  /** The limits as they are now. */
  public List<Limit> limits() {
    return meters.stream().map(Meter::limit).toList();
  }

  /** Another member took so much, or changed what it took under this id before. */
  public void takenElsewhere(int meter, String id, long amount, Moment now) {
    if (meter >= meters.size()) {
      return;
    }
    String key = meter + " " + id;
    Elsewhere before = elsewhere.get(key);
    if (amount >= 0) {
      long mark = meters.get(meter).take(amount, now);
      elsewhere.putIfAbsent(key, new Elsewhere(meter, mark));
    } else if (before != null) {
      meters.get(meter).giveBack(-amount, before.mark(), now);
    }
  }

  /** How much all members have taken of the turn that began then. */
  public void usedInAll(int meter, long since, long used, Moment now) {
    if (meters.get(meter) instanceof TurnMeter turning) {
      turning.restate(since, used, now);
    }
  }
}
