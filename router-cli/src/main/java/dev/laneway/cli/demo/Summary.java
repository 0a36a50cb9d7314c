package dev.laneway.cli.demo;

import dev.laneway.cli.demo.Workload.Kind;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What everybody achieved on the same load.
 *
 * @param results the router's first
 */
record Summary(List<Result> results, int absorbed, String spent) {

  /**
   * One contender.
   *
   * @param throttled the 429s that the vendors say they sent it
   */
  record Result(String name, Ledger.Sums sums, int throttled) {

    int percent() {
      return sums.asked() == 0 ? 0 : 100 * sums.answered() / sums.asked();
    }
  }

  Result routed() {
    return results.get(0);
  }

  void printTo(PrintStream out, int columns) {
    Ledger.Sums sums = routed().sums();
    out.println();
    out.println(
        Words.wrapped(
            "Laneway answered %d of %d (%d%%), %d of them after a wait for quota; %d dropped, %d failed. 429s met: %d, absorbed in answers: %d. Spent %s."
                .formatted(
                    sums.answered(),
                    sums.asked(),
                    routed().percent(),
                    sums.waited(),
                    sums.dropped(),
                    sums.failed(),
                    routed().throttled(),
                    absorbed,
                    spent),
            columns));
    out.println();
    if (results.size() > 1) {
      out.println(
          Words.wrapped(
              "The same load in the same run, and what one provider made of it alone, with up to %d tries for each request:"
                  .formatted(LoneContender.MOST_TRIES),
              columns));
      out.println();
    }
    out.println("            answered  chat  429s     p50     p95");
    results.forEach(result -> out.println(row(result)));
    out.println(Words.wrapped("(p50 and p95 in simulated time, without the batch)", columns));
  }

  private static String row(Result result) {
    Ledger.Sums sums = result.sums();
    return String.format(
        Locale.ROOT,
        "%-11s %7d%% %4d%% %5d %7s %7s",
        result.name(),
        result.percent(),
        percentOf(sums, Kind.CHAT),
        result.throttled(),
        Journal.seconds(sums.p50()),
        Journal.seconds(sums.p95()));
  }

  static int percentOf(Ledger.Sums sums, Kind kind) {
    int asked = sums.questions().getOrDefault(kind, 0);
    return asked == 0 ? 0 : 100 * sums.answers().getOrDefault(kind, 0) / asked;
  }
}
