package dev.laneway.core.quota;

import static java.util.Objects.requireNonNull;

import dev.laneway.api.Resource;
import dev.laneway.api.Window;

/**
 * So much of a resource in a stretch of time.
 *
 * @param burst how much may be taken at once; the amount, unless a bucket is smaller or larger
 * @param countsRefused whether calls that the vendor refuses count as well
 */
public record Limit(
    Resource resource,
    long amount,
    Window window,
    Charge charge,
    long burst,
    boolean countsRefused) {

  /** Where a vendor charges what an answer has, a fifth more is reserved than is likely. */
  private static final long MORE_TO_BE_SAFE = 5;

  /** Checks the amount; zero is allowed and closes what draws on it. */
  public Limit {
    requireNonNull(resource, "resource");
    requireNonNull(window, "window");
    requireNonNull(charge, "charge");
    if (amount < 0) {
      throw new IllegalArgumentException(
          "%s per %s must not be negative, was %d".formatted(words(resource), window, amount));
    }
    if (burst < 0) {
      throw new IllegalArgumentException("burst must not be negative, was " + burst);
    }
  }

  /** A limit charged in the usual way. */
  public static Limit of(Resource resource, long amount, Window window) {
    Charge charge =
        switch (resource) {
          case INPUT_TOKENS -> Charge.INPUT;
          case REQUESTS, TOKENS, OUTPUT_TOKENS, CONCURRENCY -> Charge.EXPECTED;
        };
    return new Limit(resource, amount, window, charge, amount, false);
  }

  /** The same limit, charged in another way. */
  public Limit charged(Charge how) {
    return new Limit(resource, amount, window, how, burst, countsRefused);
  }

  /** The same limit of another amount; a burst that was the whole amount stays so. */
  public Limit ofAmount(long other) {
    long otherBurst = burst == amount ? other : Math.min(burst, Math.max(other, 0));
    return new Limit(resource, other, window, charge, otherBurst, countsRefused);
  }

  /** The same limit with another burst. */
  public Limit bursting(long most) {
    return new Limit(resource, amount, window, charge, most, countsRefused);
  }

  /** The same limit at a vendor that counts what it refuses. */
  public Limit countingRefused() {
    return new Limit(resource, amount, window, charge, burst, true);
  }

  /** What a call takes off this limit when it is admitted. */
  public long chargeOf(Demand demand) {
    return switch (resource) {
      case REQUESTS, CONCURRENCY -> 1;
      case INPUT_TOKENS -> demand.inputTokens();
      case OUTPUT_TOKENS -> outputOf(demand);
      case TOKENS ->
          charge == Charge.INPUT ? demand.inputTokens() : demand.inputTokens() + outputOf(demand);
    };
  }

  private long outputOf(Demand demand) {
    return switch (charge) {
      case EXPECTED ->
          Math.min(
              demand.maxOutputTokens(),
              demand.expectedOutputTokens() + demand.expectedOutputTokens() / MORE_TO_BE_SAFE);
      case INPUT -> 0;
      case MAXIMUM, MAXIMUM_REFUNDED -> demand.maxOutputTokens();
    };
  }

  /** What such a call will probably have taken in the end, once it is settled. */
  long likelyChargeOf(Demand demand) {
    return Math.min(
        chargeOf(demand),
        settledChargeOf(demand, demand.inputTokens(), demand.expectedOutputTokens()));
  }

  /**
   * How much of this limit's time such a call takes: its part of the amount, times the window. What
   * is given back at its end is only away while it is under way.
   */
  double nanosTaken(Demand demand, long underWayNanos) {
    if (resource == Resource.CONCURRENCY) {
      return underWayNanos / (double) amount;
    }
    double length = window.length().toNanos();
    double kept = likelyChargeOf(demand);
    double lent = chargeOf(demand) - kept;
    return (kept * length + lent * Math.min(length, (double) underWayNanos)) / amount;
  }

  /** What a call takes that the vendor refuses. */
  long chargeOfRefusal() {
    return resource == Resource.REQUESTS && countsRefused ? 1 : 0;
  }

  /** What the call should have taken, now that its usage is known. */
  public long settledChargeOf(Demand demand, long input, long output) {
    long charged = charge == Charge.MAXIMUM ? demand.maxOutputTokens() : output;
    return switch (resource) {
      case REQUESTS -> 1;
      case CONCURRENCY -> 0;
      case INPUT_TOKENS -> input;
      case OUTPUT_TOKENS -> charged;
      case TOKENS -> charge == Charge.INPUT ? input : input + charged;
    };
  }

  @Override
  public String toString() {
    return resource == Resource.CONCURRENCY
        ? amount + " at once"
        : amount + " " + words(resource) + " per " + window;
  }

  private static String words(Resource resource) {
    return switch (resource) {
      case REQUESTS -> "requests";
      case TOKENS -> "tokens";
      case INPUT_TOKENS -> "input tokens";
      case OUTPUT_TOKENS -> "output tokens";
      case CONCURRENCY -> "calls";
    };
  }
}
