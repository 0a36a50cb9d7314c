package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came lately is likely to come again: each call, and with it some that came before, is played
 * against the tolls of the lanes as if all were free, and goes where its worth exceeds the toll by
 * most. So the limits that have to last for hours learn what they are worth (this is dual descent
 * on the best plan for the day). Guarded by the scheduler's lock.
 */
final class Outlook {

  /** How many of the calls seen are played for each that comes: itself, and these. */
  private static final int AGAIN = 2;

  /** How often a call is played for each that comes. */
  static final double PLAYS = 1 + AGAIN;

  private static final int REMEMBERED = 1024;
  private static final long STRIDE = 0x9E3779B97F4A7C15L;

  private final @Nullable Seen[] seen = new @Nullable Seen[REMEMBERED];
  private long count;
  private long strides;

  /** A call that came, and how long it had. */
  private record Seen(Demand demand, Urgency urgency, long nanosLeft, List<LaneState> lanes) {}

  /** A call came that may take any of these lanes. */
  void came(Call call, List<LaneState> lanes, Moment now) {
    Seen newest = new Seen(call.demand(), call.urgency(), call.nanosLeft(), lanes);
    seen[(int) (count++ % REMEMBERED)] = newest;
    play(newest, now);
    long known = Math.min(count, REMEMBERED);
    for (int i = 0; i < AGAIN; i++) {
      strides += STRIDE; // visits all of them evenly, in an order like chance
      Seen again = seen[(int) Long.remainderUnsigned(strides >>> 16, known)];
      if (again != null) {
        play(again, now);
      }
    }
  }

  /** Whether one of these lanes has something that has to last. Safe to ask on any thread. */
  static boolean concerns(List<LaneState> lanes) {
    for (int i = 0; i < lanes.size(); i++) {
      if (lanes.get(i).lasts()) {
        return true;
      }
    }
    return false;
  }

  private static void play(Seen call, Moment now) {
    LaneState best = null;
    double gained = 0;
    for (int i = 0; i < call.lanes.size(); i++) {
      LaneState lane = call.lanes.get(i);
      if (lane.mightServe(call.demand, call.nanosLeft)) {
        double gain = Worth.of(call.urgency) - lane.toll(call.demand, now);
        if (gain > gained) {
          gained = gain;
          best = lane;
        }
      }
    }
    if (best != null) {
      Demand there = best.demandHere(call.demand);
      for (Pool pool : best.pools()) {
        pool.wanted(there, now);
      }
    }
  }
}
