package dev.laneway.benchmarks.micro;

import dev.laneway.api.Urgency;
import dev.laneway.core.schedule.Desk;
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

/** A call ends, the first of many that wait goes, and another comes to wait. */
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WaitingBench {

  /** How many wait. */
  @Param({"100", "1000", "10000", "100000"})
  public int parked;

  private Desk desk;

  /** Lets them come. */
  @Setup
  public void open() {
    desk = Desk.ofOneAtATime(new InstantVendor(), Urgency.NEAR_REAL_TIME);
    while (desk.waiting() < parked) {
      desk.park();
    }
  }

  /** Wakes one. */
  @Benchmark
  public int wake() {
    return desk.next();
  }

  /** Ends the timer. */
  @TearDown
  public void close() {
    desk.close();
  }
}
