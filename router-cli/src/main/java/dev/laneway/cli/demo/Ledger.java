package dev.laneway.cli.demo;

import dev.laneway.cli.demo.Workload.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of the work of one contender: counted in the same way for each. */
final class Ledger {

  /** How one request ended. */
  enum End {
    ANSWERED,
    DROPPED,
    FAILED
  }

  /**
   * The sums.
   *
   * @param waited how many answers had to wait for quota first
   * @param answers answers by kind of work
   */
  record Sums(
      int asked,
      int answered,
      int waited,
      int dropped,
      int failed,
      Map<Kind, Integer> answers,
      Map<Kind, Integer> questions,
      Duration p50,
      Duration p95) {}

  private final List<Long> interactiveNanos = new ArrayList<>();
  private final Map<Kind, Integer> answers = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> questions = new EnumMap<>(Kind.class);
  private final Map<End, Integer> ends = new EnumMap<>(End.class);
  private int asked;
  private int waited;

  synchronized void asked(Kind kind) {
    asked++;
    questions.merge(kind, 1, Integer::sum);
  }

  synchronized void answered(Kind kind, Duration took, boolean hadToWait) {
    ends.merge(End.ANSWERED, 1, Integer::sum);
    answers.merge(kind, 1, Integer::sum);
    if (hadToWait) {
      waited++;
    }
    if (kind != Kind.BATCH) {
      interactiveNanos.add(took.toNanos());
    }
  }

  synchronized void ended(End end) {
    ends.merge(end, 1, Integer::sum);
  }

  /** Whether everything that will be asked has been, and has ended. */
  synchronized boolean isSettled(Workload work) {
    int ended = ends.values().stream().mapToInt(Integer::intValue).sum();
    return asked == work.jobs().size() && ended == asked;
  }

  /** The sums so far; what has not ended counts as failed once nobody waits any more. */
  synchronized Sums sums() {
    int answered = ends.getOrDefault(End.ANSWERED, 0);
    int dropped = ends.getOrDefault(End.DROPPED, 0);
    List<Long> sorted = interactiveNanos.stream().sorted().toList();
    return new Sums(
        asked,
        answered,
        waited,
        dropped,
        asked - answered - dropped,
        new EnumMap<>(answers.isEmpty() ? Map.of(Kind.CHAT, 0) : answers),
        new EnumMap<>(questions.isEmpty() ? Map.of(Kind.CHAT, 0) : questions),
        percentile(sorted, 50),
        percentile(sorted, 95));
  }

  private static Duration percentile(List<Long> sorted, int percent) {
    if (sorted.isEmpty()) {
      return Duration.ZERO;
    }
    int place = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
    return Duration.ofNanos(sorted.get(Math.max(0, place)));
  }
}
