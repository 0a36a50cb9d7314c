package dev.laneway.core;

import dev.laneway.api.Budget;
import dev.laneway.api.Money;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One budget of a configuration that is meant for something in particular.
 *
 * @param name for events and errors; made from the rest unless told
 * @param amount dollars
 * @param per over which stretch
 * @param scope what sort of thing it is meant for; everything unless told
 * @param value which one: a provider, an account, a lane, a route, a tenant, or a tag {@code
 *     name=value}
 * @param zone where days, weeks and months begin; UTC unless told
 * @param hard whether calls are refused when it is spent, rather than only reported; true unless
 *     told
 */
public record BudgetConfig(
    @Nullable String name,
    String amount,
    Budget.Period per,
    Budget.Scope.@Nullable Kind scope,
    @Nullable String value,
    @Nullable ZoneId zone,
    @Nullable Boolean hard) {

  /** Checks that amount and period are there. */
  public BudgetConfig {
    Config.required(amount, "budgets[].amount");
    Config.required(per, "budgets[].per");
  }

  Budget toBudget() {
    return new Budget(
        name == null ? "" : name,
        dollars(),
        per,
        scopeOf(scope == null ? Budget.Scope.Kind.ALL : scope),
        zone == null ? ZoneOffset.UTC : zone,
        !Boolean.FALSE.equals(hard));
  }

  private Money dollars() {
    try {
      return Money.usd(amount);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("budgets[].amount: " + wrong.getMessage(), wrong);
    }
  }

  private Budget.Scope scopeOf(Budget.Scope.Kind kind) {
    boolean named =
        switch (kind) {
          case ALL, EACH_TENANT, FALLBACK -> false;
          case PROVIDER, ACCOUNT, LANE, ROUTE, TENANT, TAG -> true;
        };
    if (!named) {
      return new Budget.Scope(kind, "");
    }
    String of = Config.required(value, "budgets[].value of scope " + kind);
    if (kind == Budget.Scope.Kind.TAG && of.indexOf('=') < 1) {
      throw new IllegalArgumentException(
          "budgets[].value of scope TAG must be name=value, was '" + of + "'");
    }
    return new Budget.Scope(kind, of);
  }
}
