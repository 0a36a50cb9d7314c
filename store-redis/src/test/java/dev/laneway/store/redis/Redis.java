package dev.laneway.store.redis;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Redis of the tests' own: the binary out of a jar, which can be stopped, killed and begun. */
final class Redis implements AutoCloseable {

  private static final String BINARY = "/redis-server-6.2.6-v5-linux-amd64";

  private final Path folder;
  private final int port;
  private Process process;

  private Redis(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  static Redis start(Path folder) throws Exception {
    Path binary = folder.resolve("redis-server");
    try (InputStream in = Redis.class.getResourceAsStream(BINARY)) {
      if (in == null) {
        throw new IllegalStateException("no " + BINARY + " on the class path");
      }
      Files.copy(in, binary);
    }
    if (!binary.toFile().setExecutable(true)) {
      throw new IllegalStateException(binary + " cannot be made executable");
    }
    int port = freePort();
    return new Redis(folder, port, launch(folder, port));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Process launch(Path folder, int port) throws Exception {
    Process process =
        new ProcessBuilder(
                folder.resolve("redis-server").toString(),
                "--port",
                String.valueOf(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.out").toFile())
            .start();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (open.isConnected()) {
          return process;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new IllegalStateException("Redis did not start within 20 s");
  }

  int port() {
    return port;
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** Freezes it: connections stay, and nothing answers. */
  void freeze() throws Exception {
    signal("-STOP");
  }

  void thaw() throws Exception {
    signal("-CONT");
  }

  private void signal(String which) throws Exception {
    List<String> command = List.of("kill", which, String.valueOf(process.pid()));
    if (new ProcessBuilder(command).start().waitFor() != 0) {
      throw new IllegalStateException("could not send " + which);
    }
  }

  /** Kills it; what it knew is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void restart() throws Exception {
    process = launch(folder, port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
