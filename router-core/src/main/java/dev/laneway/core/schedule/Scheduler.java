package dev.laneway.core.schedule;

import dev.laneway.api.Budget;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.RouterException.Reason;
import dev.laneway.api.Urgency;
import dev.laneway.api.time.TimeSource;
import dev.laneway.api.time.TimeSource.Timer;
import dev.laneway.core.budget.Reservation;
import dev.laneway.core.event.Events;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Hold;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.strategy.Lane;
import dev.laneway.core.strategy.RoutingStrategy;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Gives permits. One lock guards all pools, healths and lines; it is held for microseconds and
 * never while a provider, a listener or the application runs. Nothing polls: whoever waits is
 * looked at when something changes that could help it, or at the moment at which a window lets it
 * go.
 */
public final class Scheduler {

  /** The share of a lane's quota that must be left before a second call is made in doubt. */
  private static final double PLENTY = 0.5;

  private final ReentrantLock lock = new ReentrantLock();
  private final Afterwards afterwards = new Afterwards();
  private final TimeSource time;
  private final Cooling cooling;
  private final Patience patience;
  private final int mostWaiting;
  private final Fairness fairness = new Fairness();
  private final Outlook outlook = new Outlook();
  private Gate gate = Gate.OPEN;
  private List<LaneState> lanes = List.of();
  private @Nullable Moment shared;
  private int waiting;
  private final AtomicLong nextNumber = new AtomicLong();

  /** A scheduler without lanes; they are made with it. */
  public Scheduler(
      TimeSource time, RandomGenerator random, Events events, Patience patience, int mostWaiting) {
    this.time = time;
    this.patience = patience;
    this.mostWaiting = mostWaiting;
    this.cooling = new Cooling(this, events, random);
  }

  Patience patience() {
    return patience;
  }

  Cooling cooling() {
    return cooling;
  }

  Timer after(long nanos, Runnable task) {
    return time.after(Duration.ofNanos(Math.max(0, nanos)), task);
  }

  /** Remembers something to do when the lock is free. */
  void afterwards(Runnable task) {
    afterwards.add(task);
  }

  /**
   * Lets a strategy ask its many questions of one moment, under one lock. For strategies of ours
   * alone: nothing of the application's may run meanwhile.
   */
  List<Lane> rankAtOnce(RoutingStrategy strategy, List<Lane> eligible, Call call) {
    lock.lock();
    try {
      shared = Moment.of(time);
      return strategy.rank(eligible, call);
    } finally {
      shared = null;
      lock.unlock();
    }
  }

  private Moment now() {
    Moment asked = shared;
    return asked != null ? asked : Moment.of(time);
  }

  double share(ToDoubleFunction<Moment> question) {
    lock.lock();
    try {
      return question.applyAsDouble(now());
    } finally {
      lock.unlock();
    }
  }

  /** How long until a lane would take such a call; asked of each lane for each request. */
  long nanosUntil(LaneState lane, Demand demand, Urgency urgency) {
    lock.lock();
    try {
      return lane.nanosUntil(lane.demandHere(demand), urgency, now());
    } finally {
      lock.unlock();
    }
  }

  /** What those who come after lose when a lane takes such a call. */
  double toll(LaneState lane, Demand demand) {
    lock.lock();
    try {
      return lane.toll(demand, now());
    } finally {
      lock.unlock();
    }
  }

  /** How much of its time a lane's scarcest limit needs for such a call. */
  long nanosTaken(LaneState lane, Demand demand) {
    lock.lock();
    try {
      return (long) lane.nanosTaken(demand);
    } finally {
      lock.unlock();
    }
  }

  long number(ToLongFunction<Moment> question) {
    lock.lock();
    try {
      return question.applyAsLong(now());
    } finally {
      lock.unlock();
    }
  }

  /** Reads or changes what the lock guards, then does what that calls for. */
  public void guarded(Consumer<Moment> work) {
    lock.lock();
    try {
      work.accept(Moment.of(time));
    } finally {
      lock.unlock();
    }
    afterwards.run();
  }

  /** Reads or makes something with what the lock guards. */
  public <T> T answer(Function<Moment, T> question) {
    lock.lock();
    try {
      return question.apply(Moment.of(time));
    } finally {
      lock.unlock();
    }
  }

  /** Tells the scheduler of all its lanes, with the lock held. */
  public void serve(List<LaneState> all) {
    lanes = List.copyOf(all);
    lanes.forEach(lane -> lane.settleAmong(lanes));
  }

  /** Remembers something to do when the lock is free; for whoever is asked while it is held. */
  public void whenFree(Runnable task) {
    afterwards.add(task);
  }

  /** Puts a gate between permits and calls; called once, before the first request. */
  public void behind(Gate shared) {
    gate = shared;
  }

  Gate gate() {
    return gate;
  }

  /** Looks again at everybody who waits. */
  public void lookAgain() {
    guarded(now -> lanes.forEach(lane -> dispatch(lane, now)));
  }

  /** Lets lanes that share a pool or an account know who waits for them. */
  Line lineFor(Collection<LaneState> lanes) {
    Line line = new Line();
    guarded(now -> lanes.forEach(lane -> lane.lines().add(line)));
    return line;
  }

  /** A call has come that may take any of these lanes. */
  void came(Call call, List<LaneState> among) {
    if (Outlook.concerns(among)) {
      guarded(now -> outlook.came(call, among, now));
    }
  }

  Waiter waiter(
      Urgency urgency,
      Demand demand,
      long deadline,
      Line line,
      Wallet wallet,
      Waiter.Grantee grantee) {
    long number = nextNumber.getAndIncrement();
    return new Waiter(number, urgency, demand, deadline, line, wallet, grantee);
  }

  /** A permit now, a place in the line, or no. */
  Admission admit(Waiter waiter, boolean prefersFirst) {
    Admission admission;
    lock.lock();
    try {
      admission = decide(waiter, prefersFirst, Moment.of(time));
    } finally {
      lock.unlock();
    }
    afterwards.run();
    return admission;
  }

  private Admission decide(Waiter waiter, boolean prefersFirst, Moment now) {
    long soonest = Pool.NEVER;
    boolean held = false;
    List<Waiter.Choice> choices = waiter.choices();
    for (int i = 0; i < choices.size(); i++) {
      Waiter.Choice choice = choices.get(i);
      long wait = waiter.nanosUntil(choice, now);
      if (wait == 0) {
        if (!choice.lane().outranks(waiter)) {
          return new Admission.Granted(grant(waiter, choice.lane(), now));
        }
        held = true;
      }
      soonest = Math.min(soonest, wait);
      if (i == 0
          && prefersFirst
          && choices.size() > 1
          && wait > 0
          && isWorthWaiting(wait, waiter, now)) {
        return park(waiter, true, now);
      }
    }
    if (waiter.urgency() == Urgency.OPTIONAL && soonest != Pool.NEVER) {
      return new Admission.Refused(Refusal.dropped(waiter, soonest, now));
    }
    long left = waiter.deadline() - now.nanos();
    if (soonest == Pool.NEVER || (soonest != Pool.UNTIL_RELEASE && soonest > left)) {
      return new Admission.Refused(Refusal.of(waiter, now));
    }
    if (waiting >= mostWaiting) {
      return new Admission.Refused(
          new Refusal(
              Reason.LIMITED,
              Refusal.retryAt(soonest, now),
              mostWaiting + " requests wait already, which is the most allowed"));
    }
    Admission parked = park(waiter, false, now);
    if (held) {
      for (Waiter.Choice choice : choices) {
        dispatch(choice.lane(), now);
      }
    }
    return parked;
  }

  private boolean isWorthWaiting(long wait, Waiter waiter, Moment now) {
    return wait <= patience.forFirst(waiter.urgency()) && wait <= waiter.deadline() - now.nanos();
  }

  private Admission park(Waiter waiter, boolean firstOnly, Moment now) {
    waiter.park(firstOnly, fairness.turnOf(waiter.tenant()), now);
    waiter.line().add(waiter);
    waiting++;
    List<Waiter.Choice> choices = waiter.choices();
    for (int i = 0; i < (firstOnly ? 1 : choices.size()); i++) {
      long wait = waiter.nanosUntil(choices.get(i), now);
      if (wait < Pool.UNTIL_RELEASE) {
        choices.get(i).lane().wakeAt(now.nanos() + wait, now);
      }
    }
    return new Admission.Parked(waiting, firstOnly);
  }

  private Permit grant(Waiter waiter, LaneState lane, Moment now) {
    return grant(waiter.demand(), waiter.urgency(), waiter.wallet(), lane, now);
  }

  private Permit grant(
      Demand estimate, Urgency urgency, Wallet wallet, LaneState lane, Moment now) {
    Demand demand = lane.demandHere(estimate);
    List<Hold> holds = take(lane.pools(), demand, urgency, now);
    lane.health().began();
    lane.standing().began();
    Reservation money = wallet.reserve(lane, demand);
    Passage passage = gate.passage(holds, money, now);
    return new Permit(this, lane, estimate, demand, holds, wallet, money, passage, now.nanos());
  }

  private static List<Hold> take(List<Pool> pools, Demand demand, Urgency urgency, Moment now) {
    if (pools.size() == 1) {
      return List.of(pools.get(0).take(demand, urgency, now));
    }
    List<Hold> holds = new ArrayList<>(pools.size());
    for (Pool pool : pools) {
      holds.add(pool.take(demand, urgency, now));
    }
    return holds;
  }

  /** A permit on another lane than this, if one is well, unawaited and at least half full. */
  Optional<Permit> spare(Waiter waiter, LaneState other) {
    lock.lock();
    try {
      Moment now = Moment.of(time);
      for (Waiter.Choice choice : waiter.choices()) {
        LaneState lane = choice.lane();
        boolean plenty = lane != other && !lane.isSuspect() && !lane.isAwaited();
        if (plenty && lane.leftNow(now) >= PLENTY && waiter.nanosUntil(choice, now) == 0) {
          return Optional.of(grant(waiter, lane, now));
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** A permit whatever the quotas say, for the one live call of a check. */
  Permit take(LaneState lane, Demand demand) {
    lock.lock();
    try {
      Moment now = Moment.of(time);
      return grant(demand, Urgency.NEAR_REAL_TIME, Wallet.unbounded(), lane, now);
    } finally {
      lock.unlock();
    }
  }

  /** Gives what the lane can take now to those who wait for it, best first. */
  private void dispatch(LaneState lane, Moment now) {
    if (!lane.isAwaited()) {
      return;
    }
    Search search = new Search(this, lane, now);
    while (search.grantToBest()) {
      search = new Search(this, lane, now);
    }
    if (search.soonest() < Pool.UNTIL_RELEASE) {
      lane.wakeAt(now.nanos() + search.soonest(), now);
    }
  }

  /** The waiter goes on this lane. Called with the lock held. */
  void hand(Waiter waiter, LaneState lane, Moment now) {
    fairness.served(waiter);
    unpark(waiter);
    Permit permit = grant(waiter, lane, now);
    afterwards.add(() -> waiter.grantee().granted(permit));
  }

  private void unpark(Waiter waiter) {
    waiter.line().remove(waiter);
    waiter.unpark();
    waiting--;
    for (Waiter.Choice choice : waiter.choices()) {
      choice.lane().sleepUnlessAwaited();
    }
  }

  /** The waiter has waited long enough for its first choice: any of its lanes will do. */
  void widen(Waiter waiter) {
    guarded(
        now -> {
          if (waiter.isParked() && waiter.isFirstOnly()) {
            unpark(waiter);
            waiter.widen();
            Admission again = decide(waiter, false, now);
            if (again instanceof Admission.Granted granted) {
              afterwards.add(() -> waiter.grantee().granted(granted.permit()));
            } else if (again instanceof Admission.Refused refused) {
              afterwards.add(() -> waiter.grantee().refused(refused.refusal()));
            }
          }
        });
  }

  /** Nothing is left that could answer in time: says so now, and not at the deadline. */
  void giveUp(Waiter waiter, Moment now) {
    unpark(waiter);
    Refusal refusal = Refusal.limited(waiter, now);
    afterwards.add(() -> waiter.grantee().refused(refusal));
  }

  /** Takes the waiter out of the line; answers whether it was there. */
  boolean leave(Waiter waiter) {
    boolean[] was = new boolean[1];
    guarded(
        now -> {
          was[0] = waiter.isParked();
          if (was[0]) {
            unpark(waiter);
            for (Waiter.Choice choice : waiter.choices()) {
              dispatch(choice.lane(), now); // whom it held back may be able to go
            }
          }
        });
    return was[0];
  }

  /** Looks again at who waits for a lane. */
  public void lookAgain(LaneState lane, Runnable first) {
    guarded(
        now -> {
          first.run();
          dispatch(lane, now);
        });
  }

  /** Ends a permit, once, and lets others have what it gave back. */
  void end(Permit permit, Consumer<Moment> settle) {
    lock.lock();
    try {
      if (permit.endFirst()) {
        Moment now = Moment.of(time);
        settle.accept(now);
        if (permit.passage() != null) {
          afterwards.add(permit::settlePassage);
        }
        changed(permit.lane(), now);
        if (waiting > 0 && permit.heldMoney()) {
          lanes.forEach(lane -> dispatch(lane, now));
        }
      }
    } finally {
      lock.unlock();
    }
    afterwards.run();
  }

  /** A budget was found spent; said once in its period. Called with the lock held. */
  public void spent(Budget budget, Optional<Instant> renews) {
    cooling.budgetSpent(budget, renews);
  }

  /** An answer of this lane told something about limits. */
  void observed(Permit permit, List<RateLimitReading> readings, Moment now) {
    cooling.observed(permit, readings, false, now);
  }

  /** Something changed for this lane and for all that share a pool with it. */
  void changed(LaneState lane, Moment now) {
    dispatch(lane, now);
    for (LaneState other : lane.neighbours()) {
      dispatch(other, now);
    }
  }

  /** How long until a waiter's answer: the soonest permit and the lane's usual time. */
  OptionalLong nanosToAnswer(Waiter waiter, Call call) {
    long soonest =
        number(
            now -> {
              long least = Pool.NEVER;
              for (Waiter.Choice choice : waiter.choices()) {
                long wait = waiter.nanosUntil(choice, now);
                if (wait < Pool.UNTIL_RELEASE) {
                  least = Math.min(least, wait + choice.lane().expectedNanos(call));
                }
              }
              return least;
            });
    return soonest == Pool.NEVER ? OptionalLong.empty() : OptionalLong.of(soonest);
  }

  /** The refusal of a waiter whose deadline has come. */
  Refusal timedOut(Waiter waiter) {
    Refusal[] answer = new Refusal[1];
    guarded(
        now -> {
          answer[0] = Refusal.limited(waiter, now);
        });
    return answer[0];
  }

  /** How many wait. */
  public int waiting() {
    lock.lock();
    try {
      return waiting;
    } finally {
      lock.unlock();
    }
  }
}
