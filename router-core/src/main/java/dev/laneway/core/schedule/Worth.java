package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;

/** What an answer in time is worth, one urgency against another: each twice the next. */
final class Worth {

  private Worth() {}

  static double of(Urgency urgency) {
    return switch (urgency) {
      case INTERACTIVE -> 8;
      case NEAR_REAL_TIME -> 4;
      case BATCH -> 2;
      case OPTIONAL -> 1;
    };
  }
}
