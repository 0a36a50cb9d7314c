package dev.laneway.core;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose turn it is: a tenant's next item comes one turn after its last, and never before what is
 * being served, so that one tenant's ten thousand items do not stand before another's one.
 */
final class Turns {

  private static final int MOST_TENANTS = 10_000;

  private final Map<String, Integer> lastOf =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
          return size() > MOST_TENANTS;
        }
      };
  private int serving;

  synchronized int next(String tenant) {
    int turn = Math.max(serving, lastOf.getOrDefault(tenant, 0)) + 1;
    lastOf.put(tenant, turn);
    return turn;
  }

  synchronized void served(int turn) {
    serving = Math.max(serving, turn);
  }
}
