package dev.laneway.core;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Settings of the cache: how long answers are fresh, how many bytes it holds, who shares. */
public final class CacheSettings {

  private Duration timeToLive = Duration.ofMinutes(10);
  private long maximumBytes = 64L << 20;
  private boolean tenantsShare;

  CacheSettings() {}

  /** How long a stored answer is fresh; ten minutes unless told. */
  public CacheSettings timeToLive(Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw new IllegalArgumentException("timeToLive must be positive, was " + value);
    }
    timeToLive = value;
    return this;
  }

  /** How many bytes of answers and their keys are kept, about; 64 MiB unless told. */
  public CacheSettings maximumBytes(long value) {
    if (value < 1) {
      throw new IllegalArgumentException("maximumBytes must be positive, was " + value);
    }
    maximumBytes = value;
    return this;
  }

  /** Lets one tenant get answers that were made for another. */
  public CacheSettings tenantsShare() {
    tenantsShare = true;
    return this;
  }

  /** A value that can be compared. */
  static Optional<Told> toldBy(@Nullable CacheSettings settings) {
    return Optional.ofNullable(settings)
        .map(told -> new Told(told.timeToLive, told.maximumBytes, told.tenantsShare));
  }

  /** What was told, unchanging. */
  record Told(Duration timeToLive, long maximumBytes, boolean tenantsShare) {}

  Duration timeToLive() {
    return timeToLive;
  }

  long maximumBytes() {
    return maximumBytes;
  }

  boolean doTenantsShare() {
    return tenantsShare;
  }
}
