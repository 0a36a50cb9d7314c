package dev.laneway.core.schedule;

import dev.laneway.api.Money;

/** One permit's way through the gate. Called without the scheduler's lock. */
public interface Passage {

  /** Asks once, and calls back once and soon: the call may go, or it may not now. */
  void ask(Runnable mayGo, Runnable mayNot);

  /** The permit has ended, and the call did cost so much. */
  void settle(Money cost);
}
