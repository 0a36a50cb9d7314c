package dev.laneway.cli.demo;

import dev.laneway.cli.demo.Journal.Line;
import dev.laneway.cli.demo.Journal.Weight;
import java.io.PrintStream;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Writes lines, for logs and pipes: what is notable at once, and how the lanes are now and then.
 */
final class PlainScreen implements Screen {

  private static final Duration BETWEEN = Duration.ofSeconds(30);

  private final PrintStream out;
  private boolean closed;
  private int shown;
  private Duration next = BETWEEN;

  PlainScreen(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void show(Moment moment) {
    if (closed) {
      return;
    }
    for (Line line : moment.journal().linesFrom(shown)) {
      shown++;
      if (line.weight() == Weight.NOTABLE) {
        out.println(Clock.spoken(line.at()) + "  " + line.text());
      }
    }
    Duration now = moment.clock().elapsed();
    if (now.compareTo(next) >= 0) {
      next = next.plus(BETWEEN);
      Ledger.Sums sums = moment.ledger().sums();
      out.println(
          "%s  == asked %d, answered %d, waiting %d, dropped %d; %s"
              .formatted(
                  Clock.spoken(now),
                  sums.asked(),
                  sums.answered(),
                  moment.waiting(),
                  sums.dropped(),
                  moment.lanes().stream()
                      .map(PlainScreen::words)
                      .collect(Collectors.joining("; "))));
    }
    out.flush();
  }

  private static String words(LaneView view) {
    return view.lane().lane().provider()
        + " "
        + view.words()
        + left("minute", view.minute())
        + left("day", view.day());
  }

  private static String left(String window, OptionalDouble share) {
    return share.isEmpty()
        ? ""
        : ", %s %d%%".formatted(window, Math.round(share.getAsDouble() * 100));
  }

  @Override
  public synchronized void close() {
    closed = true;
    out.flush();
  }
}
