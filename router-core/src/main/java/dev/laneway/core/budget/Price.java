package dev.laneway.core.budget;

import dev.laneway.api.Money;
import dev.laneway.api.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a model charges for each token, in exact picodollars. A price that is unknown is no price,
 * never zero.
 *
 * @param longPrompts what holds for the whole call instead when its prompt is longer than a mark
 */
public record Price(
    Money input, Money output, Money cachedInput, Optional<LongPrompts> longPrompts) {

  /** What a lane costs that is marked free. */
  public static final Price FREE = new Price(Money.ZERO, Money.ZERO, Money.ZERO, Optional.empty());

  /** No call costs more, whatever a vendor says: some half a million dollars. */
  static final Money MOST = new Money(Long.MAX_VALUE >> 4);

  /** The price of calls whose prompt has more tokens than this. */
  public record LongPrompts(long above, Price price) {}

  /** Checks that nothing is negative. */
  public Price {
    if (input.compareTo(Money.ZERO) < 0
        || output.compareTo(Money.ZERO) < 0
        || cachedInput.compareTo(Money.ZERO) < 0) {
      throw new IllegalArgumentException(
          "a price must not be negative, was %s in, %s out, %s cached"
              .formatted(input, output, cachedInput));
    }
  }

  /** Dollars for a million tokens, with the vendor's discount for cached input where known. */
  public static Price perMillion(
      BigDecimal input, BigDecimal output, Optional<BigDecimal> cachedInput) {
    return new Price(
        perToken(input), perToken(output), perToken(cachedInput.orElse(input)), Optional.empty());
  }

  private static Money perToken(BigDecimal perMillion) {
    return Money.of(perMillion.scaleByPowerOfTen(-6));
  }

  /** The same with another price for long prompts. */
  public Price above(long promptTokens, Price longer) {
    return new Price(
        input, output, cachedInput, Optional.of(new LongPrompts(promptTokens, longer)));
  }

  /** Whether nothing is charged, whatever is used. */
  public boolean isFree() {
    return longPrompts.isEmpty()
        && (input.picodollars() | output.picodollars() | cachedInput.picodollars()) == 0;
  }

  /** What this usage costs; a count of tokens that makes no sense costs {@link #MOST}. */
  public Money of(Usage usage) {
    if (longPrompts.isPresent() && usage.inputTokens() > longPrompts.get().above()) {
      return longPrompts.get().price().of(usage);
    }
    long cached = Math.min(usage.cachedInputTokens(), usage.inputTokens());
    long fresh = times(input, usage.inputTokens() - cached);
    long known = times(cachedInput, cached);
    long said = times(output, usage.outputTokens());
    return new Money(Math.min(fresh + known + said, MOST.picodollars()));
  }

  private static long times(Money price, long tokens) {
    boolean fits = price.picodollars() == 0 || tokens <= MOST.picodollars() / price.picodollars();
    return fits ? price.picodollars() * tokens : MOST.picodollars();
  }
}
