package dev.laneway.core.schedule;

import dev.laneway.api.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the message of a terminal error for the person at night. */
final class Wording {

  private Wording() {}

  static String of(
      Route route, Call call, String because, List<Attempt> attempts, Optional<Instant> retryAt) {
    StringBuilder words = new StringBuilder();
    words.append("no answer on route '").append(route.name()).append("': ").append(because);
    for (Attempt attempt : attempts) {
      words.append("; ").append(attempt);
    }
    retryAt.ifPresent(moment -> words.append("; try again at ").append(moment));
    return words.append(" (").append(call.options()).append(')').toString();
  }
}
