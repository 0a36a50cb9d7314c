package dev.laneway.core.schedule;

import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Usage;
import dev.laneway.core.budget.Reservation;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Hold;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to send once on a lane, over all its pools together. It ends exactly once; later
 * endings are ignored, so that a cancellation and an answer may race.
 */
final class Permit {

  private final Scheduler scheduler;
  private final LaneState lane;
  private final Demand estimate;
  private final Demand demand;
  private final List<Hold> holds;
  private final Wallet wallet;
  private final Reservation money;
  private final @Nullable Passage passage;
  private final long grantedAt;
  private Money cost = Money.ZERO;
  private boolean ended;

  Permit(
      Scheduler scheduler,
      LaneState lane,
      Demand estimate,
      Demand demand,
      List<Hold> holds,
      Wallet wallet,
      Reservation money,
      @Nullable Passage passage,
      long grantedAt) {
    this.scheduler = scheduler;
    this.lane = lane;
    this.estimate = estimate;
    this.demand = demand;
    this.holds = holds;
    this.wallet = wallet;
    this.money = money;
    this.passage = passage;
    this.grantedAt = grantedAt;
  }

  LaneState lane() {
    return lane;
  }

  Demand demand() {
    return demand;
  }

  /** The way past those who share its pools and budgets; null when nobody does. */
  @Nullable Passage passage() {
    return passage;
  }

  void settlePassage() {
    if (passage != null) {
      passage.settle(cost);
    }
  }

  private void pay(Money amount, Moment now) {
    cost = amount;
    wallet.settle(money, amount, now);
  }

  /** What it took from that pool, if it drew on it. */
  @Nullable Hold holdOn(Pool pool) {
    for (Hold hold : holds) {
      if (hold.pool() == pool) {
        return hold;
      }
    }
    return null;
  }

  /** When it was given, on the monotonic clock. */
  long grantedAt() {
    return grantedAt;
  }

  /** The vendor began to speak. */
  void spoke() {
    scheduler.guarded(now -> lane.pace().spoke(now.nanos() - grantedAt));
  }

  /** Whether it held money back from others. */
  boolean heldMoney() {
    return !money.isEmpty();
  }

  /** The call was answered, used so much and cost so much, as far as that can be told. */
  void spent(Usage usage, Optional<Money> cost) {
    scheduler.end(
        this,
        now -> {
          if (!usage.estimated()) {
            lane.scale().observed(estimate.inputTokens(), usage.inputTokens());
          }
          lane.pace().answered(usage.inputTokens(), usage.outputTokens(), now.nanos() - grantedAt);
          pay(cost.orElse(Money.ZERO), now);
          boolean changed = lane.health().worked();
          lane.standing().worked();
          for (Hold hold : holds) {
            hold.pool().spent(hold, usage.inputTokens(), usage.outputTokens(), now);
          }
          if (changed) {
            scheduler.cooling().healthChanged(lane, "an answer");
          }
        });
  }

  /** The call failed: the vendor, or the way to it, said why. What was shown has its cost. */
  void failed(ProviderFailure failure, Optional<Money> cost) {
    scheduler.end(
        this,
        now -> {
          pay(cost.orElse(Money.ZERO), now);
          settleFailure(failure, now);
          scheduler.cooling().after(failure, this, now);
        });
  }

  private void settleFailure(ProviderFailure failure, Moment now) {
    for (Hold hold : holds) {
      switch (failure.kind()) {
        case THROTTLED, QUOTA_SPENT, CREDIT_SPENT, TOO_LARGE -> hold.pool().refused(hold, now);
        case UNAVAILABLE, UNREADABLE -> {
          if (failure.status() >= 400) {
            hold.pool().answeredWithError(hold, demand.inputTokens(), now);
          } else {
            hold.pool().lost(hold, now.nanos() - grantedAt, now);
          }
        }
        case UNAUTHORIZED, MODEL_GONE, REFUSED, REJECTED ->
            hold.pool().answeredWithError(hold, 0, now);
      }
    }
  }

  /** The call was sent and given up: the estimate stays counted, and its cost. */
  void lost(Optional<Money> cost) {
    scheduler.end(
        this,
        now -> {
          pay(cost.orElse(Money.ZERO), now);
          lane.health().endedNeutral(now);
          lane.standing().endedNeutral();
          holds.forEach(hold -> hold.pool().lost(hold, now.nanos() - grantedAt, now));
        });
  }

  /** The call was never sent. */
  void unused() {
    scheduler.end(
        this,
        now -> {
          pay(Money.ZERO, now);
          lane.health().endedNeutral(now);
          lane.standing().endedNeutral();
          holds.forEach(hold -> hold.pool().unused(hold, now));
        });
  }

  /** Marks the end; answers whether this is the first. Called with the lock held. */
  boolean endFirst() {
    boolean first = !ended;
    ended = true;
    return first;
  }
}
