package dev.laneway.core;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts who uses something that is to be put away once nobody does. Safe for many threads. */
final class Users {

  private final AtomicInteger count = new AtomicInteger(1);
  private volatile Runnable putAway = () -> {};

  /** One more; false when it is already put away. */
  boolean enter() {
    return count.getAndUpdate(users -> users == 0 ? 0 : users + 1) > 0;
  }

  void leave() {
    if (count.decrementAndGet() == 0) {
      putAway.run();
    }
  }

  /** The owner leaves too: whoever leaves last puts it away. Called once. */
  void leaveForGood(Runnable how) {
    putAway = how;
    leave();
  }
}
