package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import java.time.Duration;

/**
 * How long requests of each urgency wait for what.
 *
 * @param interactive for a first choice before any lane will do
 * @param nearRealTime for a first choice before any lane will do
 * @param aged after which a waiting request counts as aged
 */
public record Patience(Duration interactive, Duration nearRealTime, Duration aged) {

  /** Two seconds, ten seconds; aged after thirty seconds. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(30));

  long forFirst(Urgency urgency) {
    return switch (urgency) {
      case INTERACTIVE -> interactive.toNanos();
      case NEAR_REAL_TIME -> nearRealTime.toNanos();
      case BATCH, OPTIONAL -> 0; // any lane of theirs is as good
    };
  }

  long ageing(Urgency urgency) {
    return switch (urgency) {
      case INTERACTIVE, OPTIONAL -> Long.MAX_VALUE;
      case NEAR_REAL_TIME -> aged.toNanos();
      case BATCH -> aged.multipliedBy(20).toNanos();
    };
  }
}
