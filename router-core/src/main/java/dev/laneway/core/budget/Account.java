package dev.laneway.core.budget;

import dev.laneway.api.Budget;
import dev.laneway.api.Money;
import dev.laneway.core.time.Moment;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/** What has been spent and what is reserved of one budget in its current period. */
final class Account implements SharedBudget {

  private final Budget budget;
  private final String tenant;
  private long endsMillis = Long.MIN_VALUE;
  private long spent; // picodollars, like the next two
  private long reserved;
  private long elsewhere;
  private boolean told;

  /**
   * @param tenant whose it is, where each tenant has one
   */
  Account(Budget budget, String tenant) {
    this.budget = budget;
    this.tenant = tenant;
  }

  Budget budget() {
    return budget;
  }

  /** Starts a new period when the old one is over; what is reserved belongs to whoever ends it. */
  private void roll(Moment now) {
    if (budget.period() == Budget.Period.TOTAL) {
      endsMillis = Long.MAX_VALUE;
    } else if (now.wallMillis() >= endsMillis) {
      endsMillis = endOf(now.wallMillis());
      spent = 0;
      elsewhere = 0;
      told = false;
    }
  }

  private long endOf(long wallMillis) {
    ZonedDateTime here = Instant.ofEpochMilli(wallMillis).atZone(budget.zone());
    LocalDate today = here.toLocalDate();
    return switch (budget.period()) {
      case HOUR -> here.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant().toEpochMilli();
      case DAY -> startOf(today.plusDays(1));
      case WEEK -> startOf(today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)));
      case MONTH -> startOf(today.withDayOfMonth(1).plusMonths(1));
      case REQUEST, TOTAL -> Long.MAX_VALUE;
    };
  }

  private long startOf(LocalDate day) {
    return day.atStartOfDay(budget.zone()).toInstant().toEpochMilli();
  }

  /** Whether so much more fits, so many times. */
  boolean hasRoomFor(Money estimate, int times, Moment now) {
    roll(now);
    long all = sum(sum(spent, reserved), elsewhere);
    long most = Long.MAX_VALUE / times;
    long more = Math.min(estimate.picodollars(), most) * times;
    return sum(all, more) <= budget.amount().picodollars();
  }

  /** Whether it would fit once what is under way has ended without cost. */
  boolean mayGetRoomFor(Money estimate, Moment now) {
    roll(now);
    long taken = sum(spent, elsewhere);
    return sum(taken, estimate.picodollars()) <= budget.amount().picodollars();
  }

  /** The sum, or the largest amount where it would not fit: then all is spent anyway. */
  private static long sum(long one, long other) {
    long sum = one + other;
    boolean overflows = one > 0 && other > 0 && sum < 0;
    return overflows ? Long.MAX_VALUE : sum;
  }

  void reserve(Money estimate) {
    reserved = Math.addExact(reserved, estimate.picodollars());
  }

  void settle(Money estimate, Money cost, Moment now) {
    roll(now);
    reserved = Math.subtractExact(reserved, estimate.picodollars());
    spent = sum(spent, cost.picodollars());
  }

  /** When it renews, if it ever does. */
  Optional<Instant> renews(Moment now) {
    roll(now);
    return endsMillis == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(endsMillis));
  }

  /** Whether this is the first time in its period that it is found spent. */
  boolean isNews() {
    boolean news = !told;
    told = true;
    return news;
  }

  boolean isOverspent() {
    return sum(spent, elsewhere) > budget.amount().picodollars();
  }

  Money spent(Moment now) {
    roll(now);
    return new Money(sum(spent, elsewhere));
  }

  @Override
  public String name() {
    return budget + " " + tenant;
  }

  @Override
  public boolean isHard() {
    return budget.hard();
  }

  @Override
  public Money most() {
    return budget.amount();
  }

  @Override
  public long endsAtMillis(Moment now) {
    roll(now);
    return endsMillis;
  }

  @Override
  public void spentElsewhere(long periodEndsAtMillis, Money amount, Moment now) {
    roll(now);
    if (periodEndsAtMillis == endsMillis) {
      elsewhere = amount.picodollars();
    }
  }

  @Override
  public boolean assumeElsewhere(Money amount, Moment now) {
    boolean fits = !budget.hard() || hasRoomFor(amount, 1, now);
    if (fits) {
      assumeElsewhere(amount);
    }
    return fits;
  }

  /** Nobody can be asked: what is reserved here is counted for the others as well. */
  void assumeElsewhere(Money amount) {
    elsewhere = Math.max(0, Math.addExact(elsewhere, amount.picodollars()));
  }

  Money reserved() {
    return new Money(reserved);
  }

  String words(Moment now) {
    return "budget %s: %s spent, %s reserved%s"
        .formatted(
            budget,
            spent(now),
            reserved(),
            renews(now).map(moment -> ", renews at " + moment).orElse(""));
  }
}
