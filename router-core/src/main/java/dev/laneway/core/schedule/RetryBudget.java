package dev.laneway.core.schedule;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds what the router sends again on lanes that failed, over all requests: a share of the
 * successes, with a small stock to begin with. Moving on to a lane that has not failed is not
 * bounded here.
 */
public final class RetryBudget {

  private static final double FOR_EACH_SUCCESS = 0.2;
  private static final double MOST = 20;

  private final ReentrantLock lock = new ReentrantLock();
  private double left = MOST / 2;

  /** A request was answered. */
  void earn() {
    lock.lock();
    try {
      left = Math.min(MOST, left + FOR_EACH_SUCCESS);
    } finally {
      lock.unlock();
    }
  }

  /** Something is to be sent again; answers whether it may. */
  boolean spend() {
    lock.lock();
    try {
      if (left < 1) {
        return false;
      }
      left -= 1;
      return true;
    } finally {
      lock.unlock();
    }
  }
}
