package dev.laneway.core.quota;

import dev.laneway.core.time.Moment;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pool's calls at the same time, where it limits them, and what was given up of them. */
public final class Places {

  private final List<Meter> meters;
  private @Nullable ConcurrencyMeter meter;

  Places(List<Meter> meters) {
    this.meters = meters;
  }

  void added(Meter next) {
    if (next instanceof ConcurrencyMeter counting) {
      meter = counting;
    }
  }

  /** Whether they are limited. */
  public boolean areLimited() {
    return meter != null;
  }

  private long markOf(Hold hold, ConcurrencyMeter counting) {
    int index = meters.indexOf(counting);
    return index < hold.meters() ? hold.mark(index) : 0;
  }

  void answered(Hold hold, Moment now) {
    if (meter != null) {
      meter.answered(markOf(hold, meter), now);
    }
  }

  void givenUp(long ranNanos, Moment now) {
    if (meter != null) {
      meter.givenUp(ranNanos, now);
    }
  }

  /** For how long a call that was given up may keep the place of this refused one, if one has. */
  public Optional<Duration> lingers(Hold refused, Moment now) {
    return meter == null ? Optional.empty() : meter.lingers(markOf(refused, meter), now);
  }

  /** How long until a place that waits for what lingers may be taken; never when there is none. */
  public long nanosUntilFollowed(Moment now) {
    return meter == null ? Meter.NEVER : meter.nanosUntilFollowed(now);
  }

  /** Nobody takes the place of what lingers for so long. */
  public void withhold(Duration rest, Moment now) {
    if (meter != null) {
      meter.withhold(rest.toNanos(), now);
    }
  }
}
