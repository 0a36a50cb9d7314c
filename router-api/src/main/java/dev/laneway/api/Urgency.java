package dev.laneway.api;

import java.time.Duration;

/** How long a caller can wait, and so what a shortage of quota means for its request. */
public enum Urgency {
  /** Somebody is looking at the screen: waits briefly, then takes any lane of the route. */
  INTERACTIVE(Duration.ofSeconds(30)),
  /** Somebody will look soon: waits up to its deadline and leaves room for interactive calls. */
  NEAR_REAL_TIME(Duration.ofSeconds(60)),
  /** Work that can wait: runs when quota would otherwise be left over. */
  BATCH(Duration.ofHours(24)),
  /** Nice to have: never waits, dropped when there is nothing to spare. */
  OPTIONAL(Duration.ofSeconds(30));

  private final Duration defaultDeadline;

  Urgency(Duration defaultDeadline) {
    this.defaultDeadline = defaultDeadline;
  }

  /** The deadline of a call that names none. */
  public Duration defaultDeadline() {
    return defaultDeadline;
  }
}
