package dev.laneway.core.fleet;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.Taken;
import dev.laneway.core.time.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this router has taken itself, within the windows that still count: enough to tell a store
 * that forgot, or was away. Safe for use by many threads.
 */
final class OwnCounts {

  private final Map<String, Turn> turns = new HashMap<>();
  private final Map<String, Map<String, Entry>> rolling = new HashMap<>();
  private final Map<String, Turn> buckets = new HashMap<>();
  private final List<Settlement> since = new ArrayList<>();
  private boolean collects;
  private long tellings;

  private static final class Turn {
    private Allowance allowance;
    private long total;

    Turn(Allowance allowance) {
      this.allowance = allowance;
    }
  }

  private static final class Entry {
    private final Allowance allowance;
    private final long atNanos;
    private long amount;

    Entry(Allowance allowance, long atNanos, long amount) {
      this.allowance = allowance;
      this.atNanos = atNanos;
      this.amount = amount;
    }
  }

  /**
   * Answers which telling will be the first to include this.
   *
   * @param untold whether the store has not been told, and cannot be asked whether it knows
   */
  synchronized long took(List<Claim> claims, boolean untold, Moment now) {
    for (Claim claim : claims) {
      Allowance allowance = claim.allowance();
      if (untold) {
        missed(List.of(new Settlement(allowance, claim.id(), 0, claim.amount())));
      }
      switch (allowance.kind()) {
        case TURN -> {
          if (!turns.containsKey(allowance.key())) {
            forgetEnded(now.wallMillis());
          }
          add(turns, allowance, claim.amount());
        }
        case BUCKET -> {
          if (untold) {
            add(buckets, allowance, claim.amount());
          }
        }
        case ROLLING -> {
          Map<String, Entry> log =
              rolling.computeIfAbsent(allowance.key(), key -> new LinkedHashMap<>());
          forget(log, now.nanos());
          log.put(claim.id(), new Entry(allowance, now.nanos(), claim.amount()));
        }
      }
    }
    return tellings;
  }

  /** Whether what was taken before this telling has yet to be told. */
  synchronized boolean isUntold(long telling) {
    return tellings == telling;
  }

  private static void add(Map<String, Turn> counts, Allowance allowance, long amount) {
    Turn count = counts.computeIfAbsent(allowance.key(), key -> new Turn(allowance));
    count.allowance = allowance;
    count.total += amount;
  }

  private void forgetEnded(long nowMillis) {
    turns.values().removeIf(turn -> turn.allowance.endsAtMillis() < nowMillis);
  }

  private static void forget(Map<String, Entry> log, long nowNanos) {
    Iterator<Entry> oldest = log.values().iterator();
    while (oldest.hasNext()) {
      Entry entry = oldest.next();
      if (agoMillis(entry, nowNanos) <= entry.allowance.lengthMillis()) {
        return;
      }
      oldest.remove();
    }
  }

  private static long agoMillis(Entry entry, long nowNanos) {
    return (nowNanos - entry.atNanos) / 1_000_000;
  }

  /** A call took so much more or less than it claimed. */
  synchronized void changed(Allowance allowance, String id, long by) {
    switch (allowance.kind()) {
      case TURN -> add(turns, allowance, by);
      case BUCKET -> {
        Turn untold = buckets.get(allowance.key());
        if (untold != null) {
          untold.total += by;
        }
      }
      case ROLLING -> {
        Entry entry = rolling.getOrDefault(allowance.key(), Map.of()).get(id);
        if (entry != null) {
          entry.amount += by;
        }
      }
    }
  }

  synchronized long total(String key) {
    Turn turn = turns.get(key);
    return turn == null ? 0 : turn.total;
  }

  /** Something that the store has not been told of. */
  synchronized void missed(List<Settlement> changes) {
    if (collects) {
      since.addAll(changes);
    }
  }

  /** What the store has not been told of since it was told everything. */
  synchronized List<Settlement> rest() {
    List<Settlement> rest = List.copyOf(since);
    lost();
    buckets.clear();
    return rest;
  }

  /** All will have to be told again. */
  synchronized void lost() {
    since.clear();
    collects = false;
  }

  /** Everything that still counts. What buckets were not told of is handed out once. */
  synchronized List<Taken> all(long nowNanos, long nowMillis) {
    tellings++;
    since.clear();
    collects = true;
    forgetEnded(nowMillis);
    List<Taken> all = new ArrayList<>();
    turns.values().forEach(turn -> all.add(new Taken(turn.allowance, "", turn.total, 0)));
    for (Map<String, Entry> log : rolling.values()) {
      forget(log, nowNanos);
      log.forEach(
          (id, entry) ->
              all.add(new Taken(entry.allowance, id, entry.amount, agoMillis(entry, nowNanos))));
    }
    buckets.values().forEach(bucket -> all.add(new Taken(bucket.allowance, "", bucket.total, 0)));
    buckets.clear();
    return all;
  }
}
