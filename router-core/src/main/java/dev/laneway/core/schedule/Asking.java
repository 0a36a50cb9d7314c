package dev.laneway.core.schedule;

import dev.laneway.api.FailureDetails;
import dev.laneway.api.ProviderFailure.Unavailable;
import dev.laneway.api.RateLimitReading;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.ProviderException;
import dev.laneway.api.spi.Timeouts;
import dev.laneway.api.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A question to a lane's vendor that is no request of the application: a check, or a count. */
record Asking(LaneState lane, Consumer<List<RateLimitReading>> told) implements CallControl {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** The same answer, or a time-out where the provider keeps none of its own. */
  static <T> CompletableFuture<T> ended(CompletableFuture<T> answer, Machine machine) {
    TimeSource.Timer timer =
        machine
            .scheduler()
            .after(
                LONGEST.multipliedBy(2).toNanos(),
                () ->
                    answer.completeExceptionally(
                        new ProviderException(
                            new Unavailable(
                                FailureDetails.of("the provider never answered"),
                                Unavailable.Cause.TIMEOUT,
                                Optional.empty()))));
    var unused = answer.whenComplete((reply, thrown) -> timer.cancel());
    return answer;
  }

  @Override
  public String model() {
    return lane.id().model();
  }

  @Override
  public Timeouts timeouts() {
    return Timeouts.DEFAULT.within(LONGEST);
  }

  @Override
  public void observed(List<RateLimitReading> readings) {
    told.accept(readings);
  }
}
