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
  private final Counts counts;
  private long toldOfPeriod = Long.MIN_VALUE;

  /** What has been spent and reserved; in picodollars. */
  private static final class Counts {
    private long endsMillis = Long.MIN_VALUE;
    private long spent;
    private long reserved;
    private long elsewhere;
  }

  /**
   * @param tenant whose it is, where each tenant has one
   */
  Account(Budget budget, String tenant) {
    this(budget, tenant, new Counts());
  }

  private Account(Budget budget, String tenant, Counts counts) {
    this.budget = budget;
    this.tenant = tenant;
    this.counts = counts;
  }

  /** This account under a budget that may be of another amount: what is spent stays spent. */
  Account under(Budget changed) {
    return changed.equals(budget) ? this : new Account(changed, tenant, counts);
  }

  /** Whether a budget counts the same calls over the same stretch. */
  boolean countsAs(Budget other) {
    return budget.period() == other.period()
        && budget.scope().equals(other.scope())
        && budget.zone().equals(other.zone());
  }

  Budget budget() {
    return budget;
  }

  /** Starts a new period when the old one is over; what is reserved belongs to whoever ends it. */
  private void roll(Moment now) {
    if (budget.period() == Budget.Period.TOTAL) {
      counts.endsMillis = Long.MAX_VALUE;
    } else if (now.wallMillis() >= counts.endsMillis) {
      counts.endsMillis = endOf(now.wallMillis());
      counts.spent = 0;
      counts.elsewhere = 0;
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
    long all = sum(sum(counts.spent, counts.reserved), counts.elsewhere);
    long most = Long.MAX_VALUE / times;
    long more = Math.min(estimate.picodollars(), most) * times;
    return sum(all, more) <= budget.amount().picodollars();
  }

  /** Whether it would fit once what is under way has ended without cost. */
  boolean mayGetRoomFor(Money estimate, Moment now) {
    roll(now);
    long taken = sum(counts.spent, counts.elsewhere);
    return sum(taken, estimate.picodollars()) <= budget.amount().picodollars();
  }

  /** The sum, or the largest amount where it would not fit: then all is spent anyway. */
  private static long sum(long one, long other) {
    long sum = one + other;
    boolean overflows = one > 0 && other > 0 && sum < 0;
    return overflows ? Long.MAX_VALUE : sum;
  }

  void reserve(Money estimate) {
    counts.reserved = Math.addExact(counts.reserved, estimate.picodollars());
  }

  void settle(Money estimate, Money cost, Moment now) {
    roll(now);
    counts.reserved = Math.subtractExact(counts.reserved, estimate.picodollars());
    counts.spent = sum(counts.spent, cost.picodollars());
  }

  /** When it renews, if it ever does. */
  Optional<Instant> renews(Moment now) {
    roll(now);
    return counts.endsMillis == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochMilli(counts.endsMillis));
  }

  /** Whether this is the first time in its period that it is found spent. */
  boolean isNews() {
    boolean news = toldOfPeriod != counts.endsMillis;
    toldOfPeriod = counts.endsMillis;
    return news;
  }

  boolean isTakenElsewhere() {
    return counts.elsewhere > 0;
  }

  boolean isOverspent() {
    return sum(counts.spent, counts.elsewhere) > budget.amount().picodollars();
  }

  Money spent(Moment now) {
    roll(now);
    return new Money(sum(counts.spent, counts.elsewhere));
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
    return counts.endsMillis;
  }

  @Override
  public void spentElsewhere(long periodEndsAtMillis, Money amount, Moment now) {
    roll(now);
    if (periodEndsAtMillis == counts.endsMillis) {
      counts.elsewhere = amount.picodollars();
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
    counts.elsewhere = Math.max(0, Math.addExact(counts.elsewhere, amount.picodollars()));
  }

  Money reserved() {
    return new Money(counts.reserved);
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
