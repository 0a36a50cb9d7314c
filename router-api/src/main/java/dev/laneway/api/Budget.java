package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Money that an application allows itself to spend: so much, in a period, for something. Reserved
 * before a call and settled after it, so that a hard budget is not exceeded however many calls are
 * under way. Lanes that cost nothing go on when a budget is spent.
 *
 * <pre>{@code
 * Budget.perDay("5.00");
 * Budget.perMonth("20").forTenant("acme");
 * Budget.perHour("0.50").forFallback().soft();
 * }</pre>
 *
 * @param name for events and errors; made from the rest unless given
 * @param amount how much
 * @param period over which stretch
 * @param scope for what
 * @param zone where the periods of the calendar begin
 * @param hard whether calls are refused when it is spent, rather than only reported
 */
public record Budget(
    String name, Money amount, Period period, Scope scope, ZoneId zone, boolean hard) {

  /** Over which stretch a budget is spent. */
  public enum Period {
    /** One request, all its attempts together. */
    REQUEST,
    /** A full hour. */
    HOUR,
    /** Midnight to midnight. */
    DAY,
    /** Monday to Monday. */
    WEEK,
    /** The first of a month to the next. */
    MONTH,
    /** As long as the router lives, or its store remembers. */
    TOTAL
  }

  /**
   * For what a budget is meant.
   *
   * @param value which one, where the kind names one
   */
  public record Scope(Kind kind, String value) {

    /** What sort of thing. */
    public enum Kind {
      /** Everything. */
      ALL,
      /** A provider. */
      PROVIDER,
      /** An account. */
      ACCOUNT,
      /** A lane. */
      LANE,
      /** A route. */
      ROUTE,
      /** One tenant. */
      TENANT,
      /** Each tenant for itself. */
      EACH_TENANT,
      /** Calls with a tag, {@code name=value}. */
      TAG,
      /** What is spent because the first choice was not available. */
      FALLBACK
    }

    /** Checks that both are there. */
    public Scope {
      requireNonNull(kind, "kind");
      requireNonNull(value, "value");
    }
  }

  /** Checks that the amount is not negative. */
  public Budget {
    requireNonNull(name, "name");
    requireNonNull(period, "period");
    requireNonNull(scope, "scope");
    requireNonNull(zone, "zone");
    if (amount.compareTo(Money.ZERO) < 0) {
      throw new IllegalArgumentException("amount of a budget must not be negative, was " + amount);
    }
  }

  private static Budget of(String dollars, Period period) {
    return new Budget(
        "",
        Money.usd("amount of a budget", dollars),
        period,
        new Scope(Scope.Kind.ALL, ""),
        ZoneOffset.UTC,
        true);
  }

  /** So many dollars for each request. */
  public static Budget perRequest(String dollars) {
    return of(dollars, Period.REQUEST);
  }

  /** So many dollars in each hour. */
  public static Budget perHour(String dollars) {
    return of(dollars, Period.HOUR);
  }

  /** So many dollars in each day. */
  public static Budget perDay(String dollars) {
    return of(dollars, Period.DAY);
  }

  /** So many dollars in each week. */
  public static Budget perWeek(String dollars) {
    return of(dollars, Period.WEEK);
  }

  /** So many dollars in each month. */
  public static Budget perMonth(String dollars) {
    return of(dollars, Period.MONTH);
  }

  /** So many dollars in all. */
  public static Budget inAll(String dollars) {
    return of(dollars, Period.TOTAL);
  }

  private Budget scoped(Scope.Kind kind, String value) {
    return new Budget(name, amount, period, new Scope(kind, value), zone, hard);
  }

  /** The same for one provider. */
  public Budget forProvider(String provider) {
    return scoped(Scope.Kind.PROVIDER, provider);
  }

  /** The same for one account. */
  public Budget forAccount(String account) {
    return scoped(Scope.Kind.ACCOUNT, AccountId.of(account).toString());
  }

  /** The same for one lane. */
  public Budget forLane(String lane) {
    return scoped(Scope.Kind.LANE, LaneId.of(lane).toString());
  }

  /** The same for one route. */
  public Budget forRoute(String route) {
    return scoped(Scope.Kind.ROUTE, route);
  }

  /** The same for one tenant. */
  public Budget forTenant(String tenant) {
    return scoped(Scope.Kind.TENANT, tenant);
  }

  /** The same for each tenant by itself. */
  public Budget forEachTenant() {
    return scoped(Scope.Kind.EACH_TENANT, "");
  }

  /** The same for calls with this tag. */
  public Budget forTag(String tag, String value) {
    return scoped(Scope.Kind.TAG, tag + "=" + value);
  }

  /** The same for what is spent because the first choice was not available. */
  public Budget forFallback() {
    return scoped(Scope.Kind.FALLBACK, "");
  }

  /** The same, but reported instead of enforced. */
  public Budget soft() {
    return new Budget(name, amount, period, scope, zone, false);
  }

  /** The same with the periods of another zone's calendar. */
  public Budget in(ZoneId where) {
    return new Budget(name, amount, period, scope, where, hard);
  }

  /** The same under a name of your own. */
  public Budget named(String words) {
    return new Budget(words, amount, period, scope, zone, hard);
  }

  @Override
  public String toString() {
    if (!name.isEmpty()) {
      return name;
    }
    String of =
        switch (scope.kind()) {
          case ALL -> "";
          case EACH_TENANT -> " for each tenant";
          case FALLBACK -> " for fallback";
          case PROVIDER, ACCOUNT, LANE, ROUTE, TENANT, TAG ->
              " for " + scope.kind().name().toLowerCase(Locale.ROOT) + " " + scope.value();
        };
    return amount
        + (period == Period.TOTAL ? " in all" : " per " + period.name().toLowerCase(Locale.ROOT))
        + of;
  }
}
