package dev.laneway.core;

import dev.laneway.api.Capability;
import dev.laneway.api.LaneId;
import dev.laneway.core.budget.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings of one lane: an account's model. */
public final class LaneSettings {

  private final LaneId id;
  private final QuotaSettings quota = new QuotaSettings();
  private final List<String> pools = new ArrayList<>();
  private int weight = 1;
  private boolean free;
  private @Nullable Price price;
  private OptionalLong contextWindow = OptionalLong.empty();
  private @Nullable Set<Capability> capabilities;
  private @Nullable Expectation expectation;

  /** How fast the lane is believed to be before it has shown it. */
  record Expectation(Duration start, double inputPerSecond, double outputPerSecond) {}

  LaneSettings(LaneId id) {
    this.id = id;
  }

  /** What the vendor allows on this lane alone. */
  public LaneSettings quota(Consumer<QuotaSettings> settings) {
    settings.accept(quota);
    return this;
  }

  /** Draws on a pool that was declared with {@link RouterBuilder#pool}, shared with other lanes. */
  public LaneSettings pool(String name) {
    pools.add(name);
    return this;
  }

  /** The lane's share on weighted routes; 1 unless told. */
  public LaneSettings weight(int value) {
    if (value < 1) {
      throw new IllegalArgumentException("weight must be at least 1, was " + value);
    }
    weight = value;
    return this;
  }

  /** Dollars for a million tokens, in place of the built-in price. */
  public LaneSettings price(String inputPerMillion, String outputPerMillion) {
    return price(dollars(inputPerMillion), dollars(outputPerMillion));
  }

  private static BigDecimal dollars(String amount) {
    try {
      return new BigDecimal(amount);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "price must be a decimal number of dollars such as 0.10, was '" + amount + "'", wrong);
    }
  }

  /** Dollars for a million tokens, in place of the built-in price. */
  public LaneSettings price(double inputPerMillion, double outputPerMillion) {
    return price(BigDecimal.valueOf(inputPerMillion), BigDecimal.valueOf(outputPerMillion));
  }

  /** Dollars for a million tokens, in place of the built-in price. */
  public LaneSettings price(BigDecimal inputPerMillion, BigDecimal outputPerMillion) {
    if (inputPerMillion.signum() < 0 || outputPerMillion.signum() < 0) {
      throw new IllegalArgumentException(
          "price must not be negative, was %s in and %s out"
              .formatted(inputPerMillion.toPlainString(), outputPerMillion.toPlainString()));
    }
    price = Price.perMillion(inputPerMillion, outputPerMillion, Optional.empty());
    return this;
  }

  /** Says that calls on this lane cost nothing. */
  public LaneSettings free() {
    free = true;
    return this;
  }

  /** The most tokens of a prompt; longer ones go to other lanes. */
  public LaneSettings contextWindow(long tokens) {
    if (tokens < 1) {
      throw new IllegalArgumentException("contextWindow must be positive, was " + tokens);
    }
    contextWindow = OptionalLong.of(tokens);
    return this;
  }

  /** The most calls under way at the same time. */
  public LaneSettings maxConcurrency(int calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("maxConcurrency must be positive, was " + calls);
    }
    quota.concurrency(calls);
    return this;
  }

  /** What this model can do, in place of what its provider can. */
  public LaneSettings capabilities(Capability first, Capability... more) {
    capabilities = EnumSet.of(first, more);
    return this;
  }

  /** How fast the lane is believed to be, until its own answers tell. */
  public LaneSettings pace(Duration start, double inputPerSecond, double outputPerSecond) {
    if (start.isNegative() || !(inputPerSecond > 0) || !(outputPerSecond > 0)) {
      throw new IllegalArgumentException(
          "pace must be positive, was %s, %s, %s"
              .formatted(start, inputPerSecond, outputPerSecond));
    }
    expectation = new Expectation(start, inputPerSecond, outputPerSecond);
    return this;
  }

  LaneId id() {
    return id;
  }

  QuotaSettings quota() {
    return quota;
  }

  List<String> pools() {
    return pools;
  }

  int weight() {
    return weight;
  }

  boolean isFree() {
    return free;
  }

  Optional<Price> price() {
    return free ? Optional.of(Price.FREE) : Optional.ofNullable(price);
  }

  OptionalLong contextWindow() {
    return contextWindow;
  }

  Optional<Set<Capability>> capabilities() {
    return Optional.ofNullable(capabilities);
  }

  Optional<Expectation> expectation() {
    return Optional.ofNullable(expectation);
  }
}
