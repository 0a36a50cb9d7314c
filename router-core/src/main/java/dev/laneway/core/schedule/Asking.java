package dev.laneway.core.schedule;

import dev.laneway.api.RateLimitReading;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Timeouts;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A question to a lane's vendor that is no request of the application: a check, or a count. */
record Asking(LaneState lane, Consumer<List<RateLimitReading>> told) implements CallControl {

  private static final Duration LONGEST = Duration.ofSeconds(30);

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
