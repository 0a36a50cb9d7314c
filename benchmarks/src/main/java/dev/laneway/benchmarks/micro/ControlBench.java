package dev.laneway.benchmarks.micro;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Plain arithmetic that takes as long as a decision, among as many threads: what the machine alone
 * does to the slowest of them, and what one lock does that is held as long as the decision's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Threads(8)
public class ControlBench {

  private static final long SAMPLE = 100_000;
  private static final int TAKEN = 3;
  private static final double HELD = 0.9;

  /** How long one takes alone. */
  @Param("8000")
  public long nanos;

  private final ReentrantLock lock = new ReentrantLock();
  private long outside;
  private long inside;

  /**
   * Finds out how much arithmetic that is, in time of the processor, which others do not stretch.
   */
  @Setup
  public void measure() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double fastest = Double.MAX_VALUE;
    for (int i = 0; i < 200; i++) {
      long begun = threads.getCurrentThreadCpuTime();
      Blackhole.consumeCPU(SAMPLE);
      fastest = Math.min(fastest, (threads.getCurrentThreadCpuTime() - begun) / (double) SAMPLE);
    }
    inside = Math.round(nanos * HELD / TAKEN / fastest);
    outside = Math.round(nanos * (1 - HELD) / TAKEN / fastest);
  }

  /** Nothing is shared. */
  @Benchmark
  public void unshared() {
    for (int i = 0; i < TAKEN; i++) {
      Blackhole.consumeCPU(inside);
      Blackhole.consumeCPU(outside);
    }
  }

  /** One lock, taken as often and held as long. */
  @Benchmark
  public void oneLock() {
    for (int i = 0; i < TAKEN; i++) {
      lock.lock();
      try {
        Blackhole.consumeCPU(inside);
      } finally {
        lock.unlock();
      }
      Blackhole.consumeCPU(outside);
    }
  }
}
