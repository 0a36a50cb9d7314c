package dev.laneway.core.quota;

import dev.laneway.api.Resource;
import dev.laneway.api.Urgency;
import dev.laneway.api.Window;
import dev.laneway.core.time.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one pool, counted together: a call is charged to each of them, here and, where the
 * pool is shared, for others too. Guarded by the scheduler's lock.
 */
final class Meters {

  private final List<Meter> all = new ArrayList<>();
  private final List<HeadRoom> headRooms = new ArrayList<>();
  private final Tolls tolls = new Tolls();
  private final Places places = new Places(all);
  private @Nullable Sharing sharing;

  Meter add(Limit limit, boolean learned, Moment now) {
    Meter meter = Meter.of(limit, learned, now);
    joined(meter, new HeadRoom(limit));
    if (limit.window().isLong() && limit.resource() != Resource.CONCURRENCY) {
      tolls.add(meter, now);
    }
    return meter;
  }

  private void joined(Meter meter, HeadRoom headRoom) {
    all.add(meter);
    headRooms.add(headRoom);
    places.added(meter);
  }

  /** Whether these limits, and no others, were configured. */
  boolean areDeclared(List<Limit> limits) {
    return all.stream()
        .filter(meter -> !meter.learned())
        .map(Meter::declared)
        .toList()
        .equals(limits);
  }

  /**
   * Counts these limits from now on, and whatever was learned. Of the same resource and window the
   * same meter goes on, for who draws on it here and there; another takes as taken what was taken,
   * which is never too little.
   */
  void goOnFrom(Meters before, List<Limit> limits, Moment now) {
    if (before.sharing != null) {
      share().as(before.sharing);
    }
    for (Limit limit : limits) {
      Meter same = sameOf(before, limit);
      if (same == null) {
        add(limit, false, now);
      } else {
        adopt(same, before);
        same.declare(limit, now);
      }
    }
    for (Meter meter : before.all) {
      if (!all.contains(meter)) {
        inherit(meter, before, now);
      }
    }
  }

  private @Nullable Meter sameOf(Meters before, Limit limit) {
    for (Meter meter : before.all) {
      if (meter.limit().resource() == limit.resource()
          && meter.limit().window().equals(limit.window())
          && !all.contains(meter)) {
        return meter;
      }
    }
    return null;
  }

  private void adopt(Meter meter, Meters before) {
    joined(meter, before.headRooms.get(before.all.indexOf(meter)));
    tolls.adopt(meter, before.tolls);
  }

  private void inherit(Meter meter, Meters before, Moment now) {
    Meter heir = of(meter.limit().resource(), meter.limit().window());
    long taken = meter.capacity() - meter.available(now);
    if (heir == null && meter.learned()) {
      adopt(meter, before);
    } else if (heir instanceof ConcurrencyMeter after && meter instanceof ConcurrencyMeter same) {
      after.goOnFrom(same);
    } else if (heir != null && taken > 0) {
      heir.take(taken, now);
    }
  }

  /** In the order in which holds count them. */
  List<Meter> list() {
    return all;
  }

  Tolls tolls() {
    return tolls;
  }

  Places places() {
    return places;
  }

  /** Same resource, and a window of about the same length: vendors round their words. */
  @Nullable Meter of(Resource resource, Window window) {
    for (Meter meter : all) {
      if (meter.limit().resource() == resource && isAlike(meter.limit().window(), window)) {
        return meter;
      }
    }
    return null;
  }

  static boolean isAlike(Window one, Window other) {
    double ratio = one.length().toNanos() / (double) other.length().toNanos();
    return ratio > 0.9 && ratio < 1.12;
  }

  /** How long until each limit has room for such a call; zero for now. */
  long nanosUntil(Demand demand, Urgency urgency, Moment now) {
    long wait = sharing == null ? 0 : sharing.nanosHeld(now);
    for (int i = 0; i < all.size(); i++) {
      Meter meter = all.get(i);
      long charge = meter.limit().chargeOf(demand);
      if (charge == 0) {
        continue;
      }
      if (sharing != null) {
        charge *= sharing.crowd(meter, charge);
      }
      wait = Math.max(wait, headRooms.get(i).nanosUntil(charge, urgency, meter, now));
    }
    return wait;
  }

  /** How much of its time the scarcest limit needs to allow such a call. */
  double nanosTaken(Demand demand, long underWayNanos) {
    double most = 0;
    for (int i = 0; i < all.size(); i++) {
      Limit limit = all.get(i).limit();
      if (limit.amount() > 0 && !limit.window().isLong()) {
        most = Math.max(most, limit.nanosTaken(demand, underWayNanos));
      }
    }
    return most;
  }

  /** Takes from each limit what such a call is charged. */
  void take(Hold hold, Urgency urgency, Moment now) {
    for (int i = 0; i < all.size(); i++) {
      Meter meter = all.get(i);
      long charge = meter.limit().chargeOf(hold.demand());
      hold.took(i, charge, meter.take(charge, now));
      if (sharing != null) {
        sharing.took(hold, i, meter, charge, now);
      }
      hold.left(i, meter.available(now), meter.corrected());
      headRooms.get(i).seen(charge, urgency, now);
    }
  }

  /** Gives back what was taken beyond the final charge, or takes the rest of it. */
  void settle(Hold hold, Moment now, ToLongFunction<Limit> finalCharge) {
    for (int i = 0; i < hold.meters(); i++) {
      Meter meter = all.get(i);
      long counted = finalCharge.applyAsLong(meter.limit());
      if (sharing != null) {
        sharing.settled(hold, i, meter, counted, now);
      }
      long back = hold.taken(i) - counted;
      if (back > 0) {
        meter.giveBack(back, hold.mark(i), now);
      } else if (back < 0) {
        meter.take(-back, now);
      }
    }
  }

  Sharing share() {
    if (sharing == null) {
      sharing = new Sharing(all);
    }
    return sharing;
  }

  @Nullable Sharing sharing() {
    return sharing;
  }

  /** The limit that keeps such a call, for people; empty when none does. */
  String refusalOf(Demand demand, Moment now) {
    for (int i = 0; i < all.size(); i++) {
      Meter meter = all.get(i);
      long charge = meter.limit().chargeOf(demand);
      if (charge > meter.capacity()) {
        return "needs " + charge + " of " + meter.limit();
      }
      if (charge > 0 && meter.nanosUntil(charge, now) > 0) {
        return meter.limit() + " used";
      }
    }
    return "";
  }

  boolean neverFits(Demand demand) {
    for (int i = 0; i < all.size(); i++) {
      Meter meter = all.get(i);
      if (meter.limit().chargeOf(demand) > meter.capacity()) {
        return true;
      }
    }
    return false;
  }

  /** The most tokens of input that one call may have. */
  long mostTokens() {
    long most = Long.MAX_VALUE;
    for (Meter meter : all) {
      Resource resource = meter.limit().resource();
      if (resource == Resource.TOKENS || resource == Resource.INPUT_TOKENS) {
        most = Math.min(most, meter.capacity());
      }
    }
    return most;
  }

  /** The share of the scarcest limit that is left, from 0 to 1. */
  double left(Moment now) {
    double least = 1;
    for (int i = 0; i < all.size(); i++) {
      least = Math.min(least, all.get(i).left(now));
    }
    return least;
  }

  List<LimitState> readings(Moment now) {
    List<LimitState> readings = new ArrayList<>(all.size());
    for (Meter meter : all) {
      readings.add(
          new LimitState(
              meter.limit(),
              meter.declared(),
              meter.learned(),
              meter.available(now),
              meter.nanosUntilWhole(now)));
    }
    return readings;
  }
}
