package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.api.time.TimeSource;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.strategy.Lane;
import dev.laneway.core.strategy.RoutingStrategy;
import dev.laneway.core.time.Moment;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The one lock over all pools, healths and lines, and the moment at which its holder looks at them.
 * It is held for microseconds and never while a provider, a listener or the application runs: what
 * calls those is remembered, and done when the lock is free.
 */
final class Guard {

  private final ReentrantLock lock = new ReentrantLock();
  private final Afterwards afterwards = new Afterwards();
  private final TimeSource time;
  private @Nullable Moment shared;

  Guard(TimeSource time) {
    this.time = time;
  }

  /** Takes the lock; the moment is that of whoever holds it, however often it is taken again. */
  Moment enter() {
    lock.lock();
    Moment asked = shared;
    return asked != null ? asked : Moment.of(time);
  }

  /** Lets go of the lock, where nothing can have been remembered. */
  void leave() {
    lock.unlock();
  }

  /** Lets go of the lock; what was remembered is done by whoever lets go of it last. */
  void leaveAndRun() {
    lock.unlock();
    if (!lock.isHeldByCurrentThread()) {
      afterwards.run();
    }
  }

  /** Remembers something to do when the lock is free. */
  void afterwards(Runnable task) {
    afterwards.add(task);
  }

  /** Reads or changes what the lock guards, then does what that calls for. */
  void run(Consumer<Moment> work) {
    Moment now = enter();
    try {
      work.accept(now);
    } finally {
      leaveAndRun();
    }
  }

  <T> T answer(Function<Moment, T> question) {
    Moment now = enter();
    try {
      return question.apply(now);
    } finally {
      leaveAndRun();
    }
  }

  double share(ToDoubleFunction<Moment> question) {
    Moment now = enter();
    try {
      return question.applyAsDouble(now);
    } finally {
      leave();
    }
  }

  long number(ToLongFunction<Moment> question) {
    Moment now = enter();
    try {
      return question.applyAsLong(now);
    } finally {
      leaveAndRun();
    }
  }

  /** How long until a lane would take such a call; asked of each lane for each request. */
  long nanosUntil(LaneState lane, Demand demand, Urgency urgency) {
    Moment now = enter();
    try {
      return lane.nanosUntil(lane.demandHere(demand), urgency, now);
    } finally {
      leave();
    }
  }

  /** What those who come after lose when a lane takes such a call. */
  double toll(LaneState lane, Demand demand) {
    Moment now = enter();
    try {
      return lane.toll(demand, now);
    } finally {
      leave();
    }
  }

  /** How much of its time a lane's scarcest limit needs for such a call. */
  long nanosTaken(LaneState lane, Demand demand) {
    enter();
    try {
      return (long) lane.nanosTaken(demand);
    } finally {
      leave();
    }
  }

  /**
   * Lets a strategy ask its many questions of one moment, under one lock. For strategies of ours
   * alone: nothing of the application's may run meanwhile.
   */
  List<Lane> rankAtOnce(RoutingStrategy strategy, List<Lane> eligible, Call call) {
    shared = enter();
    try {
      return strategy.rank(eligible, call);
    } finally {
      shared = null;
      leave();
    }
  }
}
