package dev.laneway.benchmarks.baseline;

import dev.laneway.benchmarks.scenario.Ask;
import dev.laneway.benchmarks.vendor.VendorAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * LiteLLM's router with its defaults: two retries; a cool-down of five seconds or the vendor's hint
 * in whole seconds after any 429, or when more than half of the last minute failed; a retry at once
 * while any deployment of the group is healthy.
 */
final class Lite extends Baseline {

  /** How a deployment of a group is chosen. */
  enum Choice {
    /** At random, by quota of requests. */
    SHUFFLE,
    /** The one that has used the fewest tokens in this minute and has room. */
    LEAST_USED
  }

  private static final long MINUTE_MS = 60_000;
  private static final long COOL_DOWN_MS = 5_000;
  private static final int RETRIES = 2;

  private final Choice choice;
  private final List<List<Integer>> groups;
  private final LiteLane[] state;

  /** What it knows of one deployment. */
  private final class LiteLane {

    private final Deque<Runnable> queue = new ArrayDeque<>();
    private final MinuteCount ok = new MinuteCount();
    private final MinuteCount bad = new MinuteCount();
    private int slots;
    private long coolUntil;
    private long minute = -1;
    private long tokens;
    private int calls;

    LiteLane(double rpm) {
      slots = Math.max(1, (int) rpm);
    }

    private void turn() {
      if (minute != stage.now() / MINUTE_MS) {
        minute = stage.now() / MINUTE_MS;
        tokens = 0;
        calls = 0;
      }
    }

    private void coolDown(int status, long ms) {
      boolean ours = status >= 400 && status < 500 && status != 401 && status != 404;
      if (ms <= 0 || (ours && status != 408 && status != 429)) {
        return;
      }
      int failed = bad.now();
      int all = failed + ok.now();
      boolean mostFail = all > 0 && failed > 0.5 * all;
      if ((status == 429 || mostFail || status == 401 || status == 404)
          && coolUntil <= stage.now()) {
        coolUntil = stage.now() + ms;
      }
    }
  }

  /** Counts for a minute from the first. */
  private final class MinuteCount {

    private int count;
    private long until;

    private void add() {
      if (stage.now() >= until) {
        count = 0;
        until = stage.now() + MINUTE_MS;
      }
      count++;
    }

    private int now() {
      return stage.now() < until ? count : 0;
    }
  }

  Lite(Stage stage, Choice choice, boolean fallbacks) {
    super(stage);
    this.choice = choice;
    int count = lanes.size();
    state = new LiteLane[count];
    for (int i = 0; i < count; i++) {
      state[i] = new LiteLane(rpm(i));
    }
    List<Integer> all = IntStream.range(0, count).boxed().toList();
    if (fallbacks) {
      List<Integer> order = all.stream().sorted(Comparator.comparingDouble(this::price)).toList();
      int half = (count + 1) / 2;
      groups = List.of(order.subList(0, half), order.subList(half, count));
    } else {
      groups = List.of(all);
    }
  }

  @Override
  void attempt(Ask ask, Consumer<Tried> then) {
    attempt(ask, 0, then);
  }

  private void attempt(Ask ask, int group, Consumer<Tried> then) {
    withRetries(
        groups.get(group),
        ask,
        tried -> {
          if (tried.isOk() || group + 1 == groups.size()) {
            then.accept(tried);
          } else {
            attempt(ask, group + 1, then);
          }
        });
  }

  private void withRetries(List<Integer> group, Ask ask, Consumer<Tried> then) {
    call(
        group,
        ask,
        first -> {
          if (first.isOk() || healthy(group).isEmpty()) {
            then.accept(first);
          } else {
            stage.after(nap(first, group, 0), () -> again(group, ask, first, 0, then));
          }
        });
  }

  private void again(List<Integer> group, Ask ask, Tried first, int retry, Consumer<Tried> then) {
    if (retry == RETRIES) {
      then.accept(first);
      return;
    }
    call(
        group,
        ask,
        tried -> {
          if (tried.isOk()) {
            then.accept(tried);
          } else {
            stage.after(nap(first, group, retry), () -> again(group, ask, first, retry + 1, then));
          }
        });
  }

  private double nap(Tried failed, List<Integer> group, int retry) {
    if (group.size() > 1 && !healthy(group).isEmpty()) {
      return 0;
    }
    double jitter = 750.0 * stage.random();
    OptionalLong hint = failed.retryAfterMs();
    if (hint.isPresent() && hint.getAsLong() > 0 && hint.getAsLong() <= MINUTE_MS) {
      return inSeconds(hint.getAsLong()) + jitter;
    }
    return Math.min(8_000.0, 500.0 * Math.pow(2, retry)) + jitter;
  }

  private static long inSeconds(long ms) {
    return -Math.floorDiv(-ms, 1000L) * 1000;
  }

  private List<Integer> healthy(List<Integer> group) {
    return group.stream().filter(lane -> state[lane].coolUntil <= stage.now()).toList();
  }

  private int pick(List<Integer> group, Ask ask) {
    List<Integer> up = healthy(group);
    if (up.isEmpty()) {
      return -1;
    }
    if (choice == Choice.SHUFFLE) {
      return up.get(stage.pick(up.stream().mapToDouble(this::rpm).toArray()));
    }
    List<Integer> best = new ArrayList<>();
    long low = Long.MAX_VALUE;
    for (int lane : up) {
      LiteLane its = state[lane];
      its.turn();
      if (its.tokens + ask.estimate() > tpm(lane) || its.calls + 1 >= rpm(lane)) {
        continue;
      }
      if (its.tokens < low) {
        best.clear();
        low = its.tokens;
      }
      if (its.tokens == low) {
        best.add(lane);
      }
    }
    return best.isEmpty() ? -2 : best.get(stage.pick(best.size()));
  }

  private void call(List<Integer> group, Ask ask, Consumer<Tried> then) {
    int lane = pick(group, ask);
    if (lane < 0) {
      then.accept(Tried.failed(lane == -2 ? OptionalLong.of(MINUTE_MS) : OptionalLong.empty()));
    } else {
      enter(lane, ask, then);
    }
  }

  private void enter(int lane, Ask ask, Consumer<Tried> then) {
    LiteLane its = state[lane];
    if (its.slots <= 0) {
      its.queue.addLast(() -> enter(lane, ask, then));
      return;
    }
    its.slots--;
    if (choice == Choice.LEAST_USED) {
      its.turn();
      if (its.calls >= rpm(lane)) {
        its.coolDown(429, COOL_DOWN_MS);
        leave(its);
        then.accept(Tried.failed(OptionalLong.of(MINUTE_MS)));
        return;
      }
      its.calls++;
    }
    stage.call(
        ask,
        lane,
        answer -> {
          leave(its);
          ended(its, ask, answer);
          then.accept(Tried.of(answer));
        });
  }

  private void leave(LiteLane lane) {
    lane.slots++;
    Runnable next = lane.queue.pollFirst();
    if (next != null) {
      stage.after(0, next);
    }
  }

  private static void ended(LiteLane lane, Ask ask, VendorAnswer answer) {
    if (answer.isOk()) {
      lane.ok.add();
      lane.turn();
      lane.tokens += ask.load().prompt() + ask.load().completion();
      return;
    }
    lane.bad.add();
    OptionalLong hint = answer.retryAfterMs();
    lane.coolDown(answer.status(), hint.isPresent() ? inSeconds(hint.getAsLong()) : COOL_DOWN_MS);
  }
}
