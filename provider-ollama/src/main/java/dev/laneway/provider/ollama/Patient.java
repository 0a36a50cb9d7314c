package dev.laneway.provider.ollama;

import dev.laneway.api.RateLimitReading;
import dev.laneway.api.spi.CallControl;
import dev.laneway.api.spi.Timeouts;
import java.time.Duration;
import java.util.List;

/**
 * A call that waits longer for its first content: a model that is still being loaded, from a slow
 * disk perhaps, is not a failure. Whoever asked for less than the usual patience gets what he asked
 * for, and the total time-out holds in any case.
 */
record Patient(CallControl control) implements CallControl {

  private static final Duration LOADING = Duration.ofMinutes(5);

  @Override
  public String model() {
    return control.model();
  }

  @Override
  public Timeouts timeouts() {
    Timeouts given = control.timeouts();
    boolean usual = given.firstContent().compareTo(Timeouts.DEFAULT.firstContent()) >= 0;
    if (!usual || given.firstContent().compareTo(LOADING) >= 0) {
      return given;
    }
    Duration total = given.total();
    return new Timeouts(
        LOADING.compareTo(total) < 0 ? LOADING : total, given.idle(), given.total());
  }

  @Override
  public boolean strict() {
    return control.strict();
  }

  @Override
  public void observed(List<RateLimitReading> readings) {
    control.observed(readings);
  }

  @Override
  public void noted(String note) {
    control.noted(note);
  }
}
