package dev.laneway.store.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Redis itself says of each call that it counted, and when: the writes of its scripts, stamped
 * by its own clock, as {@code MONITOR} tells them. A refusal writes nothing.
 */
final class Takes implements AutoCloseable {

  private static final Pattern WRITE =
      Pattern.compile("\\+?(\\d+)\\.(\\d{6}) \\[\\d+ lua] \"(\\w+)\" \"([^\"]*)\" \"([^\"]*)\".*");

  /** One write: which microsecond, which command, of what, and the first thing it says. */
  private record Write(long micros, String command, String key, String argument) {}

  private final Redis redis;
  private final Socket socket;
  private final ConcurrentLinkedQueue<Write> writes = new ConcurrentLinkedQueue<>();

  Takes(Redis redis) throws IOException {
    this.redis = redis;
    socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
    socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.UTF_8));
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    String welcome = lines.readLine();
    if (!welcome.equals("+OK")) {
      throw new IOException("Redis answered MONITOR with " + welcome);
    }
    Thread reader = new Thread(() -> read(lines), "takes");
    reader.setDaemon(true);
    reader.start();
  }

  private void read(BufferedReader lines) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher write = WRITE.matcher(line);
        if (write.matches()) {
          long micros = Long.parseLong(write.group(1)) * 1_000_000 + Long.parseLong(write.group(2));
          String command = write.group(3).toUpperCase(Locale.ROOT);
          writes.add(new Write(micros, command, write.group(4), write.group(5)));
        }
      }
    } catch (IOException closed) {
      return; // with the socket
    }
  }

  private Stream<Write> of(String command, String kind) {
    return writes.stream()
        .filter(write -> write.command().equals(command) && write.key().contains(kind));
  }

  /** Returns when all has been told of what Redis has done until now. */
  void catchUp() {
    String mark = "mark-" + System.nanoTime();
    redis.run("redis.call('SET', KEYS[1], '')", mark);
    Trio.until(() -> of("SET", mark).findFirst().isPresent());
  }

  /**
   * When each call was counted in a rolling window; the script has asked the clock a little before.
   */
  List<Long> rolling() {
    return of("ZADD", "|ROLLING ").map(Write::argument).map(Long::valueOf).sorted().toList();
  }

  /**
   * When each call was taken out of a bucket: first it is made, then changed, at each take once.
   */
  List<Long> bucket() {
    Stream<Write> made = of("SET", "|BUCKET ").limit(1); // of several the first is heeded
    return Stream.concat(made, of("PSETEX", "|BUCKET ")).map(Write::micros).sorted().toList();
  }

  /** When each call was counted in a turn, by the turn's beginning in microseconds. */
  Map<Long, List<Long>> fixed() {
    Map<Long, List<Long>> turns = new TreeMap<>();
    of("HINCRBY", "|FIXED ")
        .forEach(
            write -> {
              String began = write.key().substring(write.key().lastIndexOf('|') + 1);
              turns
                  .computeIfAbsent(Long.parseLong(began) * 1_000, turn -> new ArrayList<>())
                  .add(write.micros());
            });
    return turns;
  }

  /** The most that were counted within any stretch of this length. */
  static int busiest(List<Long> sorted, long lengthMicros) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < sorted.size(); to++) {
      while (sorted.get(to) - sorted.get(from) >= lengthMicros) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
