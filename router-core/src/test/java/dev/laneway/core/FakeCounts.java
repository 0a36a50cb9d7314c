package dev.laneway.core;

import dev.laneway.api.spi.store.Allowance;
import dev.laneway.api.spi.store.Claim;
import dev.laneway.api.spi.store.Settlement;
import dev.laneway.api.spi.store.Taken;
import dev.laneway.api.spi.store.Verdict;
import dev.laneway.api.time.TimeSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Exact counts as every store is to keep them, in a few maps. */
final class FakeCounts {

  private final TimeSource time;
  private final Map<String, Map<String, Take>> rolling = new HashMap<>();
  private final Map<String, Map<String, Long>> turns = new HashMap<>();
  private final Map<String, Bucket> buckets = new HashMap<>();

  private record Take(long atNanos, long amount) {}

  private record Bucket(double level, long atNanos) {}

  FakeCounts(TimeSource time) {
    this.time = time;
  }

  void forget() {
    rolling.clear();
    turns.clear();
    buckets.clear();
  }

  /** What all members have taken of the turns whose key has this part. */
  long ofTurns(String part) {
    return turns.entrySet().stream()
        .filter(turn -> turn.getKey().contains(part))
        .flatMap(turn -> turn.getValue().values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  Verdict take(String member, List<Claim> claims) {
    int refused = -1;
    for (int i = 0; i < claims.size() && refused < 0; i++) {
      Claim claim = claims.get(i);
      if (claim.amount() > left(claim.allowance()) && !isKnown(claim)) {
        refused = i;
      }
    }
    List<Long> left = new ArrayList<>();
    for (Claim claim : claims) {
      if (refused < 0 && !isKnown(claim)) {
        add(member, claim.allowance(), claim.id(), claim.amount());
      }
      left.add(left(claim.allowance()));
    }
    return refused < 0 ? Verdict.granted(left) : new Verdict(left, refused, 1);
  }

  private boolean isKnown(Claim claim) {
    return log(claim.allowance()).containsKey(claim.id());
  }

  void settle(String member, Settlement end) {
    add(member, end.allowance(), end.id(), end.change());
  }

  void restate(String member, Taken taken) {
    Allowance allowance = taken.allowance();
    switch (allowance.kind()) {
      case TURN -> turn(allowance).put(member, taken.amount());
      case BUCKET -> add(member, allowance, taken.id(), taken.amount());
      case ROLLING -> {
        Take before = log(allowance).get(taken.id());
        long at = before == null ? time.nanos() - taken.agoMillis() * 1_000_000 : before.atNanos();
        log(allowance).put(taken.id(), new Take(at, taken.amount()));
      }
    }
  }

  private void add(String member, Allowance allowance, String id, long amount) {
    if (amount == 0) {
      return;
    }
    switch (allowance.kind()) {
      case TURN -> turn(allowance).merge(member, amount, Long::sum);
      case BUCKET ->
          buckets.put(allowance.key(), new Bucket(level(allowance) - amount, time.nanos()));
      case ROLLING ->
          log(allowance)
              .merge(
                  id,
                  new Take(time.nanos(), amount),
                  (before, more) -> new Take(before.atNanos(), before.amount() + amount));
    }
  }

  private long left(Allowance allowance) {
    return switch (allowance.kind()) {
      case TURN ->
          allowance.limit() - turn(allowance).values().stream().mapToLong(Long::longValue).sum();
      case BUCKET -> (long) Math.floor(level(allowance) + 1e-9);
      case ROLLING ->
          allowance.limit() - log(allowance).values().stream().mapToLong(Take::amount).sum();
    };
  }

  private Map<String, Long> turn(Allowance allowance) {
    return turns.computeIfAbsent(allowance.key(), key -> new HashMap<>());
  }

  private Map<String, Take> log(Allowance allowance) {
    Map<String, Take> log = rolling.computeIfAbsent(allowance.key(), key -> new LinkedHashMap<>());
    long begin = time.nanos() - allowance.lengthMillis() * 1_000_000;
    log.values().removeIf(take -> take.atNanos() <= begin);
    return log;
  }

  private double level(Allowance allowance) {
    Bucket known = buckets.get(allowance.key());
    if (known == null) {
      return allowance.burst();
    }
    double perNano = (double) allowance.limit() / (allowance.lengthMillis() * 1e6);
    return Math.min(
        (double) allowance.burst(), known.level() + (time.nanos() - known.atNanos()) * perNano);
  }
}
