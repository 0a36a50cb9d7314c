package dev.laneway.benchmarks.micro;

import dev.laneway.core.schedule.Desk;
import dev.laneway.core.strategy.RoutingStrategy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;

/** Eligible, order, admit, settle, by the adaptive strategy: no request around it, no I/O. */
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecisionBench {

  /** Lanes of the route. */
  @Param({"3", "50"})
  public int lanes;

  private Desk desk;

  /** Makes the lanes. */
  @Setup
  public void open() {
    desk = Desk.ofLanes(new InstantVendor(), lanes, RoutingStrategy.adaptive());
  }

  /** One at a time. */
  @Benchmark
  public long alone() {
    return desk.decide();
  }

  /** More threads than cores. */
  @Benchmark
  @Threads(8)
  public long crowded() {
    return desk.decide();
  }

  /** How long single decisions take among more threads than cores. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @Threads(8)
  public long crowdedSampled() {
    return desk.decide();
  }

  /** A permit alone: taken and given back. */
  @Benchmark
  public long permit() {
    return desk.permit();
  }

  /** Ends the timer. */
  @TearDown
  public void close() {
    desk.close();
  }
}
