package dev.laneway.benchmarks.effectiveness;

import dev.laneway.benchmarks.play.Figures;
import dev.laneway.benchmarks.play.Ledger.Sent;
import dev.laneway.benchmarks.vendor.Deployment;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The figures with pictures, in one file that needs no other. */
final class PageReport {

  private static final int WIDTH = 900;
  private static final int LABEL = 190;
  private static final int BAR = 20;
  private static final int LANE = 44;
  private static final int SLOTS = 180;
  private static final String STYLE =
      "body{font:14px sans-serif;max-width:1000px;margin:2em auto;color:#222}"
          + "pre{font-size:11px;overflow:auto;background:#f6f6f6;padding:1em}"
          + "svg{display:block}text{font:12px sans-serif;fill:#333}"
          + ".ours{fill:#0a7d5a}.field{fill:#9aa7b1}.ok{fill:#0a7d5a}.no{fill:#d0452f}"
          + ".bad{fill:#e0a030}.left{fill:none;stroke:#2b5fb4;stroke-width:1.2}"
          + ".line{stroke:#ddd}";

  private final Bounds bounds;

  PageReport(Bounds bounds) {
    this.bounds = bounds;
  }

  String of(List<Comparison> comparisons) {
    StringBuilder page = new StringBuilder("<!doctype html>\n<html lang=\"en\"><head>");
    page.append("<meta charset=\"utf-8\"><title>Laneway: effectiveness</title><style>")
        .append(STYLE)
        .append("</style></head><body><h1>Effectiveness</h1>\n");
    for (Comparison comparison : comparisons) {
      page.append("<h2>").append(escaped(comparison.scenario().name())).append("</h2>\n");
      goodput(page, comparison);
      lanes(page, comparison);
    }
    page.append("<h2>All figures</h2>\n<pre>")
        .append(escaped(new TableReport(bounds).of(comparisons)))
        .append("</pre></body></html>\n");
    return page.toString();
  }

  private void goodput(StringBuilder page, Comparison comparison) {
    List<Figures> all = comparison.policies();
    double most = all.stream().mapToDouble(Figures::value).max().orElse(1);
    page.append("<h3>Value of what was answered in time</h3>\n");
    begin(page, all.size() * (BAR + 6));
    int y = 0;
    for (Figures figures : all) {
      double length = (WIDTH - LABEL - 120) * figures.value() / Math.max(1, most);
      OptionalDouble ratio = bounds.ratio(comparison.scenario().name(), figures.value());
      text(page, 0, y + 14, figures.policy());
      page.append(
          format(
              "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>",
              figures.policy().equals(RouterPlay.NAME) ? "ours" : "field", LABEL, y, length, BAR));
      text(
          page,
          LABEL + length + 6,
          y + 14,
          format("%,.0f", figures.value())
              + (ratio.isEmpty() ? "" : format(" (%.0f %%)", 100 * ratio.getAsDouble())));
      y += BAR + 6;
    }
    page.append("</svg>\n");
  }

  /** Calls of each lane over time, and above them what was left of its scarcest limit. */
  private static void lanes(StringBuilder page, Comparison comparison) {
    List<Deployment> lanes = comparison.scenario().deployments();
    double span = Math.max(1, comparison.scenario().measureUntilMs());
    page.append("<h3>Lanes under Laneway: answers, refusals, failures; the line is what is left")
        .append(" of the scarcest limit</h3>\n");
    begin(page, lanes.size() * LANE);
    for (int lane = 0; lane < lanes.size(); lane++) {
      int[] ok = new int[SLOTS];
      int[] refused = new int[SLOTS];
      int[] failed = new int[SLOTS];
      StringBuilder left = new StringBuilder();
      int base = lane * LANE + LANE - 6;
      for (Sent sent : comparison.ledger().sent()) {
        int slot = (int) (sent.answer().sentMs() / span * SLOTS);
        if (sent.answer().lane() == lane && slot < SLOTS) {
          int[] kind = sent.answer().isOk() ? ok : sent.answer().status() == 429 ? refused : failed;
          kind[slot]++;
          left.append(
              format(
                  "%.1f,%.1f ",
                  LABEL + sent.answer().sentMs() / span * (WIDTH - LABEL),
                  base - sent.left() * (LANE - 10)));
        }
      }
      text(page, 0, base - 10, lanes.get(lane).id());
      page.append(
          format(
              "<line class=\"line\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
              LABEL, base, WIDTH, base));
      columns(page, base, ok, refused, failed);
      page.append("<polyline class=\"left\" points=\"").append(left).append("\"/>\n");
    }
    page.append("</svg>\n");
  }

  private static void columns(StringBuilder page, int base, int[] ok, int[] refused, int[] failed) {
    int most = 1;
    for (int slot = 0; slot < SLOTS; slot++) {
      most = Math.max(most, ok[slot] + refused[slot] + failed[slot]);
    }
    double unit = (LANE - 10) / (double) most;
    double width = (WIDTH - LABEL) / (double) SLOTS;
    for (int slot = 0; slot < SLOTS; slot++) {
      double x = LABEL + slot * width;
      double y = base;
      y = column(page, "ok", x, y, width, ok[slot] * unit);
      y = column(page, "no", x, y, width, refused[slot] * unit);
      column(page, "bad", x, y, width, failed[slot] * unit);
    }
  }

  private static double column(
      StringBuilder page, String kind, double x, double y, double width, double height) {
    if (height > 0) {
      page.append(
          format(
              "<rect class=\"%s\" opacity=\"0.5\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
              kind, x, y - height, width, height));
    }
    return y - height;
  }

  private static void begin(StringBuilder page, int height) {
    page.append(format("<svg width=\"%d\" height=\"%d\" role=\"img\">\n", WIDTH, height));
  }

  private static void text(StringBuilder page, double x, double y, String words) {
    page.append(format("<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, escaped(words)));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }

  private static String escaped(String words) {
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
