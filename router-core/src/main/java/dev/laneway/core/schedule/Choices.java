package dev.laneway.core.schedule;

import dev.laneway.api.ProviderFailure;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.Urgency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The lanes that a request may still take, best first, and what each failure leaves of them. A list
 * that was handed out never changes.
 */
final class Choices {

  private final Machine machine;
  private final Urgency urgency;
  private volatile List<Choice> left = List.of();

  Choices(Machine machine, Urgency urgency) {
    this.machine = machine;
    this.urgency = urgency;
  }

  void addAll(List<LaneState> lanes) {
    if (left.isEmpty() && lanes.size() == 1) {
      left = List.of(Choice.of(lanes.get(0)));
      return;
    }
    List<Choice> more = new ArrayList<>(left.size() + lanes.size());
    more.addAll(left);
    for (int i = 0; i < lanes.size(); i++) {
      more.add(Choice.of(lanes.get(i)));
    }
    left = more;
  }

  boolean isEmpty() {
    return left.isEmpty();
  }

  int size() {
    return left.size();
  }

  /** What is left at this moment. */
  List<Choice> now() {
    return left;
  }

  /** This lane did not answer, and the request goes on; two lanes of a hedge may do so at once. */
  synchronized void afterFailure(ProviderFailure failure, LaneState lane, Trail trail) {
    int failures = trail.attemptsOn(lane.id());
    switch (failure.kind()) {
      // rejected without a status: the adapter could not even say it in its vendor's words
      case REJECTED, REFUSED, TOO_LARGE, UNAUTHORIZED, MODEL_GONE -> drop(lane);
      case THROTTLED, QUOTA_SPENT, CREDIT_SPENT -> keepWithin(mostThrottles(), failures, lane);
      case UNAVAILABLE, UNREADABLE -> {
        if (isLoading(failure)) {
          keepWithin(mostThrottles(), failures, lane);
        } else {
          retryLater(failures, lane);
        }
      }
    }
  }

  private static boolean isLoading(ProviderFailure failure) {
    return failure instanceof Unavailable unavailable
        && unavailable.cause() == Unavailable.Cause.LOADING;
  }

  private void drop(LaneState lane) {
    List<Choice> others = new ArrayList<>(left);
    others.removeIf(choice -> choice.lane() == lane);
    left = others;
  }

  private void keepWithin(int most, int failures, LaneState lane) {
    if (failures >= most) {
      drop(lane);
    }
  }

  /** Lanes that have not failed go first; this one again only later, and only so often. */
  private void retryLater(int failures, LaneState lane) {
    drop(lane);
    if (failures <= mostRepeats() && machine.retries().spend()) {
      long pause = Math.min(250L << Math.min(failures, 6), 8_000);
      long jittered = (long) (pause * (0.5 + machine.random().nextDouble()));
      List<Choice> again = new ArrayList<>(left);
      again.add(
          Choice.notBefore(lane, machine.time().nanos() + Duration.ofMillis(jittered).toNanos()));
      left = again;
    }
  }

  private int mostRepeats() {
    return switch (urgency) {
      case INTERACTIVE -> 2;
      case NEAR_REAL_TIME -> 3;
      case BATCH -> 6;
      case OPTIONAL -> 0;
    };
  }

  private int mostThrottles() {
    return switch (urgency) {
      case INTERACTIVE -> 3;
      case NEAR_REAL_TIME -> 6;
      case BATCH -> 100;
      case OPTIONAL -> 1;
    };
  }
}
