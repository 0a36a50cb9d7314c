package dev.laneway.benchmarks.micro;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatRequest;
import dev.laneway.core.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The front door with a vendor that answers at once: all of the router's work and no I/O. */
@SuppressWarnings("NullAway.Init") // JMH sets up before it measures
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CacheBench {

  private final ChatRequest request = Samples.request();
  private final CallOptions options = CallOptions.DEFAULT;
  private Router caching;
  private Router plain;

  /** Stores the answer. */
  @Setup
  public void open() {
    caching =
        InstantVendor.router(3)
            .cache(c -> c.timeToLive(Duration.ofHours(1)).maximumBytes(1 << 20))
            .build();
    plain = InstantVendor.router(3).build();
    caching.chat(request, options);
  }

  /** A question that was asked before: an equal request, made anew. */
  @Benchmark
  public Object hit() {
    return caching.chat(Samples.request(), options);
  }

  /** The whole way of a call whose vendor answers at once. */
  @Benchmark
  public Object wholeWay() {
    return plain.chat(request, options);
  }

  /** Ends the routers. */
  @TearDown
  public void close() {
    caching.close();
    plain.close();
  }
}
