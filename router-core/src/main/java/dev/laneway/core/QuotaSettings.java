package dev.laneway.core;

import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.core.quota.Charge;
import dev.laneway.core.quota.Limit;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor allows. Minutes and days turn as the vendor's do, where that is known, and
 * otherwise in the way that is safe with every vendor: rolling, exactly.
 */
public final class QuotaSettings {

  /** How tokens are taken off a limit when a call is admitted. */
  public enum TokenCharge {
    /** What the call is expected to use; corrected to what it did use. */
    EXPECTED,
    /** The prompt alone. */
    INPUT,
    /** The most that the call may use, and nothing comes back. */
    MAXIMUM,
    /** The most that the call may use; what was not used comes back at the end. */
    MAXIMUM_REFUNDED
  }

  private final List<Function<VendorClock, Limit>> limits = new ArrayList<>();
  private @Nullable ZoneId dayOf;
  private boolean countsRefused;

  QuotaSettings() {}

  /** How a vendor's minutes and days turn. */
  record VendorClock(UnaryOperator<Window> minute, Function<ZoneId, Window> day) {}

  /** Requests in a second. */
  public QuotaSettings requestsPerSecond(long amount) {
    return per(Resource.REQUESTS, amount, Duration.ofSeconds(1));
  }

  /** Requests in a minute. */
  public QuotaSettings requestsPerMinute(long amount) {
    return per(Resource.REQUESTS, amount, Duration.ofMinutes(1));
  }

  /** Requests in an hour. */
  public QuotaSettings requestsPerHour(long amount) {
    return per(Resource.REQUESTS, amount, Duration.ofHours(1));
  }

  /** Requests in a day. */
  public QuotaSettings requestsPerDay(long amount) {
    return perDay(Resource.REQUESTS, amount);
  }

  /** Requests in a calendar month. */
  public QuotaSettings requestsPerMonth(long amount) {
    return perMonth(Resource.REQUESTS, amount);
  }

  /** Tokens, input and output, in a minute. */
  public QuotaSettings tokensPerMinute(long amount) {
    return per(Resource.TOKENS, amount, Duration.ofMinutes(1));
  }

  /** Tokens, input and output, in a minute, taken off in the vendor's own way. */
  public QuotaSettings tokensPerMinute(long amount, TokenCharge charge) {
    return limit(Resource.TOKENS, amount, Duration.ofMinutes(1), charge);
  }

  /** Tokens, input and output, in an hour. */
  public QuotaSettings tokensPerHour(long amount) {
    return per(Resource.TOKENS, amount, Duration.ofHours(1));
  }

  /** Tokens, input and output, in a day. */
  public QuotaSettings tokensPerDay(long amount) {
    return perDay(Resource.TOKENS, amount);
  }

  /** Tokens, input and output, in a calendar month. */
  public QuotaSettings tokensPerMonth(long amount) {
    return perMonth(Resource.TOKENS, amount);
  }

  /** Tokens of prompts in a minute. */
  public QuotaSettings inputTokensPerMinute(long amount) {
    return per(Resource.INPUT_TOKENS, amount, Duration.ofMinutes(1));
  }

  /** Tokens of answers in a minute. */
  public QuotaSettings outputTokensPerMinute(long amount) {
    return per(Resource.OUTPUT_TOKENS, amount, Duration.ofMinutes(1));
  }

  /** Calls under way at the same time. */
  public QuotaSettings concurrency(long amount) {
    return add(
        clock -> Limit.of(Resource.CONCURRENCY, amount, Window.rolling(Duration.ofSeconds(1))));
  }

  /** Any limit: a resource, an amount, a window of the vendor's kind. */
  public QuotaSettings limit(Resource resource, long amount, Window window) {
    return add(clock -> Limit.of(resource, amount, window));
  }

  /** Any limit of tokens, taken off in the vendor's own way. */
  public QuotaSettings limit(Resource resource, long amount, Window window, TokenCharge charge) {
    return add(clock -> Limit.of(resource, amount, window).charged(chargeOf(charge)));
  }

  /** A bucket that holds at most so much at once, whatever it refills in its window. */
  public QuotaSettings bucket(
      Resource resource, long amount, Duration window, long burst, TokenCharge charge) {
    return add(
        clock ->
            Limit.of(resource, amount, Window.bucket(window))
                .bursting(burst)
                .charged(chargeOf(charge)));
  }

  private QuotaSettings limit(Resource resource, long amount, Duration window, TokenCharge charge) {
    return add(
        clock ->
            Limit.of(resource, amount, clock.minute().apply(Window.rolling(window)))
                .charged(chargeOf(charge)));
  }

  /** The zone at whose midnight days begin, where it is not the vendor's usual one. */
  public QuotaSettings dayOf(ZoneId zone) {
    dayOf = zone;
    return this;
  }

  /** Says that the vendor counts the calls that it refuses. */
  public QuotaSettings countingRefused() {
    countsRefused = true;
    return this;
  }

  private QuotaSettings per(Resource resource, long amount, Duration window) {
    return add(clock -> Limit.of(resource, amount, clock.minute().apply(Window.rolling(window))));
  }

  private QuotaSettings perDay(Resource resource, long amount) {
    return add(clock -> Limit.of(resource, amount, dayWindow(clock)));
  }

  private QuotaSettings perMonth(Resource resource, long amount) {
    return add(
        clock ->
            Limit.of(
                resource, amount, Window.monthOf(dayOf == null ? dayWindow(clock).zone() : dayOf)));
  }

  private Window dayWindow(VendorClock clock) {
    return dayOf == null ? clock.day().apply(ZoneOffset.UTC) : Window.dayOf(dayOf);
  }

  private QuotaSettings add(Function<VendorClock, Limit> limit) {
    limits.add(limit);
    return this;
  }

  private static Charge chargeOf(TokenCharge charge) {
    return switch (charge) {
      case EXPECTED -> Charge.EXPECTED;
      case INPUT -> Charge.INPUT;
      case MAXIMUM -> Charge.MAXIMUM;
      case MAXIMUM_REFUNDED -> Charge.MAXIMUM_REFUNDED;
    };
  }

  boolean isEmpty() {
    return limits.isEmpty();
  }

  List<Limit> limits(VendorClock clock) {
    return limits.stream()
        .map(limit -> limit.apply(clock))
        .map(limit -> countsRefused ? limit.countingRefused() : limit)
        .toList();
  }
}
