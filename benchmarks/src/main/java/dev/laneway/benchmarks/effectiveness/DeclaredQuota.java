package dev.laneway.benchmarks.effectiveness;

import dev.laneway.api.Resource;
import dev.laneway.api.Window;
import dev.laneway.benchmarks.vendor.Deployment;
import dev.laneway.benchmarks.vendor.LimitSpec;
import dev.laneway.core.QuotaSettings;
import dev.laneway.core.QuotaSettings.TokenCharge;
import java.time.Duration;

/** What a deployment declares, in the words of a lane's settings. */
final class DeclaredQuota {

  private DeclaredQuota() {}

  static void of(Deployment deployment, QuotaSettings quota, Without without) {
    for (LimitSpec limit : deployment.limits()) {
      if (without != Without.TOKEN_RESERVATION || resourceOf(limit) == Resource.REQUESTS) {
        add(limit, quota);
      }
    }
    if (deployment.limits().stream().anyMatch(LimitSpec::countRejected)) {
      quota.countingRefused();
    }
    Integer concurrency = deployment.concurrency();
    if (concurrency != null) {
      quota.concurrency(concurrency);
    }
  }

  private static void add(LimitSpec limit, QuotaSettings quota) {
    Resource resource = resourceOf(limit);
    Long burst = limit.burst();
    if (limit.kind() == LimitSpec.Kind.TOKEN_BUCKET && burst != null) {
      quota.bucket(
          resource, limit.limit(), Duration.ofMillis(limit.windowMs()), burst, chargeOf(limit));
    } else {
      quota.limit(resource, limit.limit(), windowOf(limit), chargeOf(limit));
    }
  }

  static Resource resourceOf(LimitSpec limit) {
    return switch (limit.charge()) {
      case REQUEST -> Resource.REQUESTS;
      case PROMPT -> Resource.INPUT_TOKENS;
      case PROMPT_PLUS_MAX, PROMPT_PLUS_MAX_REFUND -> Resource.TOKENS;
      case MAX_REFUND -> Resource.OUTPUT_TOKENS;
    };
  }

  static Window windowOf(LimitSpec limit) {
    Duration length = Duration.ofMillis(limit.windowMs());
    return switch (limit.kind()) {
      case TOKEN_BUCKET -> Window.bucket(length);
      case SLIDING_WINDOW -> Window.rolling(length);
      case FIXED_WINDOW ->
          Window.fixed(length, Duration.ofMillis(Math.floorMod(limit.phaseMs(), limit.windowMs())));
    };
  }

  private static TokenCharge chargeOf(LimitSpec limit) {
    return switch (limit.charge()) {
      case REQUEST -> TokenCharge.EXPECTED;
      case PROMPT -> TokenCharge.INPUT;
      case PROMPT_PLUS_MAX -> TokenCharge.MAXIMUM;
      case PROMPT_PLUS_MAX_REFUND, MAX_REFUND -> TokenCharge.MAXIMUM_REFUNDED;
    };
  }
}
