package dev.laneway.core.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.laneway.api.LaneId;
import java.util.Optional;

/** Which lane each conversation is on; bounded, so that old conversations are forgotten. */
final class Sessions {

  private static final int MOST = 50_000;

  private final Cache<String, LaneId> lanes =
      Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();

  Optional<LaneId> laneOf(String session) {
    return session.isEmpty() ? Optional.empty() : Optional.ofNullable(lanes.getIfPresent(session));
  }

  void answeredOn(String session, LaneId lane) {
    if (!session.isEmpty()) {
      lanes.put(session, lane);
    }
  }
}
