package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.util.List;

/**
 * Those who wait: who stands in which line, when somebody looks at it again, and who goes when a
 * lane can take a call. Nothing polls: a line is looked at when something changes that could help
 * it, or at the moment at which a window lets its first go. Called with the lock held.
 */
final class WaitingRoom {

  /** The room is divided into so many parts; each urgency leaves one more than that before it. */
  private static final int PARTS = 10;

  private static final List<Urgency> MOST_URGENT_FIRST =
      List.of(Urgency.INTERACTIVE, Urgency.NEAR_REAL_TIME, Urgency.BATCH);

  private final Scheduler scheduler;
  private final Patience patience;
  private final int most;
  private final Fairness fairness = new Fairness();
  private int waiting;

  WaitingRoom(Scheduler scheduler, Patience patience, int most) {
    this.scheduler = scheduler;
    this.patience = patience;
    this.most = most;
  }

  Patience patience() {
    return patience;
  }

  int waiting() {
    return waiting;
  }

  /** Whether no more of this urgency may wait: a part of the room is left to the more urgent. */
  boolean isFullFor(Urgency urgency) {
    return waiting >= mostBefore(urgency);
  }

  private int mostBefore(Urgency urgency) {
    int left =
        switch (urgency) {
          case INTERACTIVE -> 0;
          case NEAR_REAL_TIME -> 1;
          case BATCH, OPTIONAL -> 2;
        };
    return most - left * (most / PARTS);
  }

  String wordsFor(Urgency urgency) {
    int before = mostBefore(urgency);
    return waiting
        + " requests wait already, which is the most allowed"
        + (before == most ? "" : ": the rest of " + most + " places is for more urgent ones");
  }

  Admission park(Waiter waiter, boolean firstOnly, Moment now) {
    waiter.park(firstOnly, now);
    waiter.line().add(waiter);
    waiter.report(true);
    waiting++;
    List<Choice> choices = waiter.choices();
    for (int i = 0; i < (firstOnly ? 1 : choices.size()); i++) {
      Choice choice = choices.get(i);
      long wait = waiter.nanosUntilLook(waiter.nanosUntil(choice, now), choice, now);
      if (wait < Pool.UNTIL_RELEASE) {
        choice.lane().lines().wakeAt(now.nanos() + wait, now);
      }
    }
    return new Admission.Parked(waiting, firstOnly);
  }

  void unpark(Waiter waiter) {
    waiter.line().remove(waiter);
    waiter.report(false);
    waiter.unpark();
    waiting--;
    for (Choice choice : waiter.choices()) {
      choice.lane().lines().sleepIfEmpty();
    }
  }

  /** Takes the waiter out of its line; answers whether it was there. */
  boolean leave(Waiter waiter, Moment now) {
    boolean was = waiter.isParked();
    if (was) {
      unpark(waiter);
      lookAgain(waiter, now); // whom it held back may be able to go
    }
    return was;
  }

  /** Looks at everybody who waits for a lane that the waiter may take. */
  void lookAgain(Waiter waiter, Moment now) {
    for (Choice choice : waiter.choices()) {
      dispatch(choice.lane(), now);
    }
  }

  /**
   * Something changed for this lane and for all that share a pool with it: the more urgent go
   * first, at whichever of them.
   */
  void changed(LaneState lane, Moment now) {
    if (waiting > 0) {
      lookAt(lane, lane.neighbours().all(), now);
    }
  }

  /** Something changed that may concern all of these lanes. */
  void changed(List<LaneState> lanes, Moment now) {
    if (waiting > 0) {
      for (Urgency last : MOST_URGENT_FIRST) {
        for (int i = 0; i < lanes.size(); i++) {
          dispatch(lanes.get(i), last, now);
        }
      }
    }
  }

  /** A window has turned that this lane may share with others. */
  void turned(LaneState lane, Moment now) {
    lookAt(lane, lane.neighbours().sharers(), now);
  }

  private void lookAt(LaneState lane, List<LaneState> others, Moment now) {
    for (Urgency last : MOST_URGENT_FIRST) {
      dispatch(lane, last, now);
      for (int i = 0; i < others.size(); i++) {
        dispatch(others.get(i), last, now);
      }
    }
  }

  private void dispatch(LaneState lane, Urgency last, Moment now) {
    if (lane.lines().await(last)) {
      dispatchUpTo(lane, last, now);
    }
  }

  /** Gives what the lane can take now to those who wait for it, best first. */
  void dispatch(LaneState lane, Moment now) {
    if (!lane.lines().areEmpty()) {
      dispatchUpTo(lane, Urgency.BATCH, now);
    }
  }

  private void dispatchUpTo(LaneState lane, Urgency last, Moment now) {
    Search search = new Search(this, lane, last, now);
    while (search.grantToBest()) {
      search = new Search(this, lane, last, now);
    }
    if (search.soonest() < Pool.UNTIL_RELEASE) {
      lane.lines().wakeAt(now.nanos() + search.soonest(), now);
    }
  }

  Fairness fairness() {
    return fairness;
  }

  /** The waiter goes on this lane. */
  void hand(Waiter waiter, LaneState lane, Moment now) {
    fairness.served(waiter);
    unpark(waiter);
    Permit permit = scheduler.grant(waiter, lane, now);
    scheduler.whenFree(() -> waiter.grantee().granted(permit));
  }

  /** Nothing is left that could answer in time: says so now, and not at the deadline. */
  void giveUp(Waiter waiter, Moment now) {
    unpark(waiter);
    Refusal refusal = Refusal.of(waiter, now);
    scheduler.whenFree(() -> waiter.grantee().refused(refusal));
  }

  /** Its first choice will not come soon any more: any of its lanes will do. */
  void moveOn(Waiter waiter, long wait, Moment now) {
    if (!scheduler.isWorthWaiting(wait, waiter, now)) {
      scheduler.whenFree(() -> scheduler.widen(waiter));
    }
  }
}
