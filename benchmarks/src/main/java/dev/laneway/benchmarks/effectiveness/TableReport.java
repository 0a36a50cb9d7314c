package dev.laneway.benchmarks.effectiveness;

import dev.laneway.benchmarks.play.Figures;
import dev.laneway.benchmarks.play.Figures.ClassFigures;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The figures as a table for people, in Markdown. */
final class TableReport {

  private static final List<String> HEAD =
      List.of(
          "scenario",
          "policy",
          "value",
          "of bound",
          "good",
          "in time by class",
          "429 /1,000",
          "wasted /1,000",
          "interactive p50/p95/p99 s",
          "cost $",
          "dropped",
          "queued",
          "refused",
          "lost",
          "unexplained",
          "Jain",
          "largest quarter");

  private final Bounds bounds;

  TableReport(Bounds bounds) {
    this.bounds = bounds;
  }

  String of(List<Comparison> comparisons) {
    StringBuilder table = new StringBuilder();
    row(table, HEAD);
    row(table, HEAD.stream().map(head -> "---").toList());
    for (Comparison comparison : comparisons) {
      for (Figures figures : comparison.policies()) {
        row(table, cells(comparison.scenario().name(), figures));
      }
    }
    return table.toString();
  }

  private List<String> cells(String scenario, Figures figures) {
    OptionalDouble ratio = bounds.ratio(scenario, figures.value());
    return List.of(
        scenario,
        figures.policy(),
        String.format(Locale.ROOT, "%,.0f", figures.value()),
        ratio.isEmpty() ? "" : number(3, ratio.getAsDouble()),
        String.valueOf(figures.good()),
        figures.classes().values().stream()
            .map(its -> number(3, its.inTime()))
            .collect(Collectors.joining(" ")),
        number(0, figures.rate429()),
        number(0, figures.wasted()),
        seconds(figures),
        number(2, figures.cost()),
        String.valueOf(figures.dropped()),
        String.valueOf(figures.queued()),
        refused(figures),
        String.valueOf(figures.lost()),
        String.valueOf(figures.unexplained()),
        number(3, figures.jain()),
        number(3, figures.largest()));
  }

  private static String seconds(Figures figures) {
    return figures.classes().entrySet().stream()
        .filter(its -> its.getKey().equals("interactive"))
        .map(its -> seconds(its.getValue()))
        .findFirst()
        .orElse("");
  }

  private static String seconds(ClassFigures its) {
    return its.p50() < 0
        ? ""
        : number(1, its.p50() / 1e3)
            + "/"
            + number(1, its.p95() / 1e3)
            + "/"
            + number(1, its.p99() / 1e3);
  }

  private static String refused(Figures figures) {
    String why =
        figures.reasons().entrySet().stream()
            .filter(reason -> !reason.getKey().equals("dropped"))
            .map(reason -> reason.getKey() + " " + reason.getValue())
            .collect(Collectors.joining(", "));
    return figures.refused() + (why.isEmpty() ? "" : " (" + why + ")");
  }

  private static String number(int digits, double value) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static void row(StringBuilder table, List<String> cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
