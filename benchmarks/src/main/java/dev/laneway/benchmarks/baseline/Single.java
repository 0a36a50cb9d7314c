package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.scenario.Ask;
import java.util.Set;
import java.util.function.Consumer;

/** One provider, the one with the largest quota of requests, and its SDK's two retries. */
final class Single extends Baseline {

  private static final Set<Integer> RETRIABLE = Set.of(408, 409, 429, 500, 502, 503, 504);
  private static final int LAST = 2;

  private final int lane;

  Single(Stage stage) {
    super(stage);
    int best = 0;
    for (int i = 1; i < lanes.size(); i++) {
      best = rpm(i) > rpm(best) ? i : best;
    }
    lane = best;
  }

  @Override
  void attempt(Ask ask, Consumer<Tried> then) {
    attempt(ask, 0, then);
  }

  private void attempt(Ask ask, int failures, Consumer<Tried> then) {
    stage.call(
        ask,
        lane,
        answer -> {
          if (answer.isOk() || !RETRIABLE.contains(answer.status()) || failures == LAST) {
            then.accept(Tried.of(answer));
          } else {
            stage.after(
                sdkPause(failures, answer.retryAfterMs()), () -> attempt(ask, failures + 1, then));
          }
        });
  }
}
