package dev.laneway.core.quota;

/**
 * A call that the vendor refused although our copy of the limit had room for it.
 *
 * @param charge what it would have taken
 * @param left what our copy had left beside it
 * @param waitNanos how long it takes, as the vendor says; zero if it does not
 * @param sentAt on the monotonic clock
 */
record Denial(long charge, long left, long waitNanos, long sentAt) {}
