package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.play.Ledger.Kind;
import dev.laneway.benchmarks.scenario.Ask;
import dev.laneway.benchmarks.vendor.Deployment;
import dev.laneway.benchmarks.vendor.LimitSpec;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A policy, and around it what an application does that gets an error: it tries again after a
 * random time that grows, until the request's own deadline.
 */
abstract class Baseline {

  private static final double FIRST_WAIT_MS = 1_000;
  private static final double LONGEST_WAIT_MS = 60_000;
  private static final long MINUTE_MS = 60_000;
  private static final int USUAL_RPM = 60;

  final Stage stage;
  final List<Deployment> lanes;

  Baseline(Stage stage) {
    this.stage = stage;
    this.lanes = stage.ledger().scenario().deployments();
  }

  /** One attempt, which may be many calls. */
  abstract void attempt(Ask ask, Consumer<Tried> then);

  final void arrive(Ask ask) {
    attempt(ask, 0);
  }

  private void attempt(Ask ask, int failures) {
    attempt(
        ask,
        tried -> {
          if (tried.isOk()) {
            stage.ledger().end(ask, Kind.ANSWERED, stage.now(), "");
            return;
          }
          double most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * Math.pow(2, failures));
          double wait = Math.max(FIRST_WAIT_MS, stage.random() * most);
          if (stage.now() + wait >= ask.deadlineMs()) {
            stage.ledger().end(ask, Kind.REFUSED, stage.now(), "an error");
          } else {
            stage.after(wait, () -> attempt(ask, failures + 1));
          }
        });
  }

  /** The usual rule of vendors' SDKs. */
  final double sdkPause(int failures, OptionalLong retryAfter) {
    if (retryAfter.isPresent()
        && retryAfter.getAsLong() > 0
        && retryAfter.getAsLong() <= MINUTE_MS) {
      return retryAfter.getAsLong();
    }
    return Math.min(8_000.0, 500.0 * Math.pow(2, failures)) * (1.0 - 0.25 * stage.random());
  }

  final double rpm(int lane) {
    double quota = quota(lane, "requests");
    Integer believed = lanes.get(lane).operatorRpm();
    return quota < Double.POSITIVE_INFINITY ? quota : believed == null ? USUAL_RPM : believed;
  }

  final double tpm(int lane) {
    return quota(lane, "tokens");
  }

  /** The smallest declared quota of a minute or less, as if it were one of a minute. */
  private double quota(int lane, String resource) {
    double least = Double.POSITIVE_INFINITY;
    for (LimitSpec limit : lanes.get(lane).limits()) {
      if (limit.resource().equals(resource) && limit.windowMs() <= MINUTE_MS) {
        least = Math.min(least, limit.limit() * (double) MINUTE_MS / limit.windowMs());
      }
    }
    return least;
  }

  final double price(int lane) {
    Deployment.Price price = lanes.get(lane).price();
    return price.promptPerMtok() * 0.8 + price.completionPerMtok() * 0.2;
  }
}
