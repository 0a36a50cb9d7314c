package dev.laneway.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.laneway.benchmarks.Shared;
import dev.laneway.benchmarks.vendor.Vendor;
import dev.laneway.benchmarks.vendor.VendorAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GoldenLogTest {

  private record Event(long at, long number, Runnable what) {}

  @Test
  void the_vendors_side_is_reproduced_line_by_line() throws IOException {
    Optional<Path> scenarios = Shared.folder("scenarios");
    Optional<Path> traces = Shared.folder("traces");
    assumeTrue(scenarios.isPresent() && traces.isPresent(), "no shared scenarios");
    List<Path> logs;
    try (Stream<Path> files = Files.list(scenarios.get().resolve("golden"))) {
      logs = files.filter(file -> file.toString().endsWith(".csv")).sorted().toList();
    }
    assertThat(logs).isNotEmpty();
    for (Path log : logs) {
      String name = log.getFileName().toString().replace(".csv", ".json");
      Scenario scenario = Scenario.read(scenarios.get().resolve(name), traces.get());
      assertThat(sentOnce(scenario)).as(name).isEqualTo(Files.readAllLines(log));
    }
  }

  /** Each request once, in turn over the deployments, noted when it is answered. */
  private static List<String> sentOnce(Scenario scenario) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "request,arrival_ms,deployment,class,tenant,max_tokens,estimated_prompt,status,answered_ms,"
            + "retry_after_ms,remaining");
    List<Vendor> vendors = scenario.vendors();
    PriorityQueue<Event> events =
        new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::number));
    long[] number = {0};
    for (Ask ask : scenario.asks()) {
      Runnable send =
          () -> {
            Vendor vendor = vendors.get(ask.index() % vendors.size());
            Vendor.Reply reply = vendor.call(ask.load(), ask.arrivalMs());
            Runnable note =
                () -> {
                  reply.settle().run();
                  lines.add(line(scenario, ask, reply.answer()));
                };
            events.add(new Event(reply.answer().atMs(), number[0]++, note));
          };
      events.add(new Event(ask.arrivalMs(), number[0]++, send));
    }
    while (!events.isEmpty()) {
      events.remove().what().run();
    }
    return lines;
  }

  private static String line(Scenario scenario, Ask ask, VendorAnswer answer) {
    String left =
        answer.limits().stream()
            .map(its -> its.spec().name() + "=" + its.remaining() + "/" + its.resetMs())
            .collect(Collectors.joining(";"));
    String retry = answer.retryAfterMs().isPresent() ? "" + answer.retryAfterMs().getAsLong() : "";
    return String.format(
        Locale.ROOT,
        "%d,%d,%s,%s,%d,%d,%d,%d,%d,%s,%s",
        ask.index(),
        ask.arrivalMs(),
        scenario.deployments().get(answer.lane()).id(),
        scenario.classes().get(ask.kind()).name(),
        ask.tenant(),
        ask.load().maxTokens(),
        ask.estimate(),
        answer.status(),
        answer.atMs(),
        retry,
        left);
  }
}
