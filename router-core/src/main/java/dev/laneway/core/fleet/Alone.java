package dev.laneway.core.fleet;

import dev.laneway.api.Money;
import dev.laneway.api.OnStoreLoss;
import dev.laneway.core.budget.SharedBudget;
import dev.laneway.core.quota.Hold;
import dev.laneway.core.schedule.Scheduler;
import dev.laneway.core.time.Moment;
import java.time.Duration;

/** What becomes of a call that the store says nothing about, by the mode that was declared. */
final class Alone {

  private static final Duration HELD_WHILE_CLOSED = Duration.ofMillis(250);
  private static final Duration HELD_WITHOUT_SHARE = Duration.ofMillis(50);

  private final OnStoreLoss onLoss;
  private final Scheduler scheduler;
  private final Presence presence;

  Alone(OnStoreLoss onLoss, Scheduler scheduler, Presence presence) {
    this.onLoss = onLoss;
    this.scheduler = scheduler;
    this.presence = presence;
  }

  /** Whether it may go; else its pools are held for a while. */
  boolean mayGo(Crossing crossing) {
    boolean[] goes = {onLoss == OnStoreLoss.FAIL_OPEN};
    if (!goes[0]) {
      scheduler.guarded(now -> goes[0] = goesByShareOrIsHeld(crossing, now));
    }
    return goes[0];
  }

  private boolean goesByShareOrIsHeld(Crossing crossing, Moment now) {
    boolean goes = onLoss == OnStoreLoss.LOCAL_SHARE && hasShareFor(crossing, now);
    if (!goes) {
      Duration rest = onLoss == OnStoreLoss.FAIL_CLOSED ? HELD_WHILE_CLOSED : HELD_WITHOUT_SHARE;
      for (Crossing.Source source : crossing.sources()) {
        Hold held = source.hold();
        if (held != null) {
          Fleet.hold(held.pool(), rest.toNanos(), now);
        }
      }
    }
    return goes;
  }

  private boolean hasShareFor(Crossing crossing, Moment now) {
    Hold before = null;
    for (Crossing.Source source : crossing.sources()) {
      Hold held = source.hold();
      SharedBudget budget = source.budget();
      if (held != null && held != before) {
        before = held;
        if (!held.pool().share().goAlone(held, now)) {
          return false;
        }
      } else if (budget != null && source.reserved() > 0) {
        long others = source.reserved() * (presence.members() - 1L) * Keys.PICODOLLARS;
        if (!budget.assumeElsewhere(new Money(others), now)) {
          return false;
        }
      }
    }
    return true;
  }
}
