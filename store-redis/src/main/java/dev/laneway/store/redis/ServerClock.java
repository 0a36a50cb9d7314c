package dev.laneway.store.redis;

import dev.laneway.api.time.TimeSource;
import io.github.bucket4j.TimeMeter;

/**
 * The server's clock, as beats tell it. Members' own may be set differently, or anew: a bucket that
 * is filled by one of them and read by another holds too much, or is not filled for hours. Safe for
 * use by many threads.
 */
final class ServerClock implements TimeMeter {

  private final TimeSource time;
  private volatile long ahead;

  /** Until the first beat the member's own clock has to do. */
  ServerClock(TimeSource time) {
    this.time = time;
    this.ahead = time.now().toEpochMilli() * 1_000_000 - time.nanos();
  }

  /** The server said what its clock showed; that was somewhere between question and answer. */
  void told(long serverMicros, long askedAt, long answeredAt) {
    long halfWay = (answeredAt - askedAt) / 2;
    long seen = serverMicros * 1_000 - askedAt - halfWay;
    if (Math.abs(seen - ahead) > halfWay) { // else what is known is as good
      ahead = seen;
    }
  }

  @Override
  public long currentTimeNanos() {
    return time.nanos() + ahead;
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }
}
