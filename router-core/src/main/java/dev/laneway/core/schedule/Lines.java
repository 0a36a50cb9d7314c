package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import dev.laneway.api.time.TimeSource.Timer;
import dev.laneway.core.time.Moment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a lane serves, its own and those of its routes, and when somebody looks at them
 * again. Guarded by the scheduler's lock.
 */
final class Lines {

  private final LaneState lane;
  private final Scheduler scheduler;
  private final Line own = new Line();
  private final List<Line> all = new ArrayList<>(List.of(own));
  private final Backlog backlog = new Backlog();
  private int grantsSinceAged;
  private @Nullable Timer wake;
  private long wakeAt;

  Lines(LaneState lane, Scheduler scheduler) {
    this.lane = lane;
    this.scheduler = scheduler;
  }

  /** Who waits for this lane and no other. */
  Line own() {
    return own;
  }

  List<Line> all() {
    return all;
  }

  /** How much of the lane's time those take who wait here. */
  Backlog backlog() {
    return backlog;
  }

  /** Whether somebody waits here who would go before this newcomer. */
  boolean outrank(Waiter newcomer, Moment now) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).outranks(newcomer, now)) {
        return true;
      }
    }
    return false;
  }

  /** Whether somebody of this urgency waits here. */
  boolean await(Urgency urgency) {
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).queueOf(urgency).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  boolean areEmpty() {
    for (int i = 0; i < all.size(); i++) {
      if (!all.get(i).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Counts a permit that went to the most urgent. */
  void grantedToUrgent() {
    grantsSinceAged++;
  }

  int grantsSinceAged() {
    return grantsSinceAged;
  }

  void grantedToAged() {
    grantsSinceAged = 0;
  }

  /** Looks again at who waits, at that moment or before. */
  void wakeAt(long nanos, Moment now) {
    if (wake != null) {
      if (wakeAt - nanos <= 0) {
        return;
      }
      wake.cancel();
    }
    wakeAt = nanos;
    wake = scheduler.after(nanos - now.nanos(), this::woken);
  }

  /** Sleeps on when the last who waited here has gone. */
  void sleepIfEmpty() {
    if (wake != null && areEmpty()) {
      wake.cancel();
      wake = null;
    }
  }

  private void woken() {
    scheduler.turned(lane, () -> wake = null);
  }
}
