package dev.laneway.benchmarks.baseline;

/**
 * The Mersenne twister of 19937 bits, seeded and read as Python does, so that a policy draws what
 * its description draws.
 */
final class Twister {

  private static final int SIZE = 624;
  private static final int MIDDLE = 397;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7fffffff;

  private final int[] state = new int[SIZE];
  private int next = SIZE;

  /** Seeded with a number below 2^32. */
  Twister(int seed) {
    fill(19650218);
    int i = 1;
    for (int k = 0; k < SIZE; k++) {
      state[i] = (state[i] ^ (mixed(i) * 1664525)) + seed;
      i = following(i);
    }
    for (int k = 0; k < SIZE - 1; k++) {
      state[i] = (state[i] ^ (mixed(i) * 1566083941)) - i;
      i = following(i);
    }
    state[0] = UPPER;
  }

  private void fill(int seed) {
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * mixed(i) + i;
    }
  }

  private int mixed(int i) {
    return state[i - 1] ^ (state[i - 1] >>> 30);
  }

  private int following(int i) {
    if (i + 1 < SIZE) {
      return i + 1;
    }
    state[0] = state[SIZE - 1];
    return 1;
  }

  private int bits() {
    if (next == SIZE) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & UPPER) | (state[(i + 1) % SIZE] & LOWER);
      state[i] = state[(i + MIDDLE) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
    }
    next = 0;
  }

  /** From 0 to 1, with 53 bits. */
  double random() {
    int high = bits() >>> 5;
    int low = bits() >>> 6;
    return (high * 67108864.0 + low) / 9007199254740992.0;
  }

  /** One of so many, all alike. */
  int below(int count) {
    int width = 32 - Integer.numberOfLeadingZeros(count);
    int drawn = bits() >>> (32 - width);
    while (drawn >= count) {
      drawn = bits() >>> (32 - width);
    }
    return drawn;
  }

  /** One of so many, in proportion to the weights. */
  int pick(double[] weights) {
    double sum = 0;
    double[] reached = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      reached[i] = sum;
    }
    double drawn = random() * sum;
    int place = 0;
    while (place < weights.length - 1 && drawn >= reached[place]) {
      place++;
    }
    return place;
  }
}
