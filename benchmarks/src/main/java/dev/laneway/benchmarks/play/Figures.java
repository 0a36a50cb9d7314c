package dev.laneway.benchmarks.play;

import dev.laneway.benchmarks.play.Ledger.End;
import dev.laneway.benchmarks.play.Ledger.Kind;
import dev.laneway.benchmarks.scenario.Ask;
import dev.laneway.benchmarks.scenario.RequestClass;
import dev.laneway.benchmarks.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a play was worth.
 *
 * @param value what the good answers are worth together
 * @param good answers in time
 * @param rate429 refusals for want of quota by vendors, for 1,000 requests
 * @param wasted calls without an answer, for 1,000 requests
 * @param queued requests that still wait at the end of time
 * @param lost requests of which nobody knows anything
 * @param unexplained requests that were refused without a reason
 * @param largest the good share of the quarter of requests that weigh most
 * @param reasons how often each reason was given for a refusal
 */
public record Figures(
    String policy,
    double value,
    int good,
    double rate429,
    double wasted,
    int dropped,
    int refused,
    int queued,
    int lost,
    int unexplained,
    double cost,
    double jain,
    double largest,
    Map<String, ClassFigures> classes,
    Map<String, Integer> reasons) {

  /** One class: the share in time, and how long its answers took. */
  public record ClassFigures(double inTime, long p50, long p95, long p99) {}

  /** Counts a play that is over. */
  public static Figures of(String policy, Ledger ledger, int queued) {
    Scenario scenario = ledger.scenario();
    List<Ask> asks = scenario.asks();
    double each = 1000.0 / asks.size();
    long no429 = ledger.sent().stream().filter(sent -> sent.answer().status() == 429).count();
    long noAnswer = ledger.sent().stream().filter(sent -> !sent.answer().isOk()).count();
    Predicate<Ask> good = ask -> isGood(ask, ledger);
    Map<String, Integer> reasons = new TreeMap<>();
    Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
    for (Ask ask : asks) {
      End end = ledger.endOf(ask);
      if (end != null) {
        kinds.merge(end.kind(), 1, Integer::sum);
        if (end.kind() != Kind.ANSWERED) {
          reasons.merge(end.because(), 1, Integer::sum);
        }
      }
    }
    return new Figures(
        policy,
        asks.stream().filter(good).mapToDouble(Ask::value).sum(),
        (int) asks.stream().filter(good).count(),
        no429 * each,
        noAnswer * each,
        kinds.getOrDefault(Kind.DROPPED, 0),
        kinds.getOrDefault(Kind.REFUSED, 0),
        queued,
        ledger.open() - queued,
        kinds.getOrDefault(Kind.UNEXPLAINED, 0),
        ledger.cost(),
        jain(scenario, good),
        share(largestQuarter(asks), good),
        classes(ledger, good),
        reasons);
  }

  private static boolean isGood(Ask ask, Ledger ledger) {
    End end = ledger.endOf(ask);
    return end != null
        && end.kind() == Kind.ANSWERED
        && end.atMs() <= ask.deadlineMs()
        && end.atMs() <= ledger.scenario().measureUntilMs();
  }

  private static Map<String, ClassFigures> classes(Ledger ledger, Predicate<Ask> good) {
    Map<String, ClassFigures> classes = new LinkedHashMap<>();
    List<RequestClass> all = ledger.scenario().classes();
    for (int i = 0; i < all.size(); i++) {
      int kind = i;
      List<Ask> its = ledger.scenario().asks().stream().filter(a -> a.kind() == kind).toList();
      long[] took =
          its.stream()
              .filter(a -> isAnswered(a, ledger))
              .mapToLong(a -> took(a, ledger))
              .sorted()
              .toArray();
      classes.put(
          all.get(i).name(),
          new ClassFigures(
              share(its, good),
              percentile(took, 0.5),
              percentile(took, 0.95),
              percentile(took, 0.99)));
    }
    return classes;
  }

  private static boolean isAnswered(Ask ask, Ledger ledger) {
    End end = ledger.endOf(ask);
    return end != null
        && end.kind() == Kind.ANSWERED
        && end.atMs() <= ledger.scenario().measureUntilMs();
  }

  private static long took(Ask ask, Ledger ledger) {
    End end = ledger.endOf(ask);
    return end == null ? 0 : end.atMs() - ask.arrivalMs();
  }

  private static long percentile(long[] sorted, double q) {
    return sorted.length == 0 ? -1 : sorted[Math.min(sorted.length - 1, (int) (q * sorted.length))];
  }

  private static double share(List<Ask> asks, Predicate<Ask> good) {
    return asks.isEmpty() ? 0 : asks.stream().filter(good).count() / (double) asks.size();
  }

  private static List<Ask> largestQuarter(List<Ask> asks) {
    long[] sizes = asks.stream().mapToLong(Figures::size).sorted().toArray();
    long least = sizes.length == 0 ? 0 : sizes[(int) (0.75 * sizes.length)];
    return asks.stream().filter(ask -> size(ask) >= least).toList();
  }

  private static long size(Ask ask) {
    return ask.load().prompt() + ask.load().maxTokens();
  }

  /** Jain's index over the good shares of the tenants: 1 when all fare alike. */
  private static double jain(Scenario scenario, Predicate<Ask> good) {
    List<Double> shares = new ArrayList<>();
    for (int i = 0; i < scenario.tenants().size(); i++) {
      int tenant = i;
      List<Ask> its = scenario.asks().stream().filter(ask -> ask.tenant() == tenant).toList();
      if (!its.isEmpty()) {
        shares.add(share(its, good));
      }
    }
    double[] all = shares.stream().mapToDouble(Double::doubleValue).toArray();
    double sum = Arrays.stream(all).sum();
    double squares = Arrays.stream(all).map(x -> x * x).sum();
    return squares == 0 ? 0 : sum * sum / (all.length * squares);
  }
}
