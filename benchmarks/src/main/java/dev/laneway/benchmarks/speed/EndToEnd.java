package dev.laneway.benchmarks.speed;

import static dev.laneway.benchmarks.speed.Goal.number;

import java.util.List;

/** Pairs of runs over loopback, the router beside the bare client. */
final class EndToEnd {

  private static final String RAW = "×raw";
  private static final int PIECES = 200;

  private final Effort effort;
  private final Tally tally;

  private EndToEnd(Effort effort, Tally tally) {
    this.effort = effort;
    this.tally = tally;
  }

  static void measure(Effort effort, ServerProcess server, Tally tally) {
    EndToEnd run = new EndToEnd(effort, tally);
    try (Contender raw = RawClient.usual(server.well(PIECES));
        Contender direct = RawClient.direct(server.well(PIECES));
        Contender routed = new RoutedClient(server.well(PIECES))) {
      WarmUp.of(List.of(raw, direct, routed), effort, tally);
      run.measure(raw, direct, routed);
    }
    run.startUp(server);
    run.memory(server);
  }

  private void measure(Contender raw, Contender direct, Contender routed) {
    int rounds = effort.rounds();
    Pairs latency = Pairs.of(rounds, raw, routed, Trials.latency(effort.calls()));
    tally.add(
        Goal.atMost(
            "latency of router.chat, sequential",
            RAW,
            0.90,
            latency.ratio(),
            both(latency, 1e-3, "µs")));
    Pairs floor = Pairs.of(rounds, raw, direct, Trials.latency(effort.calls()));
    tally.add(
        Goal.figure(
            "the same, raw with its answers on the client's own thread",
            RAW,
            floor.ratio(),
            both(floor, 1e-3, "µs")));
    Pairs bytes = Pairs.of(rounds, raw, routed, Trials.bytes(effort.calls()));
    tally.add(
        Goal.atMost(
            "bytes allocated for a call", RAW, 1.15, bytes.ratio(), both(bytes, 1e-3, "KB")));
    Pairs many = Pairs.of(rounds, raw, routed, Trials.throughput(effort.calls() / 10));
    tally.add(
        Goal.atLeast("calls/s, 64 callers", RAW, 1.0, many.ratio(), both(many, 1, "calls/s")));
    Pairs pieces = Pairs.of(rounds, raw, routed, Trials.pieces(effort.streams()));
    tally.add(
        Goal.atLeast(
            "pieces/s of streams of 200", RAW, 1.0, pieces.ratio(), both(pieces, 1, "pieces/s")));
    Pairs ofPiece = Pairs.of(rounds / 2, raw, routed, Trials.bytesOfPiece(effort.streams()));
    tally.add(
        Goal.figure(
            "bytes allocated for a piece of a stream",
            RAW,
            ofPiece.ratio(),
            both(ofPiece, 1, "B")));
    Pairs first = Pairs.of(rounds, raw, routed, Trials.firstContent(effort.streams()));
    tally.add(
        Goal.atMost(
            "time to first content, beyond raw",
            "ms",
            0.10,
            (first.other() - first.raw()) / 1e3,
            both(first, 1, "µs")));
  }

  private void startUp(ServerProcess server) {
    int rounds = effort.starts();
    double[] raw = new double[rounds];
    double[] routed = new double[rounds];
    double[] ratios = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      raw[i] = FirstAnswer.millisOf("raw", server.port(), 1);
      routed[i] = FirstAnswer.millisOf("routed", server.port(), 1);
      ratios[i] = routed[i] / raw[i];
    }
    tally.add(
        Goal.atMost(
            "start of the JVM to the first answer",
            RAW,
            1.3,
            Pairs.median(ratios),
            "%s ms, raw %s ms".formatted(number(Pairs.median(routed)), number(Pairs.median(raw)))));
  }

  private void memory(ServerProcess server) {
    double raw = FirstAnswer.kilobytesAfter("raw", server.port(), effort.many());
    double routed = FirstAnswer.kilobytesAfter("routed", server.port(), effort.many());
    tally.add(
        Goal.figure(
            "heap in use after %,d calls and a collection".formatted(effort.many()),
            RAW,
            routed / raw,
            "%s KB, of which up to 4 MiB are stored answers; raw %s KB"
                .formatted(number(routed), number(raw))));
  }

  private static String both(Pairs pairs, double scale, String unit) {
    return "%s %s, raw %s %s"
        .formatted(number(pairs.other() * scale), unit, number(pairs.raw() * scale), unit);
  }
}
