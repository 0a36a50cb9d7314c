package dev.laneway.cli.demo;

import dev.laneway.api.Attempt;
import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Receipt;
import dev.laneway.cli.demo.Workload.Kind;
import dev.laneway.core.event.RouterEvent;
import dev.laneway.core.event.RouterListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** Writes down what the router did and why, from its events alone. */
final class Journal implements RouterListener {

  /** How much a line matters to somebody who sees only some of them. */
  enum Weight {
    DAILY,
    NOTABLE
  }

  /** One line. */
  record Line(Duration at, Weight weight, String text) {}

  /** One call that ended, for the pictures. */
  record Mark(Duration at, LaneId lane, boolean answered, boolean throttled) {}

  /** What a lane did so far. */
  record LaneSum(int answered, int throttled, int failed, Money spent) {

    static final LaneSum NONE = new LaneSum(0, 0, 0, Money.ZERO);

    LaneSum plus(Attempt attempt) {
      boolean ok = attempt.failure().isEmpty();
      boolean said429 = attempt.failure().filter(Journal::isThrottling).isPresent();
      return new LaneSum(
          answered + (ok ? 1 : 0),
          throttled + (said429 ? 1 : 0),
          failed + (ok || said429 ? 0 : 1),
          spent.plus(attempt.cost().orElse(Money.ZERO)));
    }
  }

  private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);

  private final Supplier<Duration> elapsed;
  private final List<Line> lines = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private final Map<LaneId, LaneSum> lanes = new LinkedHashMap<>();
  private int absorbed;

  Journal(Supplier<Duration> elapsed) {
    this.elapsed = elapsed;
  }

  /** Whether it is more than the moment that it takes to ask. */
  static boolean isWait(Duration waited) {
    return waited.compareTo(SHORTEST_WAIT) >= 0;
  }

  private static boolean isThrottling(ProviderFailure failure) {
    return failure.status() == 429;
  }

  @Override
  public void onAttempt(RouterEvent.AttemptFinished event) {
    Attempt attempt = event.attempt();
    boolean throttled = attempt.failure().filter(Journal::isThrottling).isPresent();
    synchronized (this) {
      lanes.put(attempt.lane(), sumOf(attempt.lane()).plus(attempt));
      marks.add(new Mark(elapsed.get(), attempt.lane(), attempt.failure().isEmpty(), throttled));
    }
    attempt
        .failure()
        .ifPresent(
            failure ->
                write(
                    Weight.NOTABLE,
                    "%s: %s said no: %s%s"
                        .formatted(
                            Kind.of(event.urgency()),
                            Words.shortName(attempt.lane()),
                            words(failure),
                            failure.retryIn().map(wait -> ", wait " + seconds(wait)).orElse(""))));
  }

  private static String words(ProviderFailure failure) {
    String kind = failure.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return failure.status() == 0 ? kind : failure.status() + " " + kind;
  }

  @Override
  public void onRequestFinished(RouterEvent.RequestFinished event) {
    Receipt receipt = event.receipt();
    String kind = Kind.of(event.urgency()).toString();
    String waited = isWait(receipt.waited()) ? ", waited " + seconds(receipt.waited()) : "";
    if (event.reason().isPresent()) {
      String reason = event.reason().get().name().toLowerCase(Locale.ROOT);
      write(Weight.DAILY, kind + ": not answered, " + reason + waited);
      return;
    }
    long said429 =
        receipt.attempts().stream()
            .filter(attempt -> attempt.failure().filter(Journal::isThrottling).isPresent())
            .count();
    synchronized (this) {
      absorbed += (int) said429;
    }
    write(
        Weight.DAILY,
        "%s: %s in %s%s%s"
            .formatted(
                kind,
                receipt.lane().map(Words::shortName).orElse("no lane"),
                seconds(receipt.took()),
                receipt.fallback() ? ", fallback" : "",
                waited));
  }

  @Override
  public void onPoolResting(RouterEvent.PoolResting event) {
    write(
        Weight.NOTABLE,
        "pool %s rests for %s (%s): %s"
            .formatted(
                event.pool(),
                seconds(event.rest()),
                event.stated() ? "the vendor's word" : "a guess",
                event.because()));
  }

  @Override
  public void onLimitLearned(RouterEvent.LimitLearned event) {
    write(Weight.NOTABLE, "pool " + event.pool() + " learned: " + event.limits());
  }

  @Override
  public void onLaneHealthChanged(RouterEvent.LaneHealthChanged event) {
    write(
        Weight.NOTABLE,
        Words.shortName(event.lane())
            + " is "
            + event.state()
            + (event.because().isEmpty() ? "" : ": " + event.because()));
  }

  @Override
  public void onLaneClosed(RouterEvent.LaneClosed event) {
    write(Weight.NOTABLE, Words.shortName(event.lane()) + " is closed: " + event.because());
  }

  @Override
  public void onAccountClosed(RouterEvent.AccountClosed event) {
    write(Weight.NOTABLE, "account " + event.account() + " is closed: " + event.because());
  }

  @Override
  public void onBudgetSpent(RouterEvent.BudgetSpent event) {
    write(Weight.NOTABLE, "budget " + event.budget() + " is spent");
  }

  private synchronized void write(Weight weight, String text) {
    lines.add(new Line(elapsed.get(), weight, text.replaceAll("\\s+", " ")));
  }

  static String seconds(Duration length) {
    return length.compareTo(Duration.ofSeconds(100)) < 0
        ? String.format(Locale.ROOT, "%.1f s", length.toMillis() / 1000.0)
        : Clock.spoken(length) + (length.toHours() > 0 ? "" : " min");
  }

  synchronized LaneSum sumOf(LaneId lane) {
    return lanes.getOrDefault(lane, LaneSum.NONE);
  }

  synchronized int answered() {
    return lanes.values().stream().mapToInt(LaneSum::answered).sum();
  }

  synchronized int throttled() {
    return lanes.values().stream().mapToInt(LaneSum::throttled).sum();
  }

  synchronized int absorbed() {
    return absorbed;
  }

  synchronized Money spent() {
    return lanes.values().stream().map(LaneSum::spent).reduce(Money.ZERO, Money::plus);
  }

  /** The lines from this number on. */
  synchronized List<Line> linesFrom(int number) {
    return List.copyOf(lines.subList(Math.min(number, lines.size()), lines.size()));
  }

  synchronized List<Mark> marks() {
    return List.copyOf(marks);
  }
}
