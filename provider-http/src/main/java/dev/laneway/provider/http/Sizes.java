package dev.laneway.provider.http;

/**
 * How large what a vendor sends may be, in bytes.
 *
 * @param answer of a whole answer
 * @param piece of one line or event of a stream
 * @param error of the body of an error
 */
record Sizes(int answer, int piece, int error) {

  /** 64, 16 and 1 MiB. */
  static final Sizes DEFAULT = new Sizes(64 << 20, 16 << 20, 1 << 20);

  /** Checks that all are positive. */
  Sizes {
    if (answer < 1 || piece < 1 || error < 1) {
      throw new IllegalArgumentException(
          "sizes must be positive, were answer %d, piece %d, error %d"
              .formatted(answer, piece, error));
    }
  }
}
