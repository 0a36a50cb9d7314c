package dev.laneway.benchmarks.vendor;

/** What a vendor counts of one limit. */
abstract class Counter {

  final long window;
  long limit;

  Counter(LimitSpec spec) {
    window = spec.windowMs();
    limit = spec.limit();
  }

  static Counter of(LimitSpec spec) {
    return switch (spec.kind()) {
      case TOKEN_BUCKET -> new BucketCounter(spec);
      case FIXED_WINDOW -> new TurnCounter(spec);
      case SLIDING_WINDOW -> new LogCounter(spec);
    };
  }

  /** The true limit becomes another. */
  abstract void becomes(long now, long other);

  /** The most that one call may be charged. */
  abstract long capacity();

  /** How long until so much is there, in milliseconds. */
  abstract long waitFor(long now, long amount);

  abstract void take(long now, long amount);

  /** A call was refused, and that counts. */
  abstract void refuse(long now);

  /** Something that was taken then comes back. */
  abstract void refund(long now, long then, long amount);

  abstract long remaining(long now);

  abstract long resetMs(long now);
}
