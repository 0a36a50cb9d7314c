package dev.laneway.core.schedule;

import dev.laneway.api.Urgency;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns for patient work, so that one tenant's ten thousand items do not stand before another's
 * one: each tenant's next item gets the turn after its last, or the present turn if it was away.
 */
final class Fairness {

  /** Tenants that have not submitted for longest are forgotten first. */
  private static final int MOST_TENANTS = 10_000;

  private final Map<String, Long> last =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST_TENANTS;
        }
      };
  private long present;

  /** Patient work gets its turn when it comes, and keeps it when it has to come again. */
  void came(Waiter waiter) {
    if (waiter.urgency() == Urgency.BATCH && !waiter.hasTurn()) {
      String tenant = waiter.tenant();
      long turn = Math.max(present, last.getOrDefault(tenant, 0L)) + 1;
      last.put(tenant, turn);
      waiter.giveTurn(turn);
    }
  }

  /** It goes again without a permit: the turn is its tenant's next one's. */
  void turnedAway(Waiter waiter) {
    if (waiter.urgency() == Urgency.BATCH) {
      last.replace(waiter.tenant(), waiter.key(), waiter.key() - 1);
    }
  }

  void served(Waiter waiter) {
    if (waiter.urgency() == Urgency.BATCH) {
      present = Math.max(present, waiter.key() - 1);
    }
  }
}
