package dev.laneway.core.budget;

import dev.laneway.api.Money;
import java.util.List;

/** What a call has reserved on the budgets that it touches. */
public final class Reservation {

  /** Nothing on no budget. */
  public static final Reservation NONE = new Reservation(List.of(), Money.ZERO, 1);

  private final List<Account> accounts;
  private final Money amount;
  private final int crowd;

  /**
   * @param crowd for how many routers it counts
   */
  Reservation(List<Account> accounts, Money amount, int crowd) {
    this.accounts = accounts;
    this.amount = amount;
    this.crowd = crowd;
  }

  int crowd() {
    return crowd;
  }

  /** The budgets that it holds something of. */
  public List<? extends SharedBudget> budgets() {
    return accounts;
  }

  List<Account> accounts() {
    return accounts;
  }

  /** How much it holds of each. */
  public Money amount() {
    return amount;
  }

  /** Whether it holds anything back from others. */
  public boolean isEmpty() {
    return accounts.isEmpty();
  }
}
