package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.scenario.Ask;
import java.util.function.Consumer;

/** Each in turn; after a failure a pause and the next one, three tries in all. */
final class BlindRoundRobin extends Baseline {

  private static final int LAST = 2;

  private int next;

  BlindRoundRobin(Stage stage) {
    super(stage);
  }

  @Override
  void attempt(Ask ask, Consumer<Tried> then) {
    attempt(ask, 0, then);
  }

  private void attempt(Ask ask, int failures, Consumer<Tried> then) {
    stage.call(
        ask,
        next++ % lanes.size(),
        answer -> {
          if (answer.isOk() || failures == LAST) {
            then.accept(Tried.of(answer));
          } else {
            stage.after(
                sdkPause(failures, answer.retryAfterMs()), () -> attempt(ask, failures + 1, then));
          }
        });
  }
}
