package dev.laneway.api;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * How much the model shall think before it speaks. Vendors know levels, budgets or switches; each
 * adapter takes what its vendor has.
 *
 * @param budgetTokens the most tokens to think with, where a vendor takes a number
 * @param shown whether the thoughts shall come back, where a vendor asks
 */
public record Reasoning(Effort effort, OptionalLong budgetTokens, boolean shown) {

  /** From not at all to as long as it takes; {@link #DEFAULT} leaves it to the vendor. */
  public enum Effort {
    /** The vendor's default. */
    DEFAULT,
    /** Thinking switched off. */
    NONE,
    /** As little as the model can. */
    MINIMAL,
    /** A little. */
    LOW,
    /** Some. */
    MEDIUM,
    /** A lot. */
    HIGH,
    /** As much as the model can. */
    MAX
  }

  /** Checks the budget. */
  public Reasoning {
    requireNonNull(effort, "effort");
    if (budgetTokens.isPresent() && budgetTokens.getAsLong() < -1) {
      throw new IllegalArgumentException(
          "budgetTokens of reasoning must be -1 (dynamic), 0 (off) or positive, was "
              + budgetTokens.getAsLong());
    }
  }

  /** A level, without the thoughts. */
  public static Reasoning of(Effort effort) {
    return new Reasoning(effort, OptionalLong.empty(), false);
  }

  /** A budget, without the thoughts. */
  public static Reasoning ofTokens(long budget) {
    return new Reasoning(Effort.DEFAULT, OptionalLong.of(budget), false);
  }

  /** The same, and the thoughts come back as far as the vendor shows them. */
  public Reasoning withThoughts() {
    return new Reasoning(effort, budgetTokens, true);
  }
}
