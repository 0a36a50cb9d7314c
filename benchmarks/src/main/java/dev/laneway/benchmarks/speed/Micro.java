package dev.laneway.benchmarks.speed;

import static dev.laneway.benchmarks.speed.Goal.number;

import dev.laneway.benchmarks.micro.CacheBench;
import dev.laneway.benchmarks.micro.ControlBench;
import dev.laneway.benchmarks.micro.DecisionBench;
import dev.laneway.benchmarks.micro.ReadingBench;
import dev.laneway.benchmarks.micro.WaitingBench;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The parts, by JMH, in processes of their own. */
final class Micro {

  private static final List<Class<?>> PARTS =
      List.of(DecisionBench.class, CacheBench.class, WaitingBench.class, ReadingBench.class);

  private final Map<String, RunResult> results = new TreeMap<>();

  private void run(Class<?> part, Effort effort) {
    run(usual(part, effort).build());
  }

  private static ChainedOptionsBuilder usual(Class<?> part, Effort effort) {
    return new OptionsBuilder()
        .include("\\." + part.getSimpleName() + "\\.")
        .forks(1)
        .shouldFailOnError(true)
        .warmupIterations(4) // with fewer, code is measured that is not compiled yet
        .warmupTime(TimeValue.milliseconds(effort.isQuick() ? 500 : 1000))
        .measurementIterations(effort.isQuick() ? 2 : 4)
        .measurementTime(TimeValue.milliseconds(effort.isQuick() ? 300 : 1000))
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend(withoutWarnings())
        .verbosity(VerboseMode.SILENT);
  }

  private void run(Options options) {
    try {
      for (RunResult result : new Runner(options).run()) {
        String of = result.getParams().getBenchmark();
        String parameter = result.getParams().getParamsKeys().isEmpty() ? "" : parameter(result);
        results.put(of.substring(of.lastIndexOf('.') + 1) + parameter, result);
      }
    } catch (RunnerException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Newer JDKs warn of what JMH does, and a process of JMH's warns in the middle of our table. */
  private static String[] withoutWarnings() {
    return Runtime.version().feature() < 23
        ? new String[0]
        : new String[] {"--sun-misc-unsafe-memory-access=allow"};
  }

  private static String parameter(RunResult result) {
    String key = result.getParams().getParamsKeys().iterator().next();
    return " " + result.getParams().getParam(key);
  }

  static void measure(Effort effort, Tally tally) {
    Micro micro = new Micro();
    for (Class<?> part : PARTS) {
      tally.say("by JMH: " + part.getSimpleName());
      micro.run(part, effort);
    }
    tally.say("by JMH: what 8 threads do to arithmetic as long as a decision");
    long alone = Math.round(micro.micros("alone 50") * 1e3);
    micro.run(usual(ControlBench.class, effort).param("nanos", Long.toString(alone)).build());
    micro.tell(tally, " " + alone);
  }

  private void tell(Tally tally, String control) {
    tally.add(
        Goal.atMost(
            "decision, 3 lanes",
            "µs",
            3,
            micros("alone 3"),
            "more threads than cores: "
                + number(micros("crowded 3") / 8)
                + " µs of the machine's time each"));
    tally.add(Goal.atMost("decision, 3 lanes, allocation", "KB", 1, bytes("alone 3") / 1024, ""));
    tally.add(
        Goal.atMost(
            "decision, 50 lanes",
            "µs",
            15,
            micros("alone 50"),
            "more threads than cores: "
                + number(micros("crowded 50") / 8)
                + " µs of the machine's time each"));
    tally.add(Goal.figure("decision, 50 lanes, allocation", "KB", bytes("alone 50") / 1024, ""));
    tally.add(
        Goal.atMost(
            "decision, 50 lanes, 8 threads, 99th percentile",
            "µs",
            100,
            percentile("crowdedSampled 50"),
            median("crowdedSampled 50")));
    tally.add(
        Goal.figure(
            "the same, arithmetic as long under one lock",
            "µs",
            percentile("oneLock" + control),
            median("oneLock" + control)));
    tally.add(
        Goal.figure(
            "the same, arithmetic as long, nothing shared",
            "µs",
            percentile("unshared" + control),
            median("unshared" + control)));
    tally.add(
        Goal.figure("permit taken and given back", "µs", micros("permit 3"), bytesOf("permit 3")));
    tally.add(
        Goal.atMost(
            "cache hit",
            "µs",
            2,
            micros("hit"),
            bytesOf("hit") + ", the request made anew each time"));
    tally.add(
        Goal.figure(
            "router.chat, vendor answers at once", "µs", micros("wholeWay"), bytesOf("wholeWay")));
    for (String parked : List.of("100", "1000", "10000", "100000")) {
      tally.add(
          Goal.figure(
              "wake-up of one of %,d that wait".formatted(Integer.parseInt(parked)),
              "µs",
              micros("wake " + parked),
              bytesOf("wake " + parked)));
    }
    tally.add(
        Goal.figure(
            "reading an answer of 600 bytes, beside Jackson's tokens",
            "×",
            micros("answer") / micros("answerByTokens"),
            "%s µs, %s".formatted(number(micros("answer")), bytesOf("answer"))));
    tally.add(
        Goal.figure(
            "reading 200 pieces of a stream, beside lines and tokens",
            "×",
            micros("stream") / micros("streamByLines"),
            "%s µs, %s".formatted(number(micros("stream")), bytesOf("stream"))));
  }

  private RunResult of(String name) {
    RunResult result = results.get(name);
    if (result == null) {
      throw new IllegalStateException("no benchmark '" + name + "' among " + results.keySet());
    }
    return result;
  }

  private double micros(String name) {
    return of(name).getPrimaryResult().getScore() / 1e3;
  }

  private double percentile(String name) {
    return of(name).getPrimaryResult().getStatistics().getPercentile(99) / 1e3;
  }

  private String median(String name) {
    return "median "
        + number(of(name).getPrimaryResult().getStatistics().getPercentile(50) / 1e3)
        + " µs";
  }

  private double bytes(String name) {
    Map<String, ?> all = of(name).getSecondaryResults();
    for (Map.Entry<String, ?> each : all.entrySet()) {
      if (each.getKey().endsWith("gc.alloc.rate.norm")
          && each.getValue() instanceof Result<?> result) {
        return result.getScore();
      }
    }
    throw new IllegalStateException("no allocation was measured for " + name);
  }

  private String bytesOf(String name) {
    return number(bytes(name)) + " B";
  }
}
