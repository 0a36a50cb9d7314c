package dev.laneway.store.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

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
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (System.nanoTime() < end) {
      try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (open.isConnected()) {
          return process;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    throw new IllegalStateException("Redis did not start within two minutes");
  }

  int port() {
    return port;
  }

  String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** What the day counts of all members come to. */
  long counted() {
    return asked(
        redis ->
            redis.keys("*CALENDAR_DAY*").stream()
                .flatMap(key -> redis.hvals(key).stream())
                .mapToLong(Long::parseLong)
                .sum());
  }

  /** Returns when each of so many members has heard how many they are. */
  void awaitFleet(int members) {
    Map<String, Integer> beats = new HashMap<>();
    Map<String, Double> last = new HashMap<>();
    boolean unused =
        asked(
            redis -> {
              Trio.until(
                  () -> {
                    var seen = redis.zrangeWithScores("{laneway}:members", 0, -1);
                    if (seen.size() == members) {
                      seen.forEach(
                          beat -> {
                            Double before = last.put(beat.getValue(), beat.getScore());
                            if (before == null || before < beat.getScore()) {
                              beats.merge(beat.getValue(), 1, Integer::sum);
                            }
                          });
                    }
                    // of three beats the second was sent when all were there, and is answered
                    return beats.values().stream().filter(count -> count > 2).count() == members;
                  });
              return true;
            });
  }

  private <R> R asked(Function<RedisCommands<String, String>, R> question) {
    RedisClient client = RedisClient.create(uri());
    try (var connection = client.connect()) {
      return question.apply(connection.sync());
    } finally {
      client.shutdown(0, 0, TimeUnit.SECONDS);
    }
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
