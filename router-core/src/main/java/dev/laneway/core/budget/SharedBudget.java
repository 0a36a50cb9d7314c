package dev.laneway.core.budget;

import dev.laneway.api.Money;
import dev.laneway.core.time.Moment;

/** A budget that several routers keep to together. Guarded by the scheduler's lock. */
public interface SharedBudget {

  /** The same for all routers with this budget, whatever their other settings. */
  String name();

  /** Whether it must not be exceeded. */
  boolean isHard();

  /** How much may be spent in a period. */
  Money most();

  /** When its period ends. */
  long endsAtMillis(Moment now);

  /** Counts so much for other routers that cannot be asked, if there is room for it. */
  boolean assumeElsewhere(Money amount, Moment now);

  /** What other routers have spent and reserved in the period that ends then. */
  void spentElsewhere(long periodEndsAtMillis, Money amount, Moment now);
}
