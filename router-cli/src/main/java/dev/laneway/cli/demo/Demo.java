package dev.laneway.cli.demo;

import dev.laneway.api.CallOptions;
import dev.laneway.api.ChatStream;
import dev.laneway.api.RouterException;
import dev.laneway.api.time.SystemTime;
import dev.laneway.cli.Arguments;
import dev.laneway.cli.Shell;
import dev.laneway.cli.Terminal;
import dev.laneway.cli.demo.Summary.Result;
import dev.laneway.cli.vendor.SimulatedTime;
import dev.laneway.core.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/** {@code laneway demo}: a mixed load, live, and what a single provider made of the same load. */
public final class Demo {

  /** What {@code --help} shows. */
  public static final String HELP =
      """
      laneway demo [options]      the router at work, live, in less than a minute and without any key

      The router and its adapters are the real ones. The vendors are servers on this machine that speak the
      protocols of Gemini, Groq, OpenRouter and Ollama, with their free-tier limits and their 429s; one has an
      outage, one a slow spell. Time runs faster, for the router and the vendors alike. The same load runs at the
      same time on each vendor alone, with retries, for comparison. At the end: the sums, and a page with pictures.

        --minutes N     simulated minutes of load, 1 to 10; 4 unless told
        --speed N       how many times as fast as real time, 1 to 30; 12 unless told
        --seed N        another load of the same kind
        --page FILE     where the page goes; a temporary folder unless told
        --plain         lines instead of a live view (as is done when the output is no terminal)
        --live          the real vendors whose keys are in the environment: 12 short requests in 30 seconds,
                        at most 64 tokens of output each, in real time, and no comparison
        --verbose       shows what the router logs
      """;

  private static final Set<String> SWITCHES = Set.of("--live", "--plain");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Set<String> VALUED = Set.of("--minutes", "--speed", "--seed", "--page");
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(125);

  private final Shell shell;

  /** A demo that writes to this shell. */
  public Demo(Shell shell) {
    this.shell = shell;
  }

  /** Runs to its end and answers the exit code. */
  public int run(List<String> given) {
    Arguments arguments = Arguments.read("demo", given, SWITCHES, VALUED);
    arguments.requireNoWords();
    int minutes = arguments.number("--minutes", 4, 1, 10);
    int speed = arguments.number("--speed", 12, 1, 30);
    int seed = arguments.number("--seed", 1, 0, 999_999_999);
    Path page = pageOf(arguments);
    try (CleanUp open = new CleanUp()) {
      Show show = arguments.has("--live") ? live(open) : simulated(open, minutes, speed, seed);
      Terminal terminal = shell.terminal();
      shell.out().println(Words.wrapped(show.introduction(), terminal.columns()));
      Screen screen =
          open.add(
              terminal.live() && !arguments.has("--plain")
                  ? new LiveScreen(shell.out(), terminal)
                  : new PlainScreen(shell.out()));
      Timeline timeline = watch(show, screen);
      screen.close();
      return finish(show, timeline, page);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static Path pageOf(Arguments arguments) {
    return arguments
        .value("--page")
        .map(Path::of)
        .map(Path::toAbsolutePath)
        .orElseGet(Demo::temporaryPage);
  }

  private static Path temporaryPage() {
    try {
      return Files.createTempDirectory("laneway-demo").resolve("index.html");
    } catch (IOException noFolder) {
      throw new UncheckedIOException(
          "no temporary folder for the page; name a file with --page", noFolder);
    }
  }

  /** Everything that takes part. */
  private record Show(
      String introduction,
      Clock clock,
      Workload work,
      Router router,
      Journal journal,
      Contender routed,
      List<Contender> contenders,
      ToIntFunction<Contender> throttled) {}

  /**
   * Loads what the demo needs, so that its first seconds are not spent on it. On a slow machine a
   * call may end without an answer: what it needed is loaded all the same.
   */
  static void warmUp(int speed) {
    try (SimulatedTime time = new SimulatedTime(Instant.EPOCH, speed);
        World.Vendors vendors = World.Vendors.start(time, 0);
        Router router = World.router(vendors, time, new Journal(time::elapsed))) {
      for (Workload.Job job : Workload.mixed(Duration.ofMinutes(1), 0).jobs().subList(0, 4)) {
        CallOptions options = CallOptions.builder().route("fast").build();
        try (ChatStream stream = router.stream(job.request(), options)) {
          stream.forEachText(text -> {});
        } catch (RouterException tooLate) {
          break;
        }
      }
    }
  }

  private static Show simulated(CleanUp open, int minutes, int speed, long seed) {
    warmUp(30);
    SimulatedTime time = open.add(new SimulatedTime(NOON, speed));
    Clock clock = Clock.from(time, speed);
    Workload work = Workload.mixed(Duration.ofMinutes(minutes), seed);
    World.Vendors mine = open.add(World.Vendors.start(time, seed));
    World.Vendors copies = open.add(World.Vendors.start(time, seed));
    Journal journal = new Journal(clock::elapsed);
    Router router = open.add(World.router(mine, time, journal));
    Contender routed = new RoutedContender(router, time, open.threads("reader"));
    List<Contender> contenders = new ArrayList<>();
    contenders.add(routed);
    HttpClient http = HttpClient.newBuilder().executor(open.threads("alone")).build();
    World.alone(copies, time, http).forEach(alone -> contenders.add(open.add(alone)));
    ToIntFunction<Contender> throttled =
        one -> one == routed ? mine.throttled() : copies.throttled(one.name());
    String introduction =
        """
        Laneway's demo: the real router and adapters, simulated vendors on this machine, no key.
        %d requests in %d simulated minutes; a vendor's minute takes %s s here, for the router as well.
        Groq is out from 01:40 to 02:30, OpenRouter is slow from 03:00 to 04:00, and somebody else
        uses the Gemini project, too."""
            .formatted(work.jobs().size(), minutes, 60 / speed);
    return new Show(introduction, clock, work, router, journal, routed, contenders, throttled);
  }

  private Show live(CleanUp open) {
    SystemTime time = open.add(SystemTime.start("laneway-demo-time"));
    Clock clock = Clock.from(time, 1);
    Journal journal = new Journal(clock::elapsed);
    Router router =
        open.add(Router.builder().environment(shell.environment()).listener(journal).build());
    Workload work = Workload.small(Duration.ofSeconds(30));
    Contender routed = new RoutedContender(router, time, open.threads("reader"));
    return new Show(
        "Laneway's demo on your real vendors: 12 short requests in 30 s, at most 64 tokens of output each.",
        clock,
        work,
        router,
        journal,
        routed,
        List.of(routed),
        one -> journal.throttled());
  }

  private static Timeline watch(Show show, Screen screen) throws InterruptedException {
    for (Workload.Job job : show.work().jobs()) {
      show.clock()
          .time()
          .after(job.at(), () -> show.contenders().forEach(contender -> contender.take(job)));
    }
    Timeline timeline = new Timeline();
    for (int look = 0; !isOver(show); look++) {
      var status = show.router().status();
      timeline.add(show.clock().elapsed(), status);
      if (look % 2 == 0) {
        screen.show(
            new Screen.Moment(
                show.clock(),
                show.work(),
                LaneView.of(status, show.clock()),
                status.waiting(),
                show.journal(),
                show.routed().ledger()));
      }
      show.clock().pause(BETWEEN_LOOKS);
    }
    return timeline;
  }

  private static boolean isOver(Show show) {
    Duration now = show.clock().elapsed();
    if (now.compareTo(show.work().horizon()) >= 0) {
      return true;
    }
    return now.compareTo(show.work().length()) >= 0
        && show.contenders().stream()
            .allMatch(contender -> contender.ledger().isSettled(show.work()));
  }

  private int finish(Show show, Timeline timeline, Path page) {
    List<Result> results = new ArrayList<>();
    for (Contender contender : show.contenders()) {
      results.add(
          new Result(
              contender.name(), contender.ledger().sums(), show.throttled().applyAsInt(contender)));
    }
    Summary summary =
        new Summary(results, show.journal().absorbed(), LiveScreen.rounded(show.journal().spent()));
    summary.printTo(shell.out(), shell.terminal().columns());
    try {
      Files.writeString(page, new Page(show.work(), summary, timeline, show.journal()).html());
    } catch (IOException notWritten) {
      throw new UncheckedIOException("the page could not be written to " + page, notWritten);
    }
    shell.out().println();
    shell.out().println("The same as pictures: " + page.toUri());
    shell.out().flush();
    return summary.routed().sums().answered() > 0 ? 0 : 1;
  }
}
