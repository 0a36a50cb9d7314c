package dev.laneway.core;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes one thing after another, whichever of them breaks. */
final class Closing {

  private Closing() {}

  static void each(Iterable<? extends AutoCloseable> things) {
    things.forEach(Closing::one);
  }

  static void one(AutoCloseable thing) {
    try {
      thing.close();
    } catch (Exception | Error broken) {
      log().warn("Something could not be closed with its router", broken);
    }
  }

  /** Asked for when there is something to say: a start without that is shorter. */
  private static Logger log() {
    return LoggerFactory.getLogger(Closing.class);
  }
}
