package dev.laneway.core.schedule;

import dev.laneway.api.Attempt;
import dev.laneway.api.CacheOutcome;
import dev.laneway.api.LaneId;
import dev.laneway.api.Money;
import dev.laneway.api.ProviderFailure;
import dev.laneway.api.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has happened to a request so far; becomes its receipt. Safe for use by many threads. */
final class Trail {

  private final String route;
  private final CacheOutcome cache;
  private List<Attempt> attempts = List.of();
  private Set<String> notes = Set.of();
  private long waitedNanos;
  private @Nullable LaneId firstChoice;
  private @Nullable ProviderFailure lastFailure;
  private volatile boolean over;

  Trail(String route, CacheOutcome cache) {
    this.route = route;
    this.cache = cache;
  }

  /** The journey is over; answers whether it was not before. */
  synchronized boolean end() {
    boolean first = !over;
    over = true;
    return first;
  }

  boolean isOver() {
    return over;
  }

  synchronized void chose(LaneId lane) {
    if (firstChoice == null) {
      firstChoice = lane;
    }
  }

  synchronized void waited(long nanos) {
    waitedNanos += nanos;
  }

  synchronized void attempted(Attempt attempt) {
    attempts = attempts.isEmpty() ? new ArrayList<>(2) : attempts;
    attempts.add(attempt);
    lastFailure = attempt.failure().orElse(lastFailure);
  }

  synchronized void note(String note) {
    notes = notes.isEmpty() ? new LinkedHashSet<>() : notes;
    notes.add(note);
  }

  synchronized int attemptsOn(LaneId lane) {
    int count = 0;
    for (Attempt attempt : attempts) {
      if (attempt.lane().equals(lane)) {
        count++;
      }
    }
    return count;
  }

  synchronized Optional<ProviderFailure> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }

  synchronized List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  synchronized Receipt receipt(long tookNanos) {
    Receipt.Builder receipt =
        Receipt.builder()
            .route(route)
            .waited(Duration.ofNanos(waitedNanos))
            .took(Duration.ofNanos(tookNanos))
            .cost(cost())
            .cache(cache);
    for (Attempt attempt : attempts) {
      receipt.attempt(attempt);
    }
    for (String note : notes) {
      receipt.note(note);
    }
    if (!attempts.isEmpty()) {
      Attempt last = attempts.get(attempts.size() - 1);
      if (last.failure().isEmpty()) {
        receipt.lane(last.lane()).fallback(!last.lane().equals(firstChoice));
      }
    }
    return receipt.build();
  }

  private Optional<Money> cost() {
    if (attempts.size() == 1) {
      return attempts.get(0).cost();
    }
    Money sum = Money.ZERO;
    for (Attempt attempt : attempts) {
      if (attempt.cost().isEmpty()) {
        return Optional.empty();
      }
      sum = sum.plus(attempt.cost().get());
    }
    return Optional.of(sum);
  }
}
