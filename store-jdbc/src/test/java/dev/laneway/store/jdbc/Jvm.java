package dev.laneway.store.jdbc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs a main class of these tests; it can be killed as the power fails. */
final class Jvm implements AutoCloseable {

  private final Process process;
  private final Path output;

  private Jvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Jvm start(Path folder, Class<?> main, String... arguments) throws IOException {
    Path output = Files.createTempFile(folder, main.getSimpleName(), ".out");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Jvm(process, output);
  }

  /** What it has printed so far. */
  List<String> printed() {
    try {
      return Files.readAllLines(output);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** As {@code kill -9} does it. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for its own end. */
  void join() throws InterruptedException {
    if (!process.waitFor(4, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new AssertionError("ended badly or not at all: " + printed());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
