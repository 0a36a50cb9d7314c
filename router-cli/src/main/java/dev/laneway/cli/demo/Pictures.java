package dev.laneway.cli.demo;

import dev.laneway.api.LaneId;
import dev.laneway.cli.demo.LaneView.State;
import dev.laneway.cli.demo.Timeline.Look;
import dev.laneway.core.RouterStatus.LaneStatus;
import dev.laneway.core.RouterStatus.LimitStatus;
import dev.laneway.core.RouterStatus.PoolStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Time lines and curves as inline SVG; their colours come from the page. */
final class Pictures {

  private static final int WIDTH = 900;
  private static final int ROW = 44;
  private static final int BAND = 20;
  private static final int CURVE_WIDTH = 300;
  private static final int CURVE_HEIGHT = 70;

  private final List<Look> looks;
  private final Journal journal;
  private final Duration end;

  Pictures(Workload work, Timeline timeline, Journal journal) {
    looks = timeline.looks();
    this.journal = journal;
    Duration last = looks.isEmpty() ? work.horizon() : looks.get(looks.size() - 1).at();
    end = last.isZero() ? work.horizon() : last;
  }

  private double x(Duration at, int width) {
    return Math.min(width, width * (double) at.toMillis() / end.toMillis());
  }

  /** A row for each lane: its state as a band, and a tick for each call. */
  String lanes() {
    List<LaneId> lanes =
        looks.isEmpty()
            ? List.of()
            : looks.get(0).status().lanes().stream().map(LaneStatus::lane).toList();
    int height = lanes.size() * ROW + 20;
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"States of the lanes over time\" style=\"min-width:36rem\">\n"
            .formatted(WIDTH, height));
    for (int row = 0; row < lanes.size(); row++) {
      int y = row * ROW;
      svg.append(
          "<text x=\"0\" y=\"%d\">%s</text>\n"
              .formatted(y + 13, Page.escaped(lanes.get(row).toString())));
      band(svg, row, y + 18);
      ticks(svg, lanes.get(row), y + 18);
    }
    for (long second = 0; second <= end.toSeconds(); second += 60) {
      svg.append(
          "<text class=\"faint\" x=\"%.1f\" y=\"%d\">%s</text>\n"
              .formatted(
                  Math.min(WIDTH - 30, x(Duration.ofSeconds(second), WIDTH)),
                  height - 4,
                  Clock.spoken(Duration.ofSeconds(second))));
    }
    return svg.append("</svg>").toString();
  }

  private void band(StringBuilder svg, int row, int y) {
    int from = 0;
    for (int i = 1; i <= looks.size(); i++) {
      if (i == looks.size() || stateAt(i, row) != stateAt(from, row)) {
        double left = x(looks.get(from).at(), WIDTH);
        double right = i == looks.size() ? WIDTH : x(looks.get(i).at(), WIDTH);
        svg.append(
            String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"var(--%s)\"/>\n",
                left,
                y,
                Math.max(0, right - left),
                BAND,
                stateAt(from, row).name().toLowerCase(Locale.ROOT)));
        from = i;
      }
    }
  }

  private State stateAt(int look, int row) {
    return LaneView.stateOf(looks.get(look).status().lanes().get(row));
  }

  private void ticks(StringBuilder svg, LaneId lane, int y) {
    for (Journal.Mark mark : journal.marks()) {
      if (mark.lane().equals(lane)) {
        String colour = mark.answered() ? "answer" : mark.throttled() ? "refusal" : "failure";
        int top = mark.answered() ? y + 5 : y - 2;
        int bottom = mark.answered() ? y + BAND - 5 : y + BAND + 2;
        svg.append(
            String.format(
                Locale.ROOT,
                "<path d=\"M%.1f %dV%d\" stroke=\"var(--%s)\" stroke-width=\"%s\"/>\n",
                x(mark.at(), WIDTH),
                top,
                bottom,
                colour,
                mark.answered() ? "1" : "2"));
      }
    }
  }

  /** A curve for each limit: how much of it was left. */
  String quotas() {
    Map<String, List<double[]>> curves = new LinkedHashMap<>();
    for (Look look : looks) {
      for (PoolStatus pool : look.status().pools()) {
        for (LimitStatus limit : pool.limits()) {
          if (limit.amount() > 0 && !LaneView.isConcurrency(limit)) {
            curves
                .computeIfAbsent(pool.name() + ": " + limit.limit(), name -> new ArrayList<>())
                .add(new double[] {x(look.at(), CURVE_WIDTH), LaneView.share(limit)});
          }
        }
      }
    }
    StringBuilder html = new StringBuilder();
    curves.forEach((name, points) -> html.append(curve(name, points)));
    return html.toString();
  }

  private static String curve(String name, List<double[]> points) {
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(
          String.format(
              Locale.ROOT,
              "%s%.1f %.1f",
              path.isEmpty() ? "M" : "L",
              point[0],
              2 + (1 - point[1]) * (CURVE_HEIGHT - 4)));
    }
    String caption = Page.escaped(name);
    return """
        <figure><svg viewBox="0 0 %d %d" role="img" aria-label="%s">
        <path d="M0 %dH%d" stroke="var(--line)"/><path d="%s" fill="none" stroke="var(--curve)" stroke-width="1.5"/>
        </svg><figcaption>%s</figcaption></figure>
        """
        .formatted(
            CURVE_WIDTH, CURVE_HEIGHT, caption, CURVE_HEIGHT - 1, CURVE_WIDTH, path, caption);
  }
}
