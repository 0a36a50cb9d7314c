package dev.laneway.core.quota;

import org.jspecify.annotations.Nullable;

/** What one permit took from the meters of one pool. */
public final class Hold {

  private static final int FIGURES = 4;

  private final Pool pool;
  private final Demand demand;
  private final long[] figures; // for each meter: taken, mark, left, corrected
  private final boolean probe;
  private long @Nullable [] shared;

  Hold(Pool pool, Demand demand, int meters, boolean probe) {
    this.pool = pool;
    this.demand = demand;
    this.figures = new long[meters * FIGURES];
    this.probe = probe;
  }

  /** The pool that was drawn on. */
  public Pool pool() {
    return pool;
  }

  Demand demand() {
    return demand;
  }

  int meters() {
    return figures.length / FIGURES;
  }

  void took(int meter, long amount, long mark) {
    figures[meter * FIGURES] = amount;
    figures[meter * FIGURES + 1] = mark;
  }

  /** What our copy had left when the call went, so that its answer can be compared with it. */
  void left(int meter, long available, long corrected) {
    figures[meter * FIGURES + 2] = available;
    figures[meter * FIGURES + 3] = corrected;
  }

  long left(int meter) {
    return figures[meter * FIGURES + 2];
  }

  long corrected(int meter) {
    return figures[meter * FIGURES + 3];
  }

  long taken(int meter) {
    return figures[meter * FIGURES];
  }

  long mark(int meter) {
    return figures[meter * FIGURES + 1];
  }

  /** What is counted for other members as well, since they could not be asked. */
  void assumed(int meter, long amount, long mark) {
    shared()[3 * meter] = amount;
    shared()[3 * meter + 1] = mark;
  }

  long assumed(int meter) {
    return shared == null ? 0 : shared[3 * meter];
  }

  long assumedMark(int meter) {
    return shared == null ? 0 : shared[3 * meter + 1];
  }

  void settled(int meter, long charge) {
    shared()[3 * meter + 2] = charge;
  }

  /** What the call took in the end, once its permit has ended. */
  public long settled(int meter) {
    return shared == null ? taken(meter) : shared[3 * meter + 2];
  }

  private long[] shared() {
    if (shared == null) {
      shared = new long[3 * meters()];
    }
    return shared;
  }

  /** Whether this is the single call that tries a pool after a long rest. */
  boolean isProbe() {
    return probe;
  }
}
