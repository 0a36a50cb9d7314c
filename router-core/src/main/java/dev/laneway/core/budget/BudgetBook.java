package dev.laneway.core.budget;

import dev.laneway.api.Budget;
import dev.laneway.api.Budget.Scope;
import dev.laneway.api.Money;
import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * All budgets of a router. A call reserves its estimate on every budget that it touches, together,
 * and settles with what it did cost. Guarded by the scheduler's lock.
 */
public final class BudgetBook {

  /** Tenants that have not called for longest are forgotten first. */
  private static final int MOST_TENANTS = 10_000;

  private static final long NEVER = Long.MAX_VALUE;
  private static final long UNTIL_RELEASE = Long.MAX_VALUE - 1;

  private final List<Account> accounts = new ArrayList<>();
  private final List<Budget> forEachTenant = new ArrayList<>();
  private final List<Budget> forEachRequest = new ArrayList<>();
  private final Map<String, List<Account>> tenants =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Account>> eldest) {
          return size() > MOST_TENANTS;
        }
      };
  private final BiConsumer<Budget, Optional<Instant>> spentListener;
  private int crowd = 1;

  /** A book of these budgets; the listener hears once a period that one is spent. */
  public BudgetBook(List<Budget> budgets, BiConsumer<Budget, Optional<Instant>> spentListener) {
    this.spentListener = spentListener;
    for (Budget budget : budgets) {
      if (budget.period() == Budget.Period.REQUEST) {
        forEachRequest.add(budget);
      } else if (budget.scope().kind() == Scope.Kind.EACH_TENANT) {
        forEachTenant.add(budget);
      } else {
        accounts.add(new Account(budget, ""));
      }
    }
  }

  /** For how many routers each call counts: one, unless others share and cannot be asked. */
  public void crowd(int members) {
    crowd = members;
  }

  /** Whether there is nothing to keep to. */
  public boolean isEmpty() {
    return accounts.isEmpty() && forEachTenant.isEmpty() && forEachRequest.isEmpty();
  }

  /** A book that takes another's place: what was spent stays spent, also under another amount. */
  public BudgetBook(
      List<Budget> budgets,
      BiConsumer<Budget, Optional<Instant>> spentListener,
      BudgetBook before) {
    this(budgets, spentListener);
    continued(accounts, before.accounts);
    before.tenants.forEach(
        (tenant, old) -> {
          List<Account> own = new ArrayList<>(newAccountsOf(tenant));
          continued(own, old);
          tenants.put(tenant, List.copyOf(own));
        });
  }

  /** Each account takes the place of one before that counts the same; an equal one first. */
  private static void continued(List<Account> accounts, List<Account> before) {
    List<Account> left = new ArrayList<>(before);
    accounts.replaceAll(
        account -> {
          Budget budget = account.budget();
          Optional<Account> old =
              left.stream()
                  .filter(one -> one.budget().equals(budget))
                  .findFirst()
                  .or(() -> left.stream().filter(one -> one.countsAs(budget)).findFirst());
          old.ifPresent(left::remove);
          return old.map(one -> one.under(budget)).orElse(account);
        });
  }

  private List<Account> newAccountsOf(String tenant) {
    return forEachTenant.stream().map(each -> new Account(each, tenant)).toList();
  }

  private List<Account> touchedBy(Purchase purchase) {
    List<Account> own = tenantsOwn(purchase);
    if (own.isEmpty() && coverAll(purchase)) {
      return accounts;
    }
    List<Account> touched = new ArrayList<>(accounts.size() + own.size());
    for (Account account : accounts) {
      if (covers(account.budget().scope(), purchase)) {
        touched.add(account);
      }
    }
    touched.addAll(own);
    return touched;
  }

  private boolean coverAll(Purchase purchase) {
    for (int i = 0; i < accounts.size(); i++) {
      if (!covers(accounts.get(i).budget().scope(), purchase)) {
        return false;
      }
    }
    return true;
  }

  private List<Account> tenantsOwn(Purchase purchase) {
    return forEachTenant.isEmpty() || purchase.tenant().isEmpty()
        ? List.of()
        : tenants.computeIfAbsent(purchase.tenant(), this::newAccountsOf);
  }

  private static boolean covers(Scope scope, Purchase purchase) {
    return switch (scope.kind()) {
      case ALL -> true;
      case PROVIDER -> scope.value().equals(purchase.lane().provider());
      case ACCOUNT -> scope.value().equals(purchase.lane().account().toString());
      case LANE -> scope.value().equals(purchase.lane().toString());
      case ROUTE -> scope.value().equals(purchase.route());
      case TENANT -> scope.value().equals(purchase.tenant());
      case EACH_TENANT -> !purchase.tenant().isEmpty();
      case TAG -> isTagged(scope.value(), purchase.tags());
      case FALLBACK -> purchase.fallback();
    };
  }

  private static boolean isTagged(String tag, Map<String, String> tags) {
    int split = tag.indexOf('=');
    return tag.substring(split + 1).equals(tags.get(tag.substring(0, split)));
  }

  /** How long until such a call may be paid for; zero for now. Nothing is reserved. */
  public long nanosUntil(
      Purchase purchase, Optional<Money> estimate, Money spentOnRequest, Moment now) {
    if (isEmpty() || isFree(estimate)) {
      return 0;
    }
    if (isOverRequestBudget(purchase, estimate, spentOnRequest)) {
      return NEVER;
    }
    long wait = 0;
    for (int i = 0; i < accounts.size(); i++) {
      Account account = accounts.get(i);
      if (covers(account.budget().scope(), purchase)) {
        wait = Math.max(wait, waitForHard(account, estimate, now));
      }
    }
    List<Account> own = tenantsOwn(purchase);
    for (int i = 0; i < own.size(); i++) {
      wait = Math.max(wait, waitForHard(own.get(i), estimate, now));
    }
    return wait;
  }

  private static boolean isFree(Optional<Money> estimate) {
    return estimate.isPresent() && estimate.get().picodollars() == 0;
  }

  private boolean isOverRequestBudget(
      Purchase purchase, Optional<Money> estimate, Money spentOnRequest) {
    for (int i = 0; i < forEachRequest.size(); i++) {
      Budget budget = forEachRequest.get(i);
      if (budget.hard()
          && covers(budget.scope(), purchase)
          && (estimate.isEmpty()
              || spentOnRequest.plus(estimate.get()).compareTo(budget.amount()) > 0)) {
        return true;
      }
    }
    return false;
  }

  private long waitForHard(Account account, Optional<Money> estimate, Moment now) {
    return account.budget().hard() ? waitFor(account, estimate, now) : 0;
  }

  private long waitFor(Account account, Optional<Money> estimate, Moment now) {
    if (estimate.isEmpty()) {
      return NEVER; // what nobody can price cannot be held to a budget
    }
    if (account.hasRoomFor(estimate.get(), crowd, now)) {
      return 0;
    }
    if (account.mayGetRoomFor(estimate.get(), now)) {
      return UNTIL_RELEASE;
    }
    if (account.isNews()) {
      spentListener.accept(account.budget(), account.renews(now));
    }
    return account.budget().amount().compareTo(estimate.get()) < 0
        ? NEVER
        : nanosUntilRenewal(account, now);
  }

  private static long nanosUntilRenewal(Account account, Moment now) {
    return account
        .renews(now)
        .map(moment -> Duration.ofMillis(moment.toEpochMilli() - now.wallMillis()).toNanos())
        .orElse(NEVER);
  }

  /** Whether other routers have spent or hold some of what pays for this. */
  public boolean isTakenElsewhere(Purchase purchase) {
    for (Account account : touchedBy(purchase)) {
      if (account.isTakenElsewhere()) {
        return true;
      }
    }
    return false;
  }

  /** How long until the first of the budgets that have no room for such a call starts anew. */
  public long nanosUntilRenewal(Purchase purchase, Optional<Money> estimate, Moment now) {
    long soonest = NEVER;
    for (Account account : touchedBy(purchase)) {
      if (account.budget().hard()
          && estimate.filter(money -> !account.hasRoomFor(money, crowd, now)).isPresent()) {
        soonest = Math.min(soonest, nanosUntilRenewal(account, now));
      }
    }
    return soonest;
  }

  /** Why such a call may not be paid for, for people; empty when it may. */
  public String refusalOf(
      Purchase purchase, Optional<Money> estimate, Money spentOnRequest, Moment now) {
    if (isEmpty() || isFree(estimate)) {
      return "";
    }
    for (Budget budget : forEachRequest) {
      if (budget.hard() && covers(budget.scope(), purchase)) {
        if (estimate.isEmpty()) {
          return "its price is unknown, and budget " + budget + " is hard";
        }
        if (spentOnRequest.plus(estimate.get()).compareTo(budget.amount()) > 0) {
          return "budget %s: %s spent, up to %s needed"
              .formatted(budget, spentOnRequest, estimate.get());
        }
      }
    }
    for (Account account : touchedBy(purchase)) {
      if (account.budget().hard() && waitFor(account, estimate, now) > 0) {
        return estimate.isEmpty()
            ? "its price is unknown, and budget " + account.budget() + " is hard"
            : account.words(now) + ", up to " + estimate.get() + " needed";
      }
    }
    return "";
  }

  /** Reserves the estimate on every budget that the call touches. */
  public Reservation reserve(Purchase purchase, Optional<Money> estimate) {
    Money amount = estimate.orElse(Money.ZERO);
    if (isEmpty()) {
      return new Reservation(List.of(), amount, 1);
    }
    List<Account> touched = touchedBy(purchase);
    for (int i = 0; i < touched.size(); i++) {
      touched.get(i).reserve(amount);
      if (crowd > 1) {
        touched.get(i).assumeElsewhere(amount.times(crowd - 1L));
      }
    }
    return new Reservation(touched, amount, crowd);
  }

  /** Ends a reservation with what the call did cost. */
  public void settle(Reservation reservation, Money cost, Moment now) {
    for (int i = 0; i < reservation.accounts().size(); i++) {
      Account account = reservation.accounts().get(i);
      account.settle(reservation.amount(), cost, now);
      if (reservation.crowd() > 1) {
        account.assumeElsewhere(cost.minus(reservation.amount()).times(reservation.crowd() - 1L));
      }
      if (account.isOverspent() && account.isNews()) {
        spentListener.accept(account.budget(), account.renews(now));
      }
    }
  }

  /** The state of one budget. */
  public record Standing(Budget budget, Money spent, Money reserved, Optional<Instant> renews) {}

  /** The state of every budget that is not each request's own. */
  public List<Standing> standings(Moment now) {
    List<Account> all = new ArrayList<>(accounts);
    tenants.values().forEach(all::addAll);
    return all.stream()
        .map(
            account ->
                new Standing(
                    account.budget(), account.spent(now), account.reserved(), account.renews(now)))
        .toList();
  }
}
