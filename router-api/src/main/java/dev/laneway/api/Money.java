package dev.laneway.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * An exact amount of US dollars, counted in whole picodollars: fine enough for the price of a
 * single token, large enough for nine million dollars. Arithmetic that would not fit throws.
 */
public record Money(long picodollars) implements Comparable<Money> {

  /** Nothing. Not to be used for a price that is unknown: that is an empty {@code Optional}. */
  public static final Money ZERO = new Money(0);

  private static final int SCALE = 12;
  private static final int MOST_DIGITS = 7; // of whole dollars

  /** Reads a decimal number of dollars such as {@code "5.00"}. */
  public static Money usd(String dollars) {
    return usd("an amount", dollars);
  }

  static Money usd(String setting, String dollars) {
    try {
      return of(new BigDecimal(dollars.strip()));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          setting + " must be a decimal number of dollars such as 5.00, was '" + dollars + "'",
          notANumber);
    }
  }

  /** A number of dollars; what is finer than a picodollar is rounded up. */
  public static Money of(BigDecimal dollars) {
    long digits = dollars.precision() - (long) dollars.scale();
    if (digits < -SCALE || dollars.signum() == 0) {
      return new Money(Math.max(0, dollars.signum()));
    }
    if (digits > MOST_DIGITS) {
      throw tooLarge(dollars);
    }
    BigDecimal pico = dollars.movePointRight(SCALE).setScale(0, RoundingMode.CEILING);
    try {
      return new Money(pico.longValueExact());
    } catch (ArithmeticException tooLarge) {
      throw tooLarge(dollars);
    }
  }

  private static IllegalArgumentException tooLarge(BigDecimal dollars) {
    return new IllegalArgumentException(
        "an amount must be below nine million dollars, was "
            + dollars.round(new MathContext(MOST_DIGITS)));
  }

  /** The sum. */
  public Money plus(Money other) {
    return new Money(Math.addExact(picodollars, other.picodollars));
  }

  /** The difference, which may be negative. */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(picodollars, other.picodollars));
  }

  /** This amount so many times. */
  public Money times(long count) {
    return new Money(Math.multiplyExact(picodollars, count));
  }

  /** The amount in dollars, exact. */
  public BigDecimal dollars() {
    return BigDecimal.valueOf(picodollars, SCALE);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(picodollars, other.picodollars);
  }

  @Override
  public String toString() {
    BigDecimal plain = dollars().stripTrailingZeros();
    return '$'
        + (plain.scale() < 2 ? plain.setScale(2, RoundingMode.UNNECESSARY) : plain).toPlainString();
  }
}
