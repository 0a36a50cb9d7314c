package dev.laneway.api.spi.store;

import static java.util.Objects.requireNonNull;

/**
 * A limit that members share.
 *
 * @param key names it; for calendar turns each turn has a key of its own
 * @param limit how much all members together may take
 * @param lengthMillis the stretch over which {@link Kind#ROLLING} and {@link Kind#BUCKET} count
 * @param burst the most that a bucket holds
 * @param endsAtMillis when a turn ends and its count may be forgotten, on the wall clock
 */
public record Allowance(
    String key, Kind kind, long limit, long lengthMillis, long burst, long endsAtMillis) {

  /** How its clock turns. */
  public enum Kind {
    /** Everything within the last stretch counts, exactly, whatever the members' clocks say. */
    ROLLING,
    /** Counts from the first claim with its key to its end. */
    TURN,
    /** Refills evenly, up to the burst. */
    BUCKET
  }

  /** Checks the amounts. */
  public Allowance {
    requireNonNull(key, "key");
    requireNonNull(kind, "kind");
    if (limit < 0 || (kind != Kind.TURN && lengthMillis <= 0)) {
      throw new IllegalArgumentException(
          "an allowance needs a limit of at least 0 and a positive length, was %d per %d ms"
              .formatted(limit, lengthMillis));
    }
  }

  /** So much within any stretch of this length. */
  public static Allowance rolling(String key, long limit, long lengthMillis) {
    return new Allowance(key, Kind.ROLLING, limit, lengthMillis, limit, 0);
  }

  /** So much until then. */
  public static Allowance turn(String key, long limit, long endsAtMillis) {
    return new Allowance(key, Kind.TURN, limit, 0, limit, endsAtMillis);
  }

  /** So much refilled over each stretch of this length, and no more than the burst at once. */
  public static Allowance bucket(String key, long limit, long lengthMillis, long burst) {
    return new Allowance(key, Kind.BUCKET, limit, lengthMillis, burst, 0);
  }
}
