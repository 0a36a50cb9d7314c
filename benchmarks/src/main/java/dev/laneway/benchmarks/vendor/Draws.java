package dev.laneway.benchmarks.vendor;

/** Random draws that are a pure function of seed, stream and place, the same in any language. */
public final class Draws {

  /** What is drawn; the streams never meet. */
  public enum Stream {
    /** Which class a request belongs to. */
    CLASS(1),
    /** Who sends it. */
    TENANT(2),
    /** How much output it allows. */
    MAX_TOKENS(3),
    /** How wrong its estimate is. */
    ESTIMATE(4),
    /** How late the first token is. */
    TTFT(5),
    /** How fast the others follow. */
    SPEED(6),
    /** Whether the vendor fails. */
    ERROR(7);

    private final long number;

    Stream(long number) {
      this.number = number;
    }
  }

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final double TWO_TO_53 = 9007199254740992.0;

  private Draws() {}

  private static long mixed(long x) {
    long z = x + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Evenly in [0, 1). */
  public static double draw(long seed, Stream stream, long a, long b) {
    long h = mixed(seed);
    h = mixed(h ^ (stream.number * GOLDEN));
    h = mixed(h ^ (a * GOLDEN));
    h = mixed(h ^ (b * GOLDEN));
    return (h >>> 11) / TWO_TO_53;
  }

  /** A factor of service time: mostly 0.8 to 1.1, one in twenty up to 3.1. */
  static double noise(double u) {
    double factor = 0.8 + 0.3 * u;
    return u > 0.95 ? factor + 40.0 * (u - 0.95) : factor;
  }
}
