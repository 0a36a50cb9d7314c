package dev.laneway.core.event;

import dev.laneway.api.AccountId;
import dev.laneway.api.Attempt;
import dev.laneway.api.LaneId;
import dev.laneway.api.Receipt;
import dev.laneway.api.RouterException;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Something that happened in a router. Holds no prompt, no reply and no key. */
public sealed interface RouterEvent {

  /** One call on one lane ended. */
  record AttemptFinished(String route, Urgency urgency, Attempt attempt) implements RouterEvent {}

  /** A request ended: with a reply, or for a reason. */
  record RequestFinished(
      String route, Urgency urgency, Receipt receipt, Optional<RouterException.Reason> reason)
      implements RouterEvent {}

  /** A request has to wait for a permit. */
  record RequestQueued(String route, Urgency urgency, int waiting) implements RouterEvent {}

  /** Optional work was dropped. */
  record RequestDropped(String route, String because) implements RouterEvent {}

  /** A pool rests since its vendor said no. */
  record PoolResting(String pool, Duration rest, boolean stated, String because)
      implements RouterEvent {}

  /** A limit was learned from an answer. */
  record LimitLearned(String pool, String limits) implements RouterEvent {}

  /** The health of a lane changed: well, degraded, down, probing or ramping. */
  record LaneHealthChanged(LaneId lane, String state, String because) implements RouterEvent {}

  /** A lane is closed until somebody acts. */
  record LaneClosed(LaneId lane, String because) implements RouterEvent {}

  /** An account is closed until somebody acts. */
  record AccountClosed(AccountId account, String because) implements RouterEvent {}

  /**
   * An item of work moved on.
   *
   * @param tries how many tries have failed so far
   * @param attempt the call that has just ended, for {@link Stage#ATTEMPTED}
   * @param because why it waits again or failed
   */
  record WorkMoved(
      String id, Stage stage, int tries, Optional<Attempt> attempt, Optional<String> because)
      implements RouterEvent {

    /** Where the item has come to. */
    public enum Stage {
      /** It was handed over and is safe. */
      QUEUED,
      /** A router begins a try. */
      STARTED,
      /** One call for it ended. */
      ATTEMPTED,
      /** It will be tried again later. */
      WAITING,
      /** It has its reply. */
      DONE,
      /** It failed for good; its receipt is kept. */
      FAILED,
      /** There was nothing to spare for it. */
      DROPPED,
      /** It was cancelled. */
      CANCELLED
    }
  }

  /** The store does not answer: shared limits are kept to in the declared mode. */
  record StoreLost(String store, String mode, String because) implements RouterEvent {}

  /** The store answers again, and has been told what was taken meanwhile. */
  record StoreReturned(String store, Duration away) implements RouterEvent {}

  /** A budget is spent. */
  record BudgetSpent(String budget, Optional<Instant> renews) implements RouterEvent {}
}
