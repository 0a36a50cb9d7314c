package dev.laneway.benchmarks.speed;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The command: measures what the router costs and prints it beside the goals. */
public final class Speed {

  private static final String USAGE = "usage: speed [--json] [--quick]";

  private Speed() {}

  /** Takes {@code --json} and {@code --quick}. */
  public static void main(String[] words) {
    List<String> said = List.of(words);
    for (String word : said) {
      if (!word.equals("--json") && !word.equals("--quick")) {
        System.err.println("option '" + word + "' is unknown; " + USAGE);
        System.exit(2);
      }
    }
    Report report = measure(said.contains("--quick") ? Effort.QUICK : Effort.WHOLE);
    byte[] bytes =
        (said.contains("--json") ? report.json() : report.table()).getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
    System.exit(0); // before JDK 21 a client cannot be closed, and its thread would hold us
  }

  static Report measure(Effort effort) {
    double before = Machine.load();
    Tally tally = new Tally();
    try (ServerProcess server = ServerProcess.start()) {
      EndToEnd.measure(effort, server, tally);
      Growth.measure(effort, server, tally);
    }
    for (Curve curve : tally.curves()) {
      if (curve.name().equals(Growth.WAITING)) {
        Curve.Point largest = curve.points().get(curve.points().size() - 1);
        tally.add(
            Goal.atMost(
                "heap for each request that waits",
                "KB",
                1,
                largest.cost() / 1024,
                "%,d wait, and no thread with them".formatted(largest.size())));
      }
    }
    Micro.measure(effort, tally);
    return new Report(Machine.here(), before, Machine.load(), tally.goals(), tally.curves());
  }
}
