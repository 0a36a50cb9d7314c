package dev.laneway.core.fleet;

import dev.laneway.core.quota.Limit;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.quota.Sharing;
import dev.laneway.core.quota.Sharing.Draw;
import dev.laneway.core.time.Moment;
import dev.laneway.core.time.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which limit of which pool a key means. Guarded by the scheduler's lock. */
final class Seats {

  private record Seat(Pool pool, int meter, Limit limit) {}

  private final Map<String, Pool> pools;
  private final Predicate<Limit> counted;
  private final Map<Pool, String[]> keys = new HashMap<>();
  private @Nullable Map<String, Seat> seats;

  Seats(Map<String, Pool> pools, Predicate<Limit> counted) {
    this.pools = pools;
    this.counted = counted;
  }

  /** A limit was learned: it has a key, too. */
  void forget() {
    seats = null;
    keys.clear();
  }

  /** The key of a limit, without the turn that it may be in. */
  String keyOf(Pool pool, Draw draw) {
    String[] known = keys.get(pool);
    if (known == null || known.length <= draw.meter()) {
      known = new String[draw.meter() + 1];
      keys.put(pool, known);
    }
    if (known[draw.meter()] == null) {
      known[draw.meter()] = Keys.of(pool, draw.limit());
    }
    return known[draw.meter()];
  }

  void taken(String key, String id, long amount, Moment now) {
    Seat seat = all().get(key);
    if (seat == null && key.lastIndexOf('|') > 0) {
      seat = all().get(key.substring(0, key.lastIndexOf('|')));
      if (seat == null || !key.equals(current(key, seat, now))) {
        return; // of another turn, a budget, or a limit that nobody told us of
      }
    }
    if (seat != null) {
      seat.pool().share().takenElsewhere(seat.meter(), id, amount, now);
    }
  }

  private static String current(String key, Seat seat, Moment now) {
    return Keys.isTurn(seat.limit())
        ? Keys.ofTurn(
            key.substring(0, key.lastIndexOf('|')),
            Turn.of(seat.limit().window(), now.wallMillis()).startMillis())
        : "";
  }

  private Map<String, Seat> all() {
    Map<String, Seat> known = seats;
    if (known == null) {
      known = new HashMap<>();
      for (Pool pool : pools.values()) {
        Sharing sharing = pool.share();
        List<Limit> limits = sharing.limits();
        for (int i = 0; i < limits.size(); i++) {
          if (counted.test(limits.get(i))) {
            known.put(Keys.of(pool, limits.get(i)), new Seat(pool, i, limits.get(i)));
          }
        }
      }
      seats = known;
    }
    return known;
  }
}
