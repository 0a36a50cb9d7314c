package dev.laneway.core.schedule;

import dev.laneway.api.CallOptions;
import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.Usage;
import dev.laneway.core.budget.BudgetBook;
import dev.laneway.core.budget.Purchase;
import dev.laneway.core.budget.Reservation;
import dev.laneway.core.quota.Demand;
import dev.laneway.core.quota.Pool;
import dev.laneway.core.time.Moment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one request may still spend: the budgets that it touches and its own most. Guarded by the
 * scheduler's lock.
 */
final class Wallet {

  private static final double CAUTION = 1.5;

  private final BudgetBook book;
  private final String route;
  private final CallOptions options;
  private @Nullable LaneId firstChoice;
  private Money spent = Money.ZERO;
  private @Nullable Quote quote;

  /** What a call on a lane would be, kept because it is asked for again and again. */
  private record Quote(LaneState lane, Demand demand, Purchase purchase, Optional<Money> most) {}

  Wallet(BudgetBook book, String route, CallOptions options) {
    this.book = book;
    this.route = route;
    this.options = options;
  }

  /** A wallet that nobody looks into. */
  static Wallet unbounded() {
    return new Wallet(new BudgetBook(List.of(), (budget, renews) -> {}), "", CallOptions.DEFAULT);
  }

  /** For whom the call is made. */
  String tenant() {
    return options.tenant();
  }

  void prefers(LaneId lane) {
    firstChoice = lane;
    quote = null;
  }

  private boolean isFree() {
    return book.isEmpty() && options.maxCost().isEmpty();
  }

  /** Whether other routers hold some of what the call here would be paid from. */
  boolean othersMayPayBack(LaneState lane) {
    return !book.isEmpty() && book.isTakenElsewhere(purchaseOn(lane));
  }

  /** How long until the call can be paid for on this lane. */
  long nanosUntil(LaneState lane, Demand demand, Moment now) {
    if (isFree()) {
      return 0;
    }
    Quote asked = quote(lane, demand);
    return exceedsOwnMost(asked.most())
        ? Pool.NEVER
        : book.nanosUntil(asked.purchase(), asked.most(), spent, now);
  }

  /** How long until the first of the budgets that keep the call from this lane starts anew. */
  long nanosUntilRenewal(LaneState lane, Demand demand, Moment now) {
    if (book.isEmpty()) {
      return Pool.NEVER;
    }
    Quote asked = quote(lane, demand);
    return book.nanosUntilRenewal(asked.purchase(), asked.most(), now);
  }

  /** Why the call cannot be paid for on this lane now; empty when it can. */
  String refusalOf(LaneState lane, Demand demand, Moment now) {
    if (isFree()) {
      return "";
    }
    Quote asked = quote(lane, demand);
    Optional<Money> most = asked.most();
    if (exceedsOwnMost(most)) {
      return most.isEmpty()
          ? "its price is unknown, and the call has a maxCost"
          : "up to %s needed, maxCost is %s, %s spent"
              .formatted(most.get(), options.maxCost().orElse(Money.ZERO), spent);
    }
    return book.refusalOf(asked.purchase(), most, spent, now);
  }

  private boolean exceedsOwnMost(Optional<Money> most) {
    Optional<Money> own = options.maxCost();
    if (own.isEmpty()) {
      return false;
    }
    return most.isEmpty() || spent.plus(most.get()).compareTo(own.get()) > 0;
  }

  /**
   * The most that the call can cost here: its prompt, generously counted, and its longest answer.
   */
  private static Optional<Money> mostOn(LaneState lane, Demand demand) {
    long input = Math.round(demand.inputTokens() * CAUTION);
    return lane.costOf(Usage.of(input, demand.maxOutputTokens()));
  }

  Reservation reserve(LaneState lane, Demand demand) {
    if (book.isEmpty()) {
      return Reservation.NONE;
    }
    Quote asked = quote(lane, demand);
    return book.reserve(asked.purchase(), asked.most());
  }

  void settle(Reservation reservation, Money cost, Moment now) {
    if (cost.picodollars() != 0) {
      spent = spent.plus(cost);
    }
    book.settle(reservation, cost, now);
  }

  private Quote quote(LaneState lane, Demand demand) {
    Quote last = quote;
    if (last != null && last.lane() == lane && last.demand().equals(demand)) {
      return last;
    }
    Quote made = new Quote(lane, demand, purchaseOn(lane), mostOn(lane, demand));
    quote = made;
    return made;
  }

  private Purchase purchaseOn(LaneState lane) {
    boolean fallback = firstChoice != null && !firstChoice.equals(lane.id());
    return new Purchase(lane.id(), route, options.tenant(), options.tags(), fallback);
  }
}
