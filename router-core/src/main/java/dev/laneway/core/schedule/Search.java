package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/**
 * One look over the lines of a lane, for whoever should have what the lane can take now: the most
 * urgent, among them the first by their key, and now and then somebody who has grown old. Whoever
 * cannot go yet keeps those behind from what is being saved for him, but not for ever.
 */
final class Search {

  /** Among how many of the same urgency the one is chosen that a lane suits best. */
  private static final int LOOK_BEHIND = 96;

  /** How many that leave the lane to others are passed over, before it is looked who has to go. */
  private static final int MOST_KEPT = 512;

  /** How often a waiter lets others go first before it holds everybody behind it. */
  private static final int MOST_BYPASSES = 64;

  /** While more urgent requests keep coming, every so many permits one goes to the aged. */
  private static final int AGED_EVERY = 64;

  private static final List<Urgency> MOST_URGENT_FIRST =
      List.of(Urgency.INTERACTIVE, Urgency.NEAR_REAL_TIME, Urgency.BATCH);
  private static final List<Urgency> LEAST_URGENT_FIRST =
      List.of(Urgency.BATCH, Urgency.NEAR_REAL_TIME);

  private final WaitingRoom room;
  private final LaneState lane;
  private final Urgency last;
  private final Moment now;
  private long soonest = Pool.NEVER;

  /** A look at those who are as urgent as the last, or more; the aged are as urgent as any. */
  Search(WaitingRoom room, LaneState lane, Urgency last, Moment now) {
    this.room = room;
    this.lane = lane;
    this.last = last;
    this.now = now;
  }

  boolean grantToBest() {
    if (lane.lines().grantsSinceAged() >= AGED_EVERY && grantToAged()) {
      lane.lines().grantedToAged();
      return true;
    }
    for (Urgency urgency : MOST_URGENT_FIRST) {
      if (urgency.compareTo(last) > 0) {
        return false;
      }
      boolean somebodyHeld = false;
      for (Line line : earliestFirst(urgency)) {
        Look look = lookAt(line, urgency);
        if (look == Look.GRANTED) {
          lane.lines().grantedToUrgent();
          return true;
        }
        somebodyHeld |= look == Look.HELD;
      }
      if (somebodyHeld) {
        return false; // what is left here is being saved for the more urgent
      }
    }
    return false;
  }

  private List<Line> earliestFirst(Urgency urgency) {
    List<Line> lines = lane.lines().all();
    int awaited = 0;
    for (Line line : lines) {
      awaited += line.queueOf(urgency).isEmpty() ? 0 : 1;
    }
    if (awaited == 0) {
      return List.of();
    }
    if (awaited == 1 && !lines.get(0).queueOf(urgency).isEmpty()) {
      return lines.subList(0, 1);
    }
    List<Line> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingLong(line -> line.firstKey(urgency)));
    return sorted;
  }

  private boolean grantToAged() {
    for (Urgency urgency : LEAST_URGENT_FIRST) {
      for (Line line : lane.lines().all()) {
        NavigableSet<Waiter> queue = line.queueOf(urgency);
        if (!queue.isEmpty()
            && queue.first().waitedNanos(now) > room.patience().ageing(urgency)
            && lookAt(line, urgency) == Look.GRANTED) {
          return true;
        }
      }
    }
    return false;
  }

  private Look lookAt(Line line, Urgency urgency) {
    if (line.queueOf(urgency).isEmpty()) {
      return Look.NOBODY;
    }
    List<Waiter> hopeless = new ArrayList<>(0);
    Look look = lookAt(line, urgency, hopeless);
    hopeless.forEach(waiter -> room.giveUp(waiter, now));
    return look;
  }

  private Look lookAt(Line line, Urgency urgency, List<Waiter> hopeless) {
    NavigableSet<Waiter> queue = line.queueOf(urgency);
    boolean keeps = urgency == Urgency.BATCH && lane.keepsFromPatient(now);
    int looked = 0;
    int kept = 0;
    Waiter blocked = null;
    Waiter best = null;
    double least = 0;
    for (Waiter waiter : queue) {
      Choice choice = waiter.choiceOf(lane);
      if (choice == null) {
        continue;
      }
      if (keeps && isKept(waiter, choice)) {
        if (++kept >= MOST_KEPT) {
          break;
        }
        continue;
      }
      long wait = waiter.nanosUntil(choice, now);
      if (wait == 0 && waiter.bypassed() >= MOST_BYPASSES) {
        best = waiter; // what it needs was saved for it
        break;
      }
      if (wait == 0) {
        double dearness = waiter.dearness(choice, queue.size(), now);
        if (best == null || dearness < least) {
          best = waiter;
          least = dearness;
        }
        if (++looked >= LOOK_BEHIND) {
          break;
        }
        continue;
      }
      if (waiter.isFirstOnly()) {
        room.moveOn(waiter, wait, now);
      } else if (waiter.isOverdue(wait, now) && waiter.isHopeless(now)) {
        hopeless.add(waiter);
        continue;
      }
      if (wait == Pool.NEVER) {
        continue;
      }
      soonest = Math.min(soonest, waiter.nanosUntilLook(wait, choice, now));
      if (choice.isPaused(now) || waiter.isShortOfMoney(choice, now)) {
        continue; // nothing here would help it, so nothing is saved for it
      }
      if (blocked == null) {
        blocked = waiter;
      }
      boolean holds = blocked != null && blocked.bypassed() >= MOST_BYPASSES;
      if (holds || ++looked >= LOOK_BEHIND) {
        break;
      }
    }
    if (best == null && kept >= MOST_KEPT) {
      best = pressed(line);
    }
    if (best != null) {
      if (blocked != null) {
        blocked.bypass();
      }
      room.hand(best, lane, now);
      return Look.GRANTED;
    }
    return blocked == null ? Look.NOBODY : Look.HELD;
  }

  /** Whether it leaves the lane to others as long as it can wait. */
  private boolean isKept(Waiter waiter, Choice choice) {
    long nanos = waiter.nanosKept(choice, now);
    if (nanos > 0) {
      soonest = Math.min(soonest, nanos);
    }
    return nanos > 0;
  }

  /** Behind many that are kept: one whose last chance has come. */
  private @Nullable Waiter pressed(Line line) {
    int looked = 0;
    for (Waiter waiter : line.patientByDeadline()) {
      Choice choice = waiter.choiceOf(lane);
      long wait = choice == null ? Pool.NEVER : waiter.nanosUntil(choice, now);
      if (wait == 0) {
        return waiter;
      }
      if (choice != null && wait < Pool.NEVER) {
        soonest = Math.min(soonest, waiter.nanosUntilLook(wait, choice, now));
      }
      if (++looked >= LOOK_BEHIND) {
        return null;
      }
    }
    return null;
  }

  /** How long until somebody of those who were looked at could go. */
  long soonest() {
    return soonest;
  }

  private enum Look {
    GRANTED,
    HELD,
    NOBODY
  }
}
