package dev.laneway.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

/** That as many calls were counted as a limit allows, and never one more, by Redis's own clock. */
record Exactness(int limit, long windowMicros) {

  /** A loaded machine is forgiven much: the next go as soon as they may. */
  private static final long LATE_MICROS = 20_000_000;

  void rolling(List<Long> takes) {
    assertThat(Takes.busiest(takes, windowMicros)).isEqualTo(limit);
    for (int i = limit; i < takes.size(); i += limit) {
      assertThat(takes.get(i) - takes.get(i - limit))
          .isBetween(windowMicros, windowMicros + LATE_MICROS);
    }
  }

  /**
   * What a full bucket holds, and what has run in since.
   *
   * @param beginMicros when the bucket did not exist yet
   */
  void bucket(List<Long> takes, long beginMicros) {
    int count = takes.size();
    for (int i = 0; i < count; i++) {
      long ranIn = (takes.get(i) - beginMicros) * limit / windowMicros;
      assertThat(i + 1L)
          .as("calls after %d µs", takes.get(i) - beginMicros)
          .isBetween(0L, limit + ranIn);
    }
    long lastMayGo = beginMicros + (count - limit) * windowMicros / limit;
    assertThat(takes.get(count - 1)).isLessThan(lastMayGo + LATE_MICROS);
  }

  static int count(Map<Long, List<Long>> turns) {
    return turns.values().stream().mapToInt(List::size).sum();
  }

  /** None is counted for a turn that has not begun. */
  void fixed(Map<Long, List<Long>> turns) {
    assertThat(turns.values().stream().mapToInt(List::size).max()).hasValue(limit);
    turns.forEach((began, takes) -> assertThat(takes).allMatch(at -> at >= began));
  }
}
