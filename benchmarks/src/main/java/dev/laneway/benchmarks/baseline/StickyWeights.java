package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.scenario.Ask;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A gateway's load balancing: one target for each request, drawn by weight; retries stay on it,
 * with pauses that double.
 */
final class StickyWeights extends Baseline {

  private static final Set<Integer> RETRIABLE = Set.of(429, 500, 502, 503, 504);
  private static final int LAST = 5;

  private final double[] weights;

  StickyWeights(Stage stage) {
    super(stage);
    weights = IntStream.range(0, lanes.size()).mapToDouble(this::rpm).toArray();
  }

  @Override
  void attempt(Ask ask, Consumer<Tried> then) {
    attempt(ask, stage.pick(weights), 0, then);
  }

  private void attempt(Ask ask, int lane, int failures, Consumer<Tried> then) {
    stage.call(
        ask,
        lane,
        answer -> {
          if (answer.isOk() || !RETRIABLE.contains(answer.status()) || failures == LAST) {
            then.accept(Tried.of(answer));
          } else {
            stage.after(
                1000.0 * Math.pow(2, failures), () -> attempt(ask, lane, failures + 1, then));
          }
        });
  }
}
