package dev.laneway.core;

import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor allows, in a configuration.
 *
 * @param requestsPerSecond requests in a second
 * @param requestsPerMinute requests in a minute
 * @param requestsPerHour requests in an hour
 * @param requestsPerDay requests in a day
 * @param requestsPerMonth requests in a calendar month
 * @param tokensPerMinute tokens, input and output, in a minute
 * @param tokensPerHour tokens, input and output, in an hour
 * @param tokensPerDay tokens, input and output, in a day
 * @param tokensPerMonth tokens, input and output, in a calendar month
 * @param inputTokensPerMinute tokens of prompts in a minute
 * @param outputTokensPerMinute tokens of answers in a minute
 * @param concurrency calls under way at the same time
 * @param dayOf zone at whose midnight days begin
 * @param countingRefused whether the vendor counts the calls that it refuses
 * @param limits limits of any other kind
 */
public record QuotaConfig(
    @Nullable Long requestsPerSecond,
    @Nullable Long requestsPerMinute,
    @Nullable Long requestsPerHour,
    @Nullable Long requestsPerDay,
    @Nullable Long requestsPerMonth,
    @Nullable Long tokensPerMinute,
    @Nullable Long tokensPerHour,
    @Nullable Long tokensPerDay,
    @Nullable Long tokensPerMonth,
    @Nullable Long inputTokensPerMinute,
    @Nullable Long outputTokensPerMinute,
    @Nullable Long concurrency,
    @Nullable ZoneId dayOf,
    @Nullable Boolean countingRefused,
    List<Limit> limits) {

  /**
   * Any limit.
   *
   * @param resource what is counted
   * @param amount how much of it
   * @param window how the vendor's clock turns; rolling unless told
   * @param length over which stretch; calendar windows have their own
   * @param phase when a fixed window begins, counted from the epoch
   * @param zone where midnight is, for calendar windows
   * @param burst most that a bucket holds at once
   * @param charge how tokens are taken off when a call is admitted
   */
  public record Limit(
      Resource resource,
      Long amount,
      Window.@Nullable Kind window,
      @Nullable Duration length,
      @Nullable Duration phase,
      @Nullable ZoneId zone,
      @Nullable Long burst,
      QuotaSettings.@Nullable TokenCharge charge) {

    /** Checks that the limit says what it counts, and how much. */
    public Limit {
      Config.required(resource, "limits[].resource");
      Config.required(amount, "limits[].amount");
    }

    void applyTo(QuotaSettings quota) {
      QuotaSettings.TokenCharge how = charge == null ? QuotaSettings.TokenCharge.EXPECTED : charge;
      if (burst != null) {
        quota.bucket(resource, amount, stretch(), burst, how);
      } else {
        quota.limit(resource, amount, clock(), how);
      }
    }

    private Window clock() {
      ZoneId where = zone == null ? ZoneOffset.UTC : zone;
      return switch (window == null ? Window.Kind.ROLLING : window) {
        case ROLLING -> Window.rolling(stretch());
        case FIXED -> phase == null ? Window.fixed(stretch()) : Window.fixed(stretch(), phase);
        case BUCKET -> Window.bucket(stretch());
        case CALENDAR_DAY -> Window.dayOf(where);
        case CALENDAR_MONTH -> Window.monthOf(where);
      };
    }

    private Duration stretch() {
      return Config.required(length, "limits[].length");
    }
  }

  /** Copies. */
  public QuotaConfig {
    limits = Config.copied(limits);
  }

  void applyTo(QuotaSettings quota) {
    Config.ifTold(requestsPerSecond, quota::requestsPerSecond);
    Config.ifTold(requestsPerMinute, quota::requestsPerMinute);
    Config.ifTold(requestsPerHour, quota::requestsPerHour);
    Config.ifTold(requestsPerDay, quota::requestsPerDay);
    Config.ifTold(requestsPerMonth, quota::requestsPerMonth);
    Config.ifTold(tokensPerMinute, amount -> quota.tokensPerMinute(amount));
    Config.ifTold(tokensPerHour, quota::tokensPerHour);
    Config.ifTold(tokensPerDay, quota::tokensPerDay);
    Config.ifTold(tokensPerMonth, quota::tokensPerMonth);
    Config.ifTold(inputTokensPerMinute, quota::inputTokensPerMinute);
    Config.ifTold(outputTokensPerMinute, quota::outputTokensPerMinute);
    Config.ifTold(concurrency, quota::concurrency);
    Config.ifTold(dayOf, quota::dayOf);
    Config.ifTrue(countingRefused, quota::countingRefused);
    limits.forEach(limit -> limit.applyTo(quota));
  }
}
