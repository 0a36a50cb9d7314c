package dev.laneway.spring;

import dev.laneway.api.Attempt;
import dev.laneway.api.LaneId;
import dev.laneway.api.ProviderFailure;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The last failure of each lane, for people. */
final class LastFailures implements RouterListener {

  private final Map<LaneId, Attempt> last = new ConcurrentHashMap<>();

  @Override
  public void onAttempt(RouterEvent.AttemptFinished event) {
    if (event.attempt().failure().isPresent()) {
      last.put(event.attempt().lane(), event.attempt());
    }
  }

  Optional<Map<String, Object>> of(LaneId lane) {
    return Optional.ofNullable(last.get(lane)).flatMap(LastFailures::told);
  }

  private static Optional<Map<String, Object>> told(Attempt attempt) {
    return attempt.failure().map(failure -> told(attempt, failure));
  }

  private static Map<String, Object> told(Attempt attempt, ProviderFailure failure) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("kind", failure.kind().name());
    words.put("status", failure.status());
    words.put("detail", failure.detail());
    words.put("at", attempt.started().plus(attempt.took()).toString());
    return words;
  }
}
