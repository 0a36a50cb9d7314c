package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.scenario.Ask;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Each deployment once, the cheapest first. */
final class FallbackChain extends Baseline {

  private final List<Integer> order;

  FallbackChain(Stage stage) {
    super(stage);
    order =
        IntStream.range(0, lanes.size())
            .boxed()
            .sorted(Comparator.comparingDouble(this::price))
            .toList();
  }

  @Override
  void attempt(Ask ask, Consumer<Tried> then) {
    attempt(ask, 0, then);
  }

  private void attempt(Ask ask, int place, Consumer<Tried> then) {
    stage.call(
        ask,
        order.get(place),
        answer -> {
          if (answer.isOk() || place + 1 == order.size()) {
            then.accept(Tried.of(answer));
          } else {
            attempt(ask, place + 1, then);
          }
        });
  }
}
