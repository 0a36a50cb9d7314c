package dev.laneway.cli.demo;

import dev.laneway.api.Money;
import dev.laneway.cli.Terminal;
import dev.laneway.cli.demo.Journal.Line;
import dev.laneway.cli.demo.Journal.Weight;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Draws the lanes and below them the stream of decisions, again and again, in a terminal. */
final class LiveScreen implements Screen {

  private static final String ENTER = "\u001b[?1049h\u001b[?25l";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";

  private static final int BAR = 8;

  private final PrintStream out;
  private final Terminal terminal;
  private final Layout layout;
  private boolean closed;

  LiveScreen(PrintStream out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
    layout = Layout.of(terminal.columns());
    out.print(ENTER);
  }

  /** Which columns there is room for. */
  record Layout(int name, boolean dayBar, boolean share, boolean spent) {

    private static final int STATE_AND_MINUTE = 16 + 1 + BAR;

    static Layout of(int columns) {
      boolean dayBar = columns >= 58;
      boolean share = columns >= 48;
      boolean spent = columns >= 72;
      int others =
          STATE_AND_MINUTE + (dayBar ? BAR + 1 : 0) + (share ? 6 : 0) + (spent ? 10 : 0) + 1;
      return new Layout(Math.max(8, Math.min(50, columns - others)), dayBar, share, spent);
    }
  }

  @Override
  public synchronized void show(Moment moment) {
    if (closed) {
      return; // the process is being ended while the demo goes on
    }
    List<String> lines = lines(moment);
    StringBuilder frame = new StringBuilder(HOME);
    for (int i = 0; i < Math.min(lines.size(), terminal.rows()); i++) {
      if (i > 0) {
        frame.append("\r\n");
      }
      frame.append(lines.get(i)).append(REST_OF_LINE);
    }
    out.print(frame.append(REST_OF_SCREEN));
    out.flush();
  }

  List<String> lines(Moment moment) {
    List<String> lines = new ArrayList<>();
    Clock clock = moment.clock();
    lines.add(
        style(
            "1",
            "Laneway "
                + Clock.spoken(clock.elapsed())
                + " of "
                + Clock.spoken(moment.work().horizon())
                + (clock.speed() == 1
                    ? ""
                    : ", a minute takes " + 60 / clock.speed() + " s here")));
    lines.add("");
    lines.add(style("2", heading()));
    moment.lanes().forEach(lane -> lines.add(row(lane, moment.journal())));
    lines.add("");
    lines.add(fitted(sums(moment), terminal.columns()));
    lines.add("");
    int room = terminal.rows() - lines.size();
    List<Line> all = moment.journal().linesFrom(0);
    for (Line line : all.subList(Math.max(0, all.size() - Math.max(0, room)), all.size())) {
      String text = fitted(Clock.spoken(line.at()) + " " + line.text(), terminal.columns());
      lines.add(line.weight() == Weight.NOTABLE ? style("33", text) : text);
    }
    return lines;
  }

  private static String sums(Moment moment) {
    Ledger.Sums sums = moment.ledger().sums();
    return "asked %d, answered %d, waiting %d, dropped %d, 429s absorbed %d, spent %s"
        .formatted(
            sums.asked(),
            sums.answered(),
            moment.waiting(),
            sums.dropped(),
            moment.journal().absorbed(),
            rounded(moment.journal().spent()));
  }

  private String heading() {
    return padded("LANE", layout.name())
        + " "
        + padded("NOW", 15)
        + " "
        + padded("MINUTE", BAR)
        + (layout.dayBar() ? " " + padded("DAY", BAR) : "")
        + (layout.share() ? " SHARE" : "")
        + (layout.spent() ? "     SPENT" : "");
  }

  private String row(LaneView view, Journal journal) {
    Journal.LaneSum sum = journal.sumOf(view.lane().lane());
    int all = Math.max(1, journal.answered());
    String name =
        Words.cutInTheMiddle(
            Words.shortName(view.lane().lane()), layout.name(), terminal.unicode() ? "…" : "~");
    return padded(name, layout.name())
        + " "
        + style(colourOf(view.state()), padded(view.words(), 15))
        + " "
        + bar(view.minute())
        + (layout.dayBar() ? " " + bar(view.day()) : "")
        + (layout.share() ? "%5d%%".formatted(100 * sum.answered() / all) : "")
        + (layout.spent() ? "%10s".formatted(rounded(sum.spent())) : "");
  }

  private static String colourOf(LaneView.State state) {
    return switch (state) {
      case READY, BUSY -> "32";
      case COOLING -> "33";
      case UNWELL -> "31";
    };
  }

  private String bar(OptionalDouble share) {
    if (share.isEmpty()) {
      return padded(terminal.unicode() ? "–" : "-", BAR);
    }
    int full = (int) Math.round(share.getAsDouble() * BAR);
    String on = terminal.unicode() ? "█" : "#";
    String off = terminal.unicode() ? "░" : ".";
    return on.repeat(full) + off.repeat(BAR - full);
  }

  static String rounded(Money money) {
    return money.picodollars() == 0
        ? "$0"
        : String.format(Locale.ROOT, "$%.5f", money.dollars().doubleValue());
  }

  private String padded(String text, int width) {
    String fitted = fitted(text, width);
    return fitted + " ".repeat(width - fitted.length());
  }

  private String fitted(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    String cut = terminal.unicode() ? "…" : "~";
    return text.substring(0, Math.max(0, width - 1)) + cut;
  }

  private String style(String code, String text) {
    return terminal.coloured() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      out.print(LEAVE);
      out.flush();
    }
  }
}
