package dev.laneway.core.event;

/**
 * Watches a router at work: for metrics, audit, tests. Called one event at a time, in order, on the
 * router's executor and outside all locks; what it throws is logged and hurts no request.
 */
public interface RouterListener {

  /** Anything happened. The other methods are called from here: override this one for all. */
  default void onEvent(RouterEvent event) {
    if (event instanceof RouterEvent.AttemptFinished e) {
      onAttempt(e);
    } else if (event instanceof RouterEvent.RequestFinished e) {
      onRequestFinished(e);
    } else if (event instanceof RouterEvent.RequestQueued e) {
      onQueued(e);
    } else if (event instanceof RouterEvent.RequestDropped e) {
      onDropped(e);
    } else if (event instanceof RouterEvent.PoolResting e) {
      onPoolResting(e);
    } else if (event instanceof RouterEvent.LimitLearned e) {
      onLimitLearned(e);
    } else if (event instanceof RouterEvent.LaneHealthChanged e) {
      onLaneHealthChanged(e);
    } else if (event instanceof RouterEvent.LaneClosed e) {
      onLaneClosed(e);
    } else if (event instanceof RouterEvent.AccountClosed e) {
      onAccountClosed(e);
    } else if (event instanceof RouterEvent.BudgetSpent e) {
      onBudgetSpent(e);
    } else if (event instanceof RouterEvent.WorkMoved e) {
      onWorkMoved(e);
    } else if (event instanceof RouterEvent.StoreLost e) {
      onStoreLost(e);
    } else if (event instanceof RouterEvent.StoreReturned e) {
      onStoreReturned(e);
    }
  }

  /** One call on one lane ended. */
  default void onAttempt(RouterEvent.AttemptFinished event) {}

  /** A request ended. */
  default void onRequestFinished(RouterEvent.RequestFinished event) {}

  /** A request has to wait. */
  default void onQueued(RouterEvent.RequestQueued event) {}

  /** Optional work was dropped. */
  default void onDropped(RouterEvent.RequestDropped event) {}

  /** A pool rests. */
  default void onPoolResting(RouterEvent.PoolResting event) {}

  /** A limit was learned. */
  default void onLimitLearned(RouterEvent.LimitLearned event) {}

  /** The health of a lane changed. */
  default void onLaneHealthChanged(RouterEvent.LaneHealthChanged event) {}

  /** A lane is closed. */
  default void onLaneClosed(RouterEvent.LaneClosed event) {}

  /** An account is closed. */
  default void onAccountClosed(RouterEvent.AccountClosed event) {}

  /** An item of work moved on. */
  default void onWorkMoved(RouterEvent.WorkMoved event) {}

  /** The store does not answer. */
  default void onStoreLost(RouterEvent.StoreLost event) {}

  /** The store answers again. */
  default void onStoreReturned(RouterEvent.StoreReturned event) {}

  /** A budget is spent. */
  default void onBudgetSpent(RouterEvent.BudgetSpent event) {}
}
