package dev.laneway.core.schedule;

import dev.laneway.core.budget.Reservation;
import dev.laneway.core.quota.Hold;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a permit and its call where pools or budgets are shared with other routers. Its
 * methods are called with the scheduler's lock held, and neither block nor send.
 */
public interface Gate {

  /** Nothing is shared. */
  Gate OPEN = (holds, money, now) -> null;

  /** The way through for a permit that takes this; null when it takes nothing that is shared. */
  @Nullable Passage passage(List<Hold> holds, Reservation money, Moment now);

  /** A pool rests: the others should know. */
  default void rested(Pool pool, Duration rest, boolean stated, boolean oneFirst, String because) {}

  /** Something was learned about a pool's limits: the others should know. */
  default void learned(Pool pool) {}
}
