package dev.laneway.cli.demo;

import dev.laneway.cli.demo.Journal.Line;
import dev.laneway.cli.demo.Summary.Result;
import dev.laneway.cli.demo.Workload.Kind;

/** The demo as one page that needs nothing but itself, on light and on dark screens. */
record Page(Workload work, Summary summary, Timeline timeline, Journal journal) {

  private static final String HEAD =
      """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><title>Laneway's demo</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="data:,">
      <style>
      :root{color-scheme:light dark;--paper:#fff;--ink:#1b2430;--faint:#5b6775;--line:#d9dee4;--ready:#cfe8d5;--busy:#b4dcc0;
      --cooling:#f3dfa6;--unwell:#efb8b0;--answer:#1f6f43;--refusal:#b3261e;--failure:#7a4a00;--curve:#2456a6}
      @media (prefers-color-scheme:dark){:root{--paper:#12171d;--ink:#e4e9ee;--faint:#98a4b1;--line:#2c353f;
      --ready:#1f3d2b;--busy:#2b5a3d;--cooling:#54450f;--unwell:#5c241f;--answer:#7fd6a0;--refusal:#ff8a80;--failure:#f2b866;
      --curve:#86b4ff}}
      body{margin:0 auto;max-width:62rem;padding:1.5rem;background:var(--paper);color:var(--ink);
      font:16px/1.5 system-ui,sans-serif}
      h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.4rem 0}
      .faint{color:var(--faint)}svg{display:block;width:100%;height:auto;font:11px system-ui,sans-serif}
      svg text{fill:var(--ink)}svg .faint{fill:var(--faint)}
      .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}
      th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
      th:first-child,td:first-child{text-align:left}.key span{display:inline-block;width:.8em;height:.8em;
      margin:0 .3em 0 1em;border:1px solid var(--line)}pre{font-size:.8rem;white-space:pre-wrap}
      .curves{display:grid;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr));gap:1rem}
      figure{margin:0}figcaption{font-size:.85rem;overflow-wrap:anywhere}
      </style></head><body>
      """;

  private static final String KEY =
      """
      <p class="key faint"><span style="background:var(--ready)"></span>ready
      <span style="background:var(--busy)"></span>busy
      <span style="background:var(--cooling)"></span>cooling<span style="background:var(--unwell)"></span>down or closed
      <span style="background:var(--answer)"></span>answer<span style="background:var(--refusal)"></span>429
      <span style="background:var(--failure)"></span>failure</p>
      """;

  String html() {
    StringBuilder html = new StringBuilder(HEAD);
    Ledger.Sums sums = summary.routed().sums();
    html.append("<h1>Laneway answered %d of %d</h1>\n".formatted(sums.answered(), sums.asked()));
    html.append(
        "<p>%d had to wait for quota, %d were dropped, %d failed. The vendors said 429 %d times; %d of these stand in the receipts of answers. Spent %s.</p>\n"
            .formatted(
                sums.waited(),
                sums.dropped(),
                sums.failed(),
                summary.routed().throttled(),
                summary.absorbed(),
                summary.spent()));
    Pictures pictures = new Pictures(work, timeline, journal);
    html.append("<h2>The lanes over time</h2>\n").append(KEY);
    html.append("<div class=\"scroll\">").append(pictures.lanes()).append("</div>\n");
    html.append("<h2>What was left of each quota</h2>\n<div class=\"curves\">\n");
    html.append(pictures.quotas()).append("</div>\n");
    contenders(html);
    decisions(html);
    return html.append("</body></html>\n").toString();
  }

  private void contenders(StringBuilder html) {
    html.append("<h2>The same load</h2>\n");
    if (summary.results().size() > 1) {
      html.append(
          "<p class=\"faint\">Each vendor alone had a copy of its own in the same run, and %d tries for each request.</p>\n"
              .formatted(LoneContender.MOST_TRIES));
    }
    html.append("<div class=\"scroll\"><table><tr><th></th><th>answered</th>");
    for (Kind kind : Kind.values()) {
      html.append("<th>").append(kind).append("</th>");
    }
    html.append("<th>429s</th><th>p50</th><th>p95</th></tr>\n");
    for (Result result : summary.results()) {
      Ledger.Sums sums = result.sums();
      html.append(
          "<tr><td>%s</td><td>%d%%</td>".formatted(escaped(result.name()), result.percent()));
      for (Kind kind : Kind.values()) {
        html.append(
            sums.questions().containsKey(kind)
                ? "<td>%d%%</td>".formatted(Summary.percentOf(sums, kind))
                : "<td></td>");
      }
      html.append(
          "<td>%d</td><td>%s</td><td>%s</td></tr>\n"
              .formatted(
                  result.throttled(), Journal.seconds(sums.p50()), Journal.seconds(sums.p95())));
    }
    html.append("</table></div>\n<p class=\"faint\">p50 and p95 without the batch.</p>\n");
  }

  private void decisions(StringBuilder html) {
    html.append("<h2>Decisions</h2>\n<details><summary>All of them</summary><pre>");
    for (Line line : journal.linesFrom(0)) {
      html.append(Clock.spoken(line.at())).append("  ").append(escaped(line.text())).append('\n');
    }
    html.append("</pre></details>\n");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
