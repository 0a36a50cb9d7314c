package dev.laneway.benchmarks.speed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A process that makes so many calls, says so, and tells how much heap it then holds. */
public final class FirstAnswer {

  private FirstAnswer() {}

  /** Takes the name of the contender, the server's port and the number of calls. */
  public static void main(String[] words) {
    URI base = ServerProcess.wellAt(Integer.parseInt(words[1]), 1);
    try (Contender contender =
        words[0].equals("raw") ? RawClient.usual(base) : new RoutedClient(base)) {
      int calls = Integer.parseInt(words[2]);
      for (int i = 0; i < calls; i++) {
        if (contender.call() <= 0) {
          throw new IllegalStateException("an empty answer");
        }
      }
      System.out.println("answered");
      System.out.println(heldBytes());
    }
    System.exit(0);
  }

  private static long heldBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** From the start of the process to its answer. */
  static double millisOf(String contender, int port, int calls) {
    long begun = System.nanoTime();
    long[] answered = new long[1];
    run(contender, port, calls, () -> answered[0] = System.nanoTime());
    return (answered[0] - begun) / 1e6;
  }

  static double kilobytesAfter(String contender, int port, int calls) {
    return run(contender, port, calls, () -> {}) / 1024.0;
  }

  private static long run(String contender, int port, int calls, Runnable answered) {
    try {
      Process process =
          Children.java(
                  FirstAnswer.class, contender, Integer.toString(port), Integer.toString(calls))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
        String first = said.readLine();
        answered.run();
        String held = said.readLine();
        if (first == null || held == null) {
          throw new IllegalStateException("the process ended without an answer");
        }
        process.waitFor();
        return Long.parseLong(held);
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
