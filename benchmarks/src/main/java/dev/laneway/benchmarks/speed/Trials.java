package dev.laneway.benchmarks.speed;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What is done in one round, and what of it is counted. */
final class Trials {

  private static final int CALLERS = 64;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Trials() {}

  /** Nanoseconds for each of so many calls in a row. */
  static Pairs.Trial latency(int calls) {
    return contender -> {
      long begun = System.nanoTime();
      repeat(contender, calls);
      return (System.nanoTime() - begun) / (double) calls;
    };
  }

  /** Bytes that all threads together allocate for a call. */
  static Pairs.Trial bytes(int calls) {
    return contender -> {
      long before = allocated();
      repeat(contender, calls);
      return (allocated() - before) / (double) calls;
    };
  }

  private static void repeat(Contender contender, int calls) {
    for (int i = 0; i < calls; i++) {
      if (contender.call() <= 0) {
        throw new IllegalStateException("an empty answer");
      }
    }
  }

  static long allocated() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  /** Calls a second with 64 callers at once. */
  static Pairs.Trial throughput(int callsEach) {
    return contender -> {
      ExecutorService callers = callers();
      try {
        long begun = System.nanoTime();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
          all.add(callers.submit(() -> repeat(contender, callsEach)));
        }
        for (Future<?> one : all) {
          one.get();
        }
        return CALLERS * callsEach * 1e9 / (System.nanoTime() - begun);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      } catch (ExecutionException failed) {
        throw new IllegalStateException(failed.getCause());
      } finally {
        callers.shutdown();
      }
    };
  }

  /** Virtual threads where there are any, else threads of the platform. */
  static ExecutorService callers() {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException older) {
      return Executors.newFixedThreadPool(CALLERS);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Pieces a second of streams, one after the other. */
  static Pairs.Trial pieces(int streams) {
    return contender -> {
      long begun = System.nanoTime();
      long pieces = 0;
      for (int i = 0; i < streams; i++) {
        pieces += contender.stream(() -> {});
      }
      return pieces * 1e9 / (System.nanoTime() - begun);
    };
  }

  /** Bytes that all threads together allocate for a piece of a stream. */
  static Pairs.Trial bytesOfPiece(int streams) {
    return contender -> {
      long before = allocated();
      long pieces = 0;
      for (int i = 0; i < streams; i++) {
        pieces += contender.stream(() -> {});
      }
      return (allocated() - before) / (double) pieces;
    };
  }

  /** Microseconds until the first content, the median of so many streams. */
  static Pairs.Trial firstContent(int streams) {
    return contender -> {
      double[] micros = new double[streams];
      for (int i = 0; i < streams; i++) {
        int stream = i;
        long begun = System.nanoTime();
        contender.stream(() -> micros[stream] = (System.nanoTime() - begun) / 1e3);
      }
      return Pairs.median(micros);
    };
  }
}
