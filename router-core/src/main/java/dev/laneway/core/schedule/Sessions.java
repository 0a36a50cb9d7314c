package dev.laneway.core.schedule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.laneway.api.LaneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which lane each conversation is on; bounded, so that old conversations are forgotten. */
final class Sessions {

  private static final int MOST = 50_000;

  private volatile @Nullable Cache<String, LaneId> lanes; // made with the first conversation

  Optional<LaneId> laneOf(String session) {
    Cache<String, LaneId> known = lanes;
    return known == null || session.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(known.getIfPresent(session));
  }

  void answeredOn(String session, LaneId lane) {
    if (!session.isEmpty()) {
      known().put(session, lane);
    }
  }

  private synchronized Cache<String, LaneId> known() {
    Cache<String, LaneId> known = lanes;
    if (known == null) {
      known = Caffeine.newBuilder().maximumSize(MOST).executor(Runnable::run).build();
      lanes = known;
    }
    return known;
  }
}
