package dev.laneway.store.redis;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Up to when, by the server's clock, the last answer knew of each turn. News come on a connection
 * of their own: those of before that are in the answer, and must not be counted on top of it. Safe
 * for use by many threads.
 */
final class Answered {

  private static final int MOST = 1_000;

  private final Map<String, Long> upTo =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  synchronized void knew(String key, long micros) {
    upTo.put(key, micros);
  }

  synchronized boolean hasCounted(String key, long micros) {
    Long known = upTo.get(key);
    return known != null && micros <= known;
  }
}
