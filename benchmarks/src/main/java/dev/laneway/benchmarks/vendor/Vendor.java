package dev.laneway.benchmarks.vendor;

import dev.laneway.benchmarks.vendor.Deployment.Hint;
import dev.laneway.benchmarks.vendor.Deployment.Latency;
import dev.laneway.benchmarks.vendor.Draws.Stream;
import dev.laneway.benchmarks.vendor.VendorAnswer.LimitState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** A deployment at work. It knows no clock: whoever asks says what time it is. */
public final class Vendor {

  private static final int MOST_CALLS_OF_ONE_REQUEST = 64;

  private final Deployment deployment;
  private final int index;
  private final long seed;
  private final List<Counted> limits;
  private final List<Fault> changes;
  private final Map<Integer, Integer> calls = new HashMap<>();
  private int applied;
  private int underWay;

  private record Counted(LimitSpec spec, Counter counter) {}

  /** An answer, and what has to be done at its moment. */
  public record Reply(VendorAnswer answer, Runnable settle) {}

  /** A deployment that nobody has asked yet. */
  public Vendor(Deployment deployment, int index, long seed) {
    this.deployment = deployment;
    this.index = index;
    this.seed = seed;
    this.limits =
        deployment.limits().stream().map(spec -> new Counted(spec, Counter.of(spec))).toList();
    this.changes =
        deployment.faults().stream()
            .filter(fault -> fault.kind() == Fault.Kind.LIMIT)
            .sorted(Comparator.comparingLong(Fault::atMs))
            .toList();
  }

  /** What it is. */
  public Deployment deployment() {
    return deployment;
  }

  /** A call comes in. The caller runs {@code settle} at the moment of the answer. */
  public Reply call(Load load, long now) {
    applyChanges(now);
    int nth = calls.merge(load.index(), 1, Integer::sum) - 1;
    for (Fault fault : deployment.faults()) {
      if (fault.isActive(Fault.Kind.OUTAGE, now)) {
        return unsettled(
            answer(fault.status(), now, now + fault.latencyMs(), OptionalLong.empty(), List.of()));
      }
    }
    long late = now + deployment.reject().latencyMs();
    long wait = 0;
    for (Counted counted : limits) {
      if (counted.spec.chargeOf(load) > counted.counter.capacity()) {
        return unsettled(answer(413, now, late, OptionalLong.empty(), states(now)));
      }
    }
    for (Counted counted : limits) {
      wait = Math.max(wait, counted.counter.waitFor(now, counted.spec.chargeOf(load)));
    }
    Integer most = deployment.concurrency();
    if (wait > 0 || (most != null && underWay >= most)) {
      limits.stream()
          .filter(counted -> counted.spec.countRejected())
          .forEach(counted -> counted.counter.refuse(now));
      return unsettled(answer(429, now, late, retryAfter(wait), states(now)));
    }
    return admitted(load, now, nth);
  }

  private Reply admitted(Load load, long now, int nth) {
    limits.forEach(counted -> counted.counter.take(now, counted.spec.chargeOf(load)));
    underWay++;
    List<LimitState> states = states(now);
    long place = (long) index * MOST_CALLS_OF_ONE_REQUEST + nth;
    for (Fault fault : deployment.faults()) {
      if (fault.isActive(Fault.Kind.ERRORS, now)
          && Draws.draw(seed, Stream.ERROR, load.index(), place) < fault.probability()) {
        long at = now + fault.latencyMs();
        return new Reply(
            answer(fault.status(), now, at, OptionalLong.empty(), states),
            () -> settle(load, now, at, 0));
      }
    }
    long at = now + serviceMs(load, now, place);
    return new Reply(
        answer(200, now, at, OptionalLong.empty(), states),
        () -> settle(load, now, at, load.completion()));
  }

  private void settle(Load load, long then, long now, long completion) {
    underWay--;
    for (Counted counted : limits) {
      long back = counted.spec.refundOf(load, completion);
      if (back > 0) {
        counted.counter.refund(now, then, back);
      }
    }
  }

  private void applyChanges(long now) {
    while (applied < changes.size() && changes.get(applied).atMs() <= now) {
      Fault change = changes.get(applied++);
      for (Counted counted : limits) {
        if (counted.spec.name().equals(change.limitName())) {
          counted.counter.becomes(change.atMs(), change.limit());
        }
      }
    }
  }

  private long serviceMs(Load load, long now, long place) {
    Latency latency = deployment.latency();
    double start = Draws.noise(Draws.draw(seed, Stream.TTFT, load.index(), place));
    double speed = Draws.noise(Draws.draw(seed, Stream.SPEED, load.index(), place));
    double ms =
        latency.ttftMs() * start
            + load.prompt() * 1000.0 / latency.prefillTps()
            + load.completion() * 1000.0 / latency.decodeTps() * speed;
    for (Fault fault : deployment.faults()) {
      if (fault.isActive(Fault.Kind.SLOW, now)) {
        ms *= fault.factor();
      }
    }
    return (long) Math.ceil(ms);
  }

  private OptionalLong retryAfter(long wait) {
    Hint hint = deployment.reject().retryAfter();
    if (wait == 0 || hint == Hint.NONE) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(hint == Hint.EXACT ? wait : -Math.floorDiv(-wait, 1000L) * 1000);
  }

  private List<LimitState> states(long now) {
    if (!deployment.headers()) {
      return List.of();
    }
    List<LimitState> states = new ArrayList<>(limits.size());
    for (Counted counted : limits) {
      Counter counter = counted.counter;
      states.add(
          new LimitState(
              counted.spec, counter.limit, counter.remaining(now), counter.resetMs(now)));
    }
    return states;
  }

  /** The share of its scarcest limit that is left, for pictures; nobody in the game sees it. */
  public double left(long now) {
    double least = 1;
    for (Counted counted : limits) {
      least = Math.min(least, counted.counter.remaining(now) / (double) counted.counter.capacity());
    }
    return least;
  }

  private VendorAnswer answer(
      int status, long now, long at, OptionalLong retryAfter, List<LimitState> states) {
    return new VendorAnswer(status, index, now, at, retryAfter, states);
  }

  private static Reply unsettled(VendorAnswer answer) {
    return new Reply(answer, () -> {});
  }
}
