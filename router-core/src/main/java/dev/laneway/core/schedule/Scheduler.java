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
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Gives permits: now, or to whoever waits when one comes free. All of it happens under one lock.
 */
public final class Scheduler {

  /** The share of a lane's quota that must be left before a second call is made in doubt. */
  private static final double PLENTY = 0.5;

  private final Guard guard;
  private final TimeSource time;
  private final Cooling cooling;
  private final Patience patience;
  private final WaitingRoom room;
  private final Outlook outlook = new Outlook();
  private Gate gate = Gate.OPEN;
  private List<LaneState> lanes = List.of();
  private final AtomicLong nextNumber = new AtomicLong();

  /** A scheduler without lanes; they are made with it. */
  public Scheduler(
      TimeSource time, RandomGenerator random, Events events, Patience patience, int mostWaiting) {
    this.time = time;
    this.guard = new Guard(time);
    this.patience = patience;
    this.room = new WaitingRoom(this, patience, mostWaiting);
    this.cooling = new Cooling(this, events, random);
  }

  Cooling cooling() {
    return cooling;
  }

  Timer after(long nanos, Runnable task) {
    return time.after(Duration.ofNanos(Math.max(0, nanos)), task);
  }

  /** The lock, for those who have a question of their own. */
  Guard guard() {
    return guard;
  }

  /** Reads or changes what the lock guards, then does what that calls for. */
  public void guarded(Consumer<Moment> work) {
    guard.run(work);
  }

  /** Reads or makes something with what the lock guards. */
  public <T> T answer(Function<Moment, T> question) {
    return guard.answer(question);
  }

  /** Remembers something to do when the lock is free; for whoever is asked while it is held. */
  public void whenFree(Runnable task) {
    guard.afterwards(task);
  }

  /** Tells the scheduler of all its lanes, with the lock held. */
  public void serve(List<LaneState> all) {
    lanes = List.copyOf(all);
    lanes.forEach(lane -> lane.settleAmong(lanes));
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
    guarded(now -> room.changed(lanes, now));
  }

  /** Lets lanes that share a pool or an account know who waits for them. */
  Line lineFor(Collection<LaneState> lanes) {
    Line line = new Line();
    guarded(now -> lanes.forEach(lane -> lane.lines().all().add(line)));
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
    Moment now = guard.enter();
    try {
      room.fairness().came(waiter);
      admission = decide(waiter, prefersFirst, now);
      if (admission instanceof Admission.Granted) {
        room.fairness().served(waiter);
      } else if (admission instanceof Admission.Refused) {
        room.fairness().turnedAway(waiter);
      }
    } finally {
      guard.leaveAndRun();
    }
    return admission;
  }

  private Admission decide(Waiter waiter, boolean prefersFirst, Moment now) {
    return decide(waiter, prefersFirst, !room.isFullFor(waiter.urgency()), now);
  }

  private Admission decide(Waiter waiter, boolean prefersFirst, boolean mayWait, Moment now) {
    long soonest = Pool.NEVER;
    boolean held = false;
    boolean mayBeReleased = false;
    List<Choice> choices = waiter.choices();
    for (int i = 0; i < choices.size(); i++) {
      Choice choice = choices.get(i);
      long wait = waiter.nanosUntil(choice, now);
      if (wait == 0) {
        if (!choice.lane().lines().outrank(waiter, now)) {
          return new Admission.Granted(grant(waiter, choice.lane(), now));
        }
        held = true;
      }
      soonest = Math.min(soonest, wait);
      mayBeReleased |= wait == Pool.UNTIL_RELEASE;
      if (i == 0
          && prefersFirst
          && mayWait
          && choices.size() > 1
          && wait > 0
          && isWorthWaiting(wait, waiter, now)) {
        return room.park(waiter, true, now);
      }
    }
    if (waiter.urgency() == Urgency.OPTIONAL && soonest != Pool.NEVER) {
      return new Admission.Refused(Refusal.dropped(waiter, soonest, now));
    }
    long left = waiter.deadline() - now.nanos();
    if (soonest == Pool.NEVER || (soonest > left && !mayBeReleased)) {
      return new Admission.Refused(Refusal.of(waiter, now));
    }
    if (!mayWait && waiter.isSparing()) {
      waiter.spare(false);
      return decide(waiter, prefersFirst, false, now);
    }
    if (!mayWait && !held) {
      return turnedAway(waiter, soonest, now);
    }
    Admission parked = room.park(waiter, false, now);
    if (held) {
      room.lookAgain(waiter, now);
    }
    if (!mayWait && waiter.isParked()) {
      room.unpark(waiter);
      return turnedAway(waiter, soonest, now);
    }
    return parked;
  }

  private Admission turnedAway(Waiter waiter, long soonest, Moment now) {
    return new Admission.Refused(
        new Refusal(
            Reason.LIMITED, Refusal.retryAt(soonest, now), room.wordsFor(waiter.urgency())));
  }

  /** Whether the wait for a first choice is short enough. */
  boolean isWorthWaiting(long wait, Waiter waiter, Moment now) {
    return wait <= patience.forFirst(waiter.urgency()) && wait <= waiter.deadline() - now.nanos();
  }

  /** A permit on a lane that can take the call now. Called with the lock held. */
  Permit grant(Waiter waiter, LaneState lane, Moment now) {
    return grant(waiter.demand(), waiter.urgency(), waiter.wallet(), lane, now);
  }

  private Permit grant(
      Demand estimate, Urgency urgency, Wallet wallet, LaneState lane, Moment now) {
    Demand demand = lane.demandHere(estimate);
    List<Hold> holds = take(lane.pools(), demand, urgency, now);
    lane.health().began(now);
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
    Moment now = guard.enter();
    try {
      for (Choice choice : waiter.choices()) {
        LaneState lane = choice.lane();
        boolean plenty = lane != other && !lane.isSuspect() && lane.lines().areEmpty();
        if (plenty && lane.leftNow(now) >= PLENTY && waiter.nanosUntil(choice, now) == 0) {
          return Optional.of(grant(waiter, lane, now));
        }
      }
      return Optional.empty();
    } finally {
      guard.leaveAndRun();
    }
  }

  /** A permit whatever the quotas say, for the one live call of a check. */
  Permit take(LaneState lane, Demand demand) {
    Moment now = guard.enter();
    try {
      return grant(demand, Urgency.NEAR_REAL_TIME, Wallet.unbounded(), lane, now);
    } finally {
      guard.leaveAndRun();
    }
  }

  /** The waiter has waited long enough for its first choice: any of its lanes will do. */
  void widen(Waiter waiter) {
    guarded(
        now -> {
          if (waiter.isParked() && waiter.isFirstOnly()) {
            room.unpark(waiter);
            waiter.widen();
            Admission again = decide(waiter, false, true, now);
            if (again instanceof Admission.Granted granted) {
              guard.afterwards(() -> waiter.grantee().granted(granted.permit()));
            } else if (again instanceof Admission.Refused refused) {
              guard.afterwards(() -> waiter.grantee().refused(refused.refusal()));
            }
          }
        });
  }

  /** Takes the waiter out of the line; answers whether it was there. */
  boolean leave(Waiter waiter) {
    boolean[] was = new boolean[1];
    guarded(now -> was[0] = room.leave(waiter, now));
    return was[0];
  }

  /** Changes a lane, then looks again at who waits for it or for what shares with it. */
  public void change(LaneState lane, Runnable how) {
    guarded(
        now -> {
          how.run();
          room.changed(lane, now);
        });
  }

  /** The time has come for which somebody waited at this lane. */
  void turned(LaneState lane, Runnable first) {
    guarded(
        now -> {
          first.run();
          room.turned(lane, now);
        });
  }

  /** Ends a permit, once, and lets others have what it gave back. */
  void end(Permit permit, Consumer<Moment> settle) {
    Moment now = guard.enter();
    try {
      if (permit.endFirst()) {
        settle.accept(now);
        if (permit.passage() != null) {
          guard.afterwards(permit::settlePassage);
        }
        if (permit.heldMoney()) {
          room.changed(lanes, now);
        } else {
          room.changed(permit.lane(), now);
        }
      }
    } finally {
      guard.leaveAndRun();
    }
  }

  /** A budget was found spent; said once in its period. Called with the lock held. */
  public void spent(Budget budget, Optional<Instant> renews) {
    cooling.budgetSpent(budget, renews);
  }

  /** An answer of this lane told something about limits. */
  void observed(Permit permit, List<RateLimitReading> readings, Moment now) {
    cooling.observed(permit, readings, false, now);
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
    return (int) guard.number(now -> room.waiting());
  }
}
