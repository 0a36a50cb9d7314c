package dev.laneway.benchmarks.speed;

import java.io.IOException;
import java.io.OutputStream;

/** What goes wrong with one request in ten at a vendor that is not well. */
enum Mishap {
  NONE,
  THROTTLED,
  BROKEN,
  CUT,
  CUT_WITHIN,
  GARBLED;

  /** The same request in each hundred has the same mishap. */
  static Mishap of(long request) {
    return switch ((int) (request % 100)) {
      case 7, 37, 67 -> THROTTLED;
      case 13, 53, 83 -> BROKEN;
      case 29 -> CUT;
      case 59 -> CUT_WITHIN;
      case 89 -> GARBLED;
      default -> NONE;
    };
  }

  /** Answers whether the connection can serve again. */
  boolean befall(boolean streamed, OutputStream out) throws IOException {
    switch (this) {
      case THROTTLED -> out.write(Answers.THROTTLED);
      case BROKEN -> out.write(Answers.BROKEN);
      case GARBLED -> out.write(Answers.GARBLED);
      case CUT_WITHIN -> {
        if (streamed) {
          out.write(Answers.STREAM_HEAD);
          out.write(Answers.PIECE);
        }
        out.write(streamed ? Answers.PIECE : Answers.WHOLE, 0, 90);
        return false;
      }
      case CUT -> {
        return false;
      }
      case NONE -> throw new IllegalStateException("nothing goes wrong");
    }
    return true;
  }
}
